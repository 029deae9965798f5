extension ReportValue {
    /// The value as JSON on one line.
    ///
    /// Decimals are written exactly, so that a reader gets the nearest number it has.
    public var json: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += "\(value)"
        case .decimal(let counts, let places): text += Self.decimal(counts, places: places)
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            Self.write(values, between: "[", "]", to: &text) { $0.write(to: &$1) }
        case .object(let members):
            Self.write(members, between: "{", "}", to: &text) { member, text in
                Self.write(member.name, to: &text)
                text += ": "
                member.value.write(to: &text)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element],
        between opening: String,
        _ closing: String,
        to text: inout String,
        _ body: (Element, inout String) -> Void
    ) {
        text += opening
        for (index, element) in elements.enumerated() {
            if index > 0 { text += ", " }
            body(element, &text)
        }
        text += closing
    }

    /// `-116.3` from -1163 counts with one place.
    static func decimal(_ counts: Int64, places: Int) -> String {
        var digits = String(counts.magnitude)
        guard places > 0 else { return counts < 0 ? "-\(digits)" : digits }
        digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let point = digits.index(digits.endIndex, offsetBy: -places)
        return "\(counts < 0 ? "-" : "")\(digits[..<point]).\(digits[point...])"
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{20}"...: text.unicodeScalars.append(scalar)
            default:
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }
        }
        text += "\""
    }
}
