extension BatteryCode {
    /// Makes a code from its fields.
    ///
    /// - Parameters:
    ///   - manufacturer: The maker; of a second-use product the second-use maker.
    ///   - product: What the code names.
    ///   - type: The letter for the kind of battery; see ``Chemistry/letter``.
    ///   - specification: The maker's specification code, 2 of `A-Z 0-9`.
    ///   - traceability: 7 of `A-Z 0-9`; `nil` makes the code of a second-use product.
    ///   - date: The day of production, within 2011...2040.
    ///   - serial: The number of the product among those of its day, 1...9,999,999.
    /// - Throws: ``BatteryCodeError`` for the first field that a code cannot carry.
    public init(
        manufacturer: ManufacturerCode,
        product: BatteryProduct,
        type: BatteryTypeLetter,
        specification: String,
        traceability: String?,
        date: CivilDate,
        serial: Int
    ) throws(BatteryCodeError) {
        try Self.checkLength(of: specification, position: 6, expected: 2)
        if let traceability {
            try Self.checkLength(of: traceability, position: 8, expected: 7)
        }
        guard (1...9_999_999).contains(serial) else { throw .serial(serial) }

        var text = manufacturer.text
        text.unicodeScalars.append(product.letter)
        text.unicodeScalars.append(type.character)
        text += specification
        text += traceability ?? ""
        text.unicodeScalars.append(contentsOf: try Self.letters(for: date))
        text += padded(String(serial), to: Self.serialLength)
        if traceability == nil {
            text += "R"
            text.unicodeScalars.append(product.letter)
        }
        try self.init(text)
    }

    private static func letters(
        for date: CivilDate
    ) throws(BatteryCodeError) -> [Unicode.Scalar] {
        guard
            let year = ThirtyLetters.letter(for: date.year - yearBeforeFirst),
            let month = ThirtyLetters.letter(for: date.month)
        else { throw .unwritableDate(date) }
        // The thirty letters end before the 31st, which is written 0.
        return [year, month, ThirtyLetters.letter(for: date.day) ?? "0"]
    }

    // In bytes: a character of more than one is then refused, by position, when the code is read.
    private static func checkLength(
        of field: String,
        position: Int,
        expected: Int
    ) throws(BatteryCodeError) {
        guard field.utf8.count == expected else {
            throw .fieldLength(position: position, found: field.utf8.count, expected: expected)
        }
    }
}
