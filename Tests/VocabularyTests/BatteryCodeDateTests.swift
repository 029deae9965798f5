import Testing
import Vocabulary

@Suite("Dates in battery codes")
struct BatteryCodeDateTests {
    static let letters = Array("123456789ABCDEFGHJKLMNPRSTVWXY")

    @Test("every year from 2011 to 2040 has its letter", arguments: zip(letters, 2011...2040))
    func years(letter: Character, year: Int) throws {
        #expect(try code(date: "\(letter)11").productionDate.year == year)
    }

    @Test("every month has its letter", arguments: zip("123456789ABC", 1...12))
    func months(letter: Character, month: Int) throws {
        #expect(try code(date: "F\(letter)1").productionDate.month == month)
    }

    @Test("every day has its letter, and 0 is the 31st", arguments: zip(letters + ["0"], 1...31))
    func days(letter: Character, day: Int) throws {
        #expect(try code(date: "F1\(letter)").productionDate.day == day)
    }

    @Test("no other character stands for a year, a month or a day")
    func others() {
        for byte in UInt8(ascii: "0")...UInt8(ascii: "z") {
            let scalar = Unicode.Scalar(byte)
            let letter = Character(scalar)
            if !Self.letters.contains(letter) {
                #expect(throws: refusal(15, scalar, .year)) { try code(date: "\(letter)11") }
            }
            if !Self.letters.prefix(12).contains(letter) {
                #expect(throws: refusal(16, scalar, .month)) { try code(date: "F\(letter)1") }
            }
            if letter != "0", !Self.letters.contains(letter) {
                #expect(throws: refusal(17, scalar, .day)) { try code(date: "F1\(letter)") }
            }
        }
    }

    @Test(
        "a day that the calendar lacks is refused",
        arguments: [
            ("F2Y", 2025, 2, 30), ("F2X", 2025, 2, 29), ("F20", 2025, 2, 31), ("F40", 2025, 4, 31),
            ("FB0", 2025, 11, 31),
        ]
    )
    func impossible(date: String, year: Int, month: Int, day: Int) {
        let error = CivilDateError.noSuchDay(year: year, month: month, day: day)
        #expect(throws: BatteryCodeError.date(position: 15, error: error)) { try code(date: date) }
        #expect(throws: BatteryCodeError.date(position: 8, error: error)) {
            try BatteryCode("001CB24\(date)0221953RC")
        }
    }

    @Test("29 February exists in leap years", arguments: ["22X", "62X", "A2X", "E2X"])
    func leapDay(date: String) throws {
        #expect(try code(date: date).productionDate.day == 29)
    }

    @Test("a builder refuses a date that has no letters", arguments: ["2010-12-31", "2041-01-01"])
    func unwritable(text: String) throws {
        let date = try CivilDate(text)
        for traceability in ["0000003", nil] {
            #expect(throws: BatteryCodeError.unwritableDate(date)) {
                try BatteryCode(
                    manufacturer: ManufacturerCode("001"),
                    product: .cell,
                    type: .b,
                    specification: "24",
                    traceability: traceability,
                    date: date,
                    serial: 1
                )
            }
        }
    }

    private func code(date: String) throws(BatteryCodeError) -> BatteryCode {
        try BatteryCode("001CB240000003\(date)0221953")
    }

    private func refusal(
        _ position: Int,
        _ found: Unicode.Scalar,
        _ expected: BatteryCodeAlphabet
    ) -> BatteryCodeError {
        .character(position: position, found: found, expected: expected)
    }
}
