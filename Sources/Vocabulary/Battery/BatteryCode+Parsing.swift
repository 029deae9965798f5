extension BatteryCode {
    /// Reads a code, strictly as the standard has it.
    ///
    /// - Throws: ``BatteryCodeError`` for the first departure from the standard.
    public init(_ text: some StringProtocol) throws(BatteryCodeError) {
        self = try Self.parse(String(text), serial: .digits)
    }

    /// Reads a code as found printed on a battery, of which some break the digit rule.
    ///
    /// As ``init(_:)``, save that the serial field may also hold letters; ``serial`` is then `nil`.
    /// For batteries that exist already: a code that a maker issues now must be strict.
    ///
    /// - Throws: ``BatteryCodeError`` for any other departure from the standard.
    public init(asPrinted text: some StringProtocol) throws(BatteryCodeError) {
        self = try Self.parse(String(text), serial: .lettersAndDigits)
    }

    private static func parse(
        _ text: String,
        serial alphabet: BatteryCodeAlphabet
    ) throws(BatteryCodeError) -> BatteryCode {
        let bytes = text.utf8.span
        let dateOffset: Int
        switch bytes.count {
        case fullLength: dateOffset = 14
        case secondUseLength: dateOffset = 7
        default: throw lengthError(of: text)
        }

        try checkLettersAndDigits(0..<3, of: text)
        guard let product = BatteryProduct(rawValue: bytes[3]) else {
            throw characterError(at: 3, of: text, expected: .product)
        }
        guard let type = BatteryTypeLetter(rawValue: bytes[4]) else {
            throw characterError(at: 4, of: text, expected: .type)
        }
        try checkLettersAndDigits(5..<dateOffset, of: text)
        let date = try date(at: dateOffset, of: text)
        let serial = try serial(at: dateOffset + 3, of: text, alphabet: alphabet)
        if bytes.count == secondUseLength { try checkMark(of: text, repeating: product) }

        return BatteryCode(
            text: text,
            product: product,
            type: type,
            productionDate: date,
            serialNumber: serial
        )
    }

    private static func date(
        at offset: Int,
        of text: String
    ) throws(BatteryCodeError) -> CivilDate {
        let bytes = text.utf8.span
        guard let year = ThirtyLetters.value(of: bytes[offset]) else {
            throw characterError(at: offset, of: text, expected: .year)
        }
        // Months are written as the first twelve of the thirty letters.
        guard let month = ThirtyLetters.value(of: bytes[offset + 1]), month <= 12 else {
            throw characterError(at: offset + 1, of: text, expected: .month)
        }
        let last = bytes[offset + 2] == UInt8(ascii: "0") ? 31 : nil
        guard let day = last ?? ThirtyLetters.value(of: bytes[offset + 2]) else {
            throw characterError(at: offset + 2, of: text, expected: .day)
        }
        do throws(CivilDateError) {
            return try CivilDate(year: yearBeforeFirst + year, month: month, day: day)
        } catch {
            throw .date(position: offset + 1, error: error)
        }
    }

    private static func serial(
        at offset: Int,
        of text: String,
        alphabet: BatteryCodeAlphabet
    ) throws(BatteryCodeError) -> UInt32 {
        let bytes = text.utf8.span
        var number: UInt32 = 0
        for index in offset..<offset + serialLength {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else {
                guard alphabet == .lettersAndDigits else {
                    throw characterError(at: index, of: text, expected: .digits)
                }
                try checkLettersAndDigits(index..<offset + serialLength, of: text)
                return 0
            }
            number = number * 10 + UInt32(digit)
        }
        guard number > 0 else { throw .zeroSerial(position: offset + 1) }
        return number
    }

    // The R and the product's letter that end a second-use code.
    private static func checkMark(
        of text: String,
        repeating product: BatteryProduct
    ) throws(BatteryCodeError) {
        let bytes = text.utf8.span
        guard bytes[17] == UInt8(ascii: "R") else {
            throw characterError(at: 17, of: text, expected: .secondUse)
        }
        guard let repeated = BatteryProduct(rawValue: bytes[18]) else {
            throw characterError(at: 18, of: text, expected: .product)
        }
        guard repeated == product else {
            throw .productMismatch(position: 19, found: repeated, expected: product)
        }
    }

    private static func checkLettersAndDigits(
        _ offsets: Range<Int>,
        of text: String
    ) throws(BatteryCodeError) {
        let bytes = text.utf8.span
        let alphabet = ASCIISet.upperCaseAndDigits
        for offset in offsets where !alphabet.contains(bytes[offset]) {
            throw characterError(at: offset, of: text, expected: .lettersAndDigits)
        }
    }

    // A look-alike takes more than one byte: name it rather than a length nobody can see.
    private static func lengthError(of text: String) -> BatteryCodeError {
        let scalars = text.unicodeScalars.prefix(fullLength)
        for (offset, scalar) in scalars.enumerated() where !scalar.isASCII {
            return .character(position: offset + 1, found: scalar, expected: .lettersAndDigits)
        }
        return .length(text.utf8.count)
    }

    // All before `offset` is ASCII, so bytes and characters count alike.
    private static func characterError(
        at offset: Int,
        of text: String,
        expected: BatteryCodeAlphabet
    ) -> BatteryCodeError {
        let index = text.utf8.index(text.startIndex, offsetBy: offset)
        return .character(
            position: offset + 1,
            found: text.unicodeScalars[index],
            expected: expected
        )
    }

    static let serialLength = 7
    static let yearBeforeFirst = 2010
}
