import Testing
import Vocabulary

@Suite("VIN")
struct VINTests {
    @Test(
        "knows a right check digit",
        arguments: ["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715"]
    )
    func rightCheckDigit(text: String) throws {
        #expect(try VIN(text).hasValidCheckDigit)
    }

    @Test(
        "keeps a wrong check digit for the caller to judge",
        arguments: ["1M8GDM9A0KP042788", "11111111211111111", "5GZCZ43DX3S812715"]
    )
    func wrongCheckDigit(text: String) throws {
        #expect(try !VIN(text).hasValidCheckDigit)
    }

    @Test("notices any one character changed for another of a different value")
    func everyPosition() throws {
        let valid = Array("1M8GDM9AXKP042788".utf8)
        for offset in valid.indices where offset != 8 {
            var changed = valid
            changed[offset] = UInt8(ascii: valid[offset] == UInt8(ascii: "0") ? "1" : "0")
            #expect(try !VIN(String(decoding: changed, as: UTF8.self)).hasValidCheckDigit)
        }
    }

    @Test(
        "reads the model year",
        arguments: [
            ("1", 2001), ("9", 2009), ("A", 2010), ("H", 2017), ("J", 2018), ("L", 2020),
            ("N", 2022), ("P", 2023), ("R", 2024), ("S", 2025), ("T", 2026), ("V", 2027),
            ("Y", 2030), ("0", nil), ("U", nil), ("Z", nil),
        ] as [(Unicode.Scalar, Int?)]
    )
    func modelYear(code: Unicode.Scalar, year: Int?) throws {
        let vin = try VIN("LSVAA49J1\(code)2000001")
        #expect(vin.modelYearCode == code)
        #expect(vin.modelYear == year)
    }

    @Test(
        "refuses what is no VIN",
        arguments: [
            ("", .length(0)),
            ("1M8GDM9AXKP04278", .length(16)),
            ("1M8GDM9AXKP0427888", .length(18)),
            ("IM8GDM9AXKP042788", .character(position: 1, found: "I")),
            ("1M8GDM9AXKPO42788", .character(position: 12, found: "O")),
            ("1M8GDM9AXKPQ42788", .character(position: 12, found: "Q")),
            ("1m8GDM9AXKP042788", .character(position: 2, found: "m")),
            ("1M8GDM9AXKP04278\u{FF18}", .character(position: 17, found: "\u{FF18}")),
            ("1\u{41C}8GDM9AXKP042788", .character(position: 2, found: "\u{41C}")),
        ] as [(String, IdentifierProblem)]
    )
    func refusals(text: String, problem: IdentifierProblem) {
        let error = #expect(throws: IdentifierError.self) { try VIN(text) }
        #expect(error?.problem == problem)
    }
}
