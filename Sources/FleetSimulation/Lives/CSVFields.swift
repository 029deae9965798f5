/// Lines and fields of a plain comma-separated file: no quotes, no escapes.
///
/// Works on bytes, so that no content of a file can trap or be taken for another.
package struct CSVLines: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    /// The number of the line that was given last, from 1.
    package private(set) var line = 0

    package init(_ bytes: [UInt8]) {
        rest = bytes[...]
        // A byte order mark is no part of the first name.
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    }

    /// The fields of the next line that is not empty.
    package mutating func next() -> [ArraySlice<UInt8>]? {
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            var text = rest[rest.startIndex..<end]
            rest = rest[end...].dropFirst()
            line += 1
            if text.last == UInt8(ascii: "\r") { text = text.dropLast() }
            guard text.isEmpty else {
                return text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            }
        }
        return nil
    }
}

/// One field of a row.
package enum CSVField {
    /// The field as a finite decimal number; `nil` if it is anything else.
    package static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
        // Double also reads "nan", "inf" and hexadecimal: letters other than e are refused first.
        let isDecimal = bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
                true
            default: false
            }
        }
        guard isDecimal, bytes.count <= 32,
            let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
        else { return nil }
        return value
    }

    /// The field as a whole number of at most nine digits; `nil` if it is anything else.
    package static func whole(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// The field as a name of 1 to 64 printable ASCII characters; `nil` if it is none.
    package static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        guard (1...64).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
