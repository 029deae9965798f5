import Vocabulary

/// Amounts and lists for people.
enum PlanText {
    /// Fen as yuan.
    static func yuan(_ fen: Int64) -> String {
        let (yuan, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(fen < 0 ? "-" : "")\(yuan).\(rest / 10)\(rest % 10) yuan"
    }

    /// Metres as kilometres, to the tenth.
    static func kilometres(_ metres: Int64) -> String {
        let tenths = (metres + 50) / 100
        return "\(tenths / 10).\(tenths % 10) km"
    }

    /// A table, or nothing where it would have no rows.
    static func table(_ header: [String], _ rows: [[String]]) -> String? {
        rows.isEmpty ? nil : "\(TextTable(header: header, rows: rows))"
    }

    /// Parts of an answer, with an empty line between.
    static func parts(_ parts: String?...) -> String {
        parts.compactMap(\.self).joined(separator: "\n\n")
    }
}
