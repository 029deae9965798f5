/// The most bytes of a refused text that an error repeats.
let excerptByteLimit = 64

/// The beginning of a refused text, safe to print.
///
/// At most 64 bytes of it; control characters, quotes and everything that is not ASCII are written
/// as Swift escapes, so that a look-alike letter can be told from the real one.
func excerpt(of text: String) -> String {
    var result = ""
    var bytes = 0
    for scalar in text.unicodeScalars {
        bytes += UTF8.width(scalar)
        guard bytes <= excerptByteLimit else { return result + "..." }
        result += scalar.escaped(asASCII: true)
    }
    return result
}

/// A character of a refused text with its code point: `'A' (U+0041)`, `'\u{0410}' (U+0410)`.
func visible(_ scalar: Unicode.Scalar) -> String {
    let hex = padded(String(scalar.value, radix: 16, uppercase: true), to: 4)
    return "'\(scalar.escaped(asASCII: true))' (U+\(hex))"
}

/// `digits` with zeros before it, up to `width` characters.
func padded(_ digits: String, to width: Int) -> String {
    String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
