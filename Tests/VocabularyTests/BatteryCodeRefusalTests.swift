import Testing
import Vocabulary

@Suite("What is no battery code")
struct BatteryCodeRefusalTests {
    @Test("is refused with the reason", arguments: refusals)
    func refusal(text: String, error: BatteryCodeError) {
        #expect(throws: error) { try BatteryCode(text) }
    }

    @Test("is refused by the builder with the reason", arguments: fields)
    func builder(fields: Fields, error: BatteryCodeError) throws {
        let manufacturer = try ManufacturerCode("001")
        let date = try CivilDate("2021-03-12")
        #expect(throws: error) {
            try BatteryCode(
                manufacturer: manufacturer,
                product: .cell,
                type: .b,
                specification: fields.specification,
                traceability: fields.traceability,
                date: date,
                serial: fields.serial
            )
        }
    }

    @Test("is refused in a sentence that can be acted on", arguments: sentences)
    func message(text: String, sentence: String) {
        let error = #expect(throws: BatteryCodeError.self) { try BatteryCode(text) }
        #expect(error?.description == sentence)
    }

    struct Fields: Sendable {
        var specification = "24"
        var traceability: String? = "0000003"
        var serial = 1
    }

    static let fields: [(Fields, BatteryCodeError)] = [
        (Fields(specification: "2"), .fieldLength(position: 6, found: 1, expected: 2)),
        (
            Fields(specification: "240", traceability: "000003"),
            .fieldLength(position: 6, found: 3, expected: 2)
        ),
        (Fields(traceability: ""), .fieldLength(position: 8, found: 0, expected: 7)),
        (Fields(traceability: "00000003"), .fieldLength(position: 8, found: 8, expected: 7)),
        (Fields(specification: "2a"), refusal(7, "a", .lettersAndDigits)),
        (Fields(specification: "\u{410}"), refusal(6, "\u{410}", .lettersAndDigits)),
        (Fields(traceability: "000-003"), refusal(11, "-", .lettersAndDigits)),
        (Fields(serial: 0), .serial(0)),
        (Fields(serial: -1), .serial(-1)),
        (Fields(serial: 10_000_000), .serial(10_000_000)),
        (Fields(serial: .max), .serial(.max)),
    ]

    static let refusals: [(String, BatteryCodeError)] = [
        ("", .length(0)),
        ("001CB240000003B3C022195", .length(23)),
        ("001CB240000003B3C02219533", .length(25)),
        ("001CB24B3C0221953R", .length(18)),
        ("001CB240000003B3C0221953RC", .length(26)),
        (" 001CB240000003B3C0221953", .length(25)),
        ("001CB240000003B3C022195\0", refusal(24, "\0", .digits)),
        ("0-1CB240000003B3C0221953", refusal(2, "-", .lettersAndDigits)),
        ("00aCB240000003B3C0221953", refusal(3, "a", .lettersAndDigits)),
        ("001XB240000003B3C0221953", refusal(4, "X", .product)),
        ("001cB240000003B3C0221953", refusal(4, "c", .product)),
        ("001CH240000003B3C0221953", refusal(5, "H", .type)),
        ("001CY240000003B3C0221953", refusal(5, "Y", .type)),
        ("001CB 40000003B3C0221953", refusal(6, " ", .lettersAndDigits)),
        ("001CB24000000.B3C0221953", refusal(14, ".", .lettersAndDigits)),
        ("001CB240000003I3C0221953", refusal(15, "I", .year)),
        ("001CB240000003U3C0221953", refusal(15, "U", .year)),
        ("001CB24000000303C0221953", refusal(15, "0", .year)),
        ("001CB240000003BDC0221953", refusal(16, "D", .month)),
        ("001CB240000003B0C0221953", refusal(16, "0", .month)),
        ("001CB240000003B3O0221953", refusal(17, "O", .day)),
        ("001CB240000003B3C022195A", refusal(24, "A", .digits)),
        ("03UPE01000011C85A00FTY45", refusal(20, "F", .digits)),
        ("001CB240000003B3C0000000", .zeroSerial(position: 18)),
        ("001CB24B3C0000000RC", .zeroSerial(position: 11)),
        ("001CB24B3C0221953XC", refusal(18, "X", .secondUse)),
        ("001CB24B3C0221953RX", refusal(19, "X", .product)),
        ("001CB24B3C0221953RP", .productMismatch(position: 19, found: .pack, expected: .cell)),
        ("001CB24B3C022195ARC", refusal(17, "A", .digits)),
        // Look-alikes: Cyrillic А and С, full-width digits, an accent; also within 24 bytes.
        ("001\u{421}B240000003B3C0221953", refusal(4, "\u{421}", .lettersAndDigits)),
        ("001CB240000003B3C022195\u{FF13}", refusal(24, "\u{FF13}", .lettersAndDigits)),
        ("0\u{410}CB240000003B3C0221953", refusal(2, "\u{410}", .lettersAndDigits)),
        ("001CB240000003B3C02219\u{FF13}", refusal(23, "\u{FF13}", .lettersAndDigits)),
        ("001CB240000003B3C0221\u{FF13}", refusal(22, "\u{FF13}", .digits)),
        ("001CB240000003B3C0221953\u{301}", .length(26)),
    ]

    static let sentences: [(String, String)] = [
        ("", "battery code of 0 bytes: expected 24 characters, or 19 for second use"),
        (
            "001CB240000003I3C0221953",
            "battery code, position 15: found 'I' (U+0049), "
                + "expected one of 1-9 A-H J-N P R-T V-Y"
        ),
        (
            "001CB240000003F2Y0221953",
            "battery code, position 15: no day 30 of month 2 of year 2025; "
                + "expected a date of the years 1-9999"
        ),
        (
            "001CB24B3C0221953RP",
            "battery code, position 19: found P, expected C as at position 4"
        ),
    ]

    private static func refusal(
        _ position: Int,
        _ found: Unicode.Scalar,
        _ expected: BatteryCodeAlphabet
    ) -> BatteryCodeError {
        .character(position: position, found: found, expected: expected)
    }
}
