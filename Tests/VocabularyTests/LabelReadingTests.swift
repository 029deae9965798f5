import Testing
import Vocabulary

@Suite("Labels")
struct LabelReadingTests {
    @Test("are put right, and the reading says how", arguments: labels)
    func readings(label: String, text: String, irregularities: Set<LabelIrregularity>) throws {
        let reading = try BatteryCode.normalising(label: label)
        #expect(reading.code.text == text)
        #expect(reading.irregularities == irregularities)
    }

    @Test("with letters in the serial number are kept, without a number")
    func nonDigitSerial() throws {
        let code = try BatteryCode(asPrinted: "03UPE01000011C85A00FTY45")
        #expect(code.serial == nil)
        #expect(code.manufacturer.text == "03U")
        #expect(code.product == .pack)
        #expect(code.productionDate.text == "2018-05-10")
        #expect(throws: BatteryCodeError.self) { try BatteryCode(code.text) }
    }

    @Test("as printed and as the standard has it are one code when the serial is a number")
    func strictIsPrinted() throws {
        let text = "001CB240000003B3C0221953"
        #expect(try BatteryCode(asPrinted: text) == BatteryCode(text))
        #expect(try BatteryCode(asPrinted: text).serial == 221_953)
    }

    @Test("that are no code are refused with the reason", arguments: refusals)
    func refusal(label: String, error: BatteryCodeError) {
        #expect(throws: error) { try BatteryCode.normalising(label: label) }
    }

    @Test("of any length are refused without being repeated")
    func huge() {
        let label = String(repeating: "A", count: 1_000_000)
        #expect(throws: BatteryCodeError.length(1_000_000)) {
            try BatteryCode.normalising(label: label)
        }
    }

    static let labels: [(String, String, Set<LabelIrregularity>)] = [
        ("001CB240000003B3C0221953", "001CB240000003B3C0221953", []),
        (" \t001CB240000003B3C0221953\r\n", "001CB240000003B3C0221953", []),
        ("\u{1D}001CB240000003B3C0221953\u{4}\u{7F}", "001CB240000003B3C0221953", []),
        ("001cb240000003b3c0221953", "001CB240000003B3C0221953", [.lowerCase]),
        ("001CB240000003\r\nB3C0221953\n", "001CB240000003B3C0221953", [.joinedLines]),
        ("001CB240000003 B3C0221953", "001CB240000003B3C0221953", [.joinedLines]),
        ("03UPE01000011C85A00FTY45", "03UPE01000011C85A00FTY45", [.nonDigitSerial]),
        (
            "03upe01000011c\n85a00fty45", "03UPE01000011C85A00FTY45",
            [.lowerCase, .joinedLines, .nonDigitSerial]
        ),
        ("001CB24B3C0221953RC", "001CB24B3C0221953RC", []),
        ("001cb24b3cabc1953rc\n", "001CB24B3CABC1953RC", [.lowerCase, .nonDigitSerial]),
    ]

    static let refusals: [(String, BatteryCodeError)] = [
        ("", .length(0)),
        (" \n\t\0 ", .length(0)),
        ("001CB240000003", .length(14)),
        ("001CB2400000\n03B3C0221953", .length(25)),
        ("001CB240000003B3C0221953 001CB240000003B3C0221953", .length(49)),
        ("001CB240000003B3C0000000", .zeroSerial(position: 18)),
        (
            "001CB240000003B3C00_0001",
            .character(position: 20, found: "_", expected: .lettersAndDigits)
        ),
        (
            "001CB240000003B3CABC-001",
            .character(position: 21, found: "-", expected: .lettersAndDigits)
        ),
        (
            "\u{3000}001CB240000003B3C0221953",
            .character(position: 1, found: "\u{3000}", expected: .lettersAndDigits)
        ),
        (
            "\u{FF10}\u{FF10}\u{FF11}CB240000003B3C0221953",
            .character(position: 1, found: "\u{FF10}", expected: .lettersAndDigits)
        ),
        (
            "001\u{441}b240000003b3c0221953",
            .character(position: 4, found: "\u{441}", expected: .lettersAndDigits)
        ),
    ]
}
