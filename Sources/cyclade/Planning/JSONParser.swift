/// Reads JSON as RFC 8259 has it, and says by line and column where it is none.
///
/// An object that names a key twice is refused: one of the values would be lost.
struct JSONParser {
    /// How deep lists and objects may be nested.
    static let depthLimit = 32

    private let bytes: [UInt8]
    private var position = 0

    /// Reads one value and nothing after it.
    static func value(of bytes: [UInt8]) throws(RequestError) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        guard parser.next == nil else { throw parser.expected("nothing after the request") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The byte at the position.
    private var here: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The byte after white space.
    private var next: UInt8? {
        mutating get {
            while let byte = here, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { position += 1 }
            return here
        }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(RequestError) -> JSONValue {
        guard depth <= Self.depthLimit else {
            throw expected("no more than \(Self.depthLimit) levels")
        }
        switch next.map(Unicode.Scalar.init) {
        case "{": return .object(try members(depth: depth))
        case "[": return .list(try elements(depth: depth))
        case "\"": return .text(try text())
        case "t": return try literal("true", .bool(true))
        case "f": return try literal("false", .bool(false))
        case "n": return try literal("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func members(depth: Int) throws(RequestError) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        position += 1
        if skip("}") { return members }
        repeat {
            guard next == UInt8(ascii: "\"") else { throw expected("a key in quotes") }
            let start = position
            let key = try text()
            guard members[key] == nil else {
                position = start
                throw expected("another key: this one is there already")
            }
            guard skip(":") else { throw expected("a colon") }
            members[key] = try value(depth: depth + 1)
        } while skip(",")
        guard skip("}") else { throw expected("a comma or }") }
        return members
    }

    private mutating func elements(depth: Int) throws(RequestError) -> [JSONValue] {
        var elements: [JSONValue] = []
        position += 1
        if skip("]") { return elements }
        repeat { elements.append(try value(depth: depth + 1)) } while skip(",")
        guard skip("]") else { throw expected("a comma or ]") }
        return elements
    }

    private mutating func literal(
        _ word: StaticString,
        _ value: JSONValue
    ) throws(RequestError) -> JSONValue {
        let end = position + word.utf8CodeUnitCount
        guard bytes[position...].starts(with: "\(word)".utf8) else { throw expected("\(word)") }
        position = end
        return value
    }

    private mutating func number() throws(RequestError) -> String {
        let start = position
        if here == UInt8(ascii: "-") { position += 1 }
        let startsWithZero = here == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0 else { throw expected("a value") }
        guard whole == 1 || !startsWithZero else { throw expected("no zero before a number") }
        if here == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw expected("a digit") }
        }
        if here == UInt8(ascii: "e") || here == UInt8(ascii: "E") {
            position += 1
            if here == UInt8(ascii: "-") || here == UInt8(ascii: "+") { position += 1 }
            guard digits() > 0 else { throw expected("a digit") }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Passes over digits, and counts them.
    private mutating func digits() -> Int {
        let start = position
        while let byte = here, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func text() throws(RequestError) -> String {
        position += 1
        let start = position
        var unescaped: [UInt8]?
        while let byte = here, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw expected("a text without control characters") }
            position += 1
            if byte == UInt8(ascii: "\\") {
                var text = unescaped ?? Array(bytes[start..<position - 1])
                text += try escaped().utf8
                unescaped = text
            } else {
                unescaped?.append(byte)
            }
        }
        guard here != nil else { throw expected("the end of a text") }
        let content = unescaped ?? Array(bytes[start..<position])
        guard let text = String(validating: content, as: UTF8.self) else {
            throw expected("a text in UTF-8")
        }
        position += 1
        return text
    }

    /// The character that an escape stands for; the position is after the backslash.
    private mutating func escaped() throws(RequestError) -> String {
        let letter = here.map(Unicode.Scalar.init)
        position += 1
        switch letter {
        case "\"", "\\", "/": return letter.map { "\($0)" } ?? ""
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try character()
        default:
            position -= 1
            throw expected("an escape such as \\n or \\u4E2D")
        }
    }

    /// The character of `\u4E2D`, or of two such escapes that make up one character.
    private mutating func character() throws(RequestError) -> String {
        var units = [try unit()]
        if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: #"\u"#.utf8) {
            position += 2
            units.append(try unit())
        }
        guard let character = String(validating: units, as: UTF16.self) else {
            throw expected("a character of Unicode")
        }
        return character
    }

    private mutating func unit() throws(RequestError) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4,
            digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw expected("four hexadecimal digits") }
        position += 4
        return unit
    }

    /// An error at the position.
    private func expected(_ what: String) -> RequestError {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return RequestError(
            place: "line \(line), byte \(before.count - start + 1)",
            problem: .unexpected(found: nil, expected: what)
        )
    }
}
