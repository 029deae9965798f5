import TestSupport
import Testing
import Vocabulary

@Suite("Battery codes")
struct BatteryCodeTests {
    struct Example: CustomTestStringConvertible {
        let text: String
        let manufacturer: String
        let product: BatteryProduct
        let type: BatteryTypeLetter
        let specification: String
        let traceability: String?
        let date: String
        let serial: Int

        var testDescription: String { text }
    }

    @Test("are read into their fields", arguments: examples)
    func fields(example: Example) throws {
        let code = try BatteryCode(example.text)
        #expect(code.text == example.text)
        #expect(code.description == example.text)
        #expect(code.manufacturer.text == example.manufacturer)
        #expect(code.product == example.product)
        #expect(code.type == example.type)
        #expect(code.specification == example.specification)
        #expect(code.traceability == example.traceability)
        #expect(code.productionDate.text == example.date)
        #expect(code.serial == example.serial)
        #expect(code.isSecondUse == (example.traceability == nil))
    }

    @Test("are built from their fields", arguments: examples)
    func building(example: Example) throws {
        let code = try BatteryCode(
            manufacturer: ManufacturerCode(example.manufacturer),
            product: example.product,
            type: example.type,
            specification: example.specification,
            traceability: example.traceability,
            date: CivilDate(example.date),
            serial: example.serial
        )
        #expect(try code == BatteryCode(example.text))
    }

    @Test("come back from their fields, whatever these are", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let days = try CivilDate("2011-01-01").daysSince1970...CivilDate("2040-12-31").daysSince1970
        for _ in 0..<2_000 {
            let manufacturer = try ManufacturerCode(text(3, using: &random))
            let product = try #require(BatteryProduct.allCases.randomElement(using: &random))
            let type = try #require(BatteryTypeLetter.allCases.randomElement(using: &random))
            let specification = text(2, using: &random)
            let traceability = Bool.random(using: &random) ? text(7, using: &random) : nil
            let date = try CivilDate(daysSince1970: Int.random(in: days, using: &random))
            let serial = Int.random(in: 1...9_999_999, using: &random)
            let built = try BatteryCode(
                manufacturer: manufacturer,
                product: product,
                type: type,
                specification: specification,
                traceability: traceability,
                date: date,
                serial: serial
            )
            let code = try BatteryCode(built.text)
            #expect(code == built)
            #expect(code.manufacturer == manufacturer)
            #expect(code.product == product)
            #expect(code.type == type)
            #expect(code.specification == specification)
            #expect(code.traceability == traceability)
            #expect(code.productionDate == date)
            #expect(code.serial == serial)
        }
    }

    @Test("sort by their bytes, and equal texts are one code")
    func order() throws {
        let texts = [
            "001CB240000003B3C0221953", "001CB240000003B3C0221954", "001CB24B3C0221953RC",
            "04QCB76836300JBC40000903",
        ]
        let codes = try texts.map { try BatteryCode($0) }
        #expect(codes.reversed().sorted() == codes)
        #expect(try Set(codes + texts.map { try BatteryCode($0) }).count == texts.count)
    }

    @Test("letters and chemistries stand for one another", arguments: BatteryTypeLetter.allCases)
    func letters(letter: BatteryTypeLetter) {
        #expect(letter.chemistry.letter == letter)
        #expect(Set(Chemistry.allCases.map(\.letter)).count == Chemistry.allCases.count)
    }

    @Test("B is lithium iron phosphate and E is ternary")
    func confirmedLetters() {
        #expect(BatteryTypeLetter.b.chemistry == .lfp)
        #expect(BatteryTypeLetter.e.chemistry == .ternary)
        #expect(BatteryTypeLetter.allCases.map(\.description).joined() == "ABCDEFGZ")
    }

    private func text(_ count: Int, using random: inout SplitMix64) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        return String((0..<count).map { _ in alphabet[Int(random.next() % 36)] })
    }

    static let examples: [Example] = [
        Example(
            text: "001CB240000003B3C0221953",
            manufacturer: "001",
            product: .cell,
            type: .b,
            specification: "24",
            traceability: "0000003",
            date: "2021-03-12",
            serial: 221_953
        ),
        Example(
            text: "04QCB76836300JBC40000903",
            manufacturer: "04Q",
            product: .cell,
            type: .b,
            specification: "76",
            traceability: "836300J",
            date: "2021-12-04",
            serial: 903
        ),
        Example(
            text: "07HCBC1P22G06AC700002596",
            manufacturer: "07H",
            product: .cell,
            type: .b,
            specification: "C1",
            traceability: "P22G06A",
            date: "2022-07-31",
            serial: 2_596
        ),
        Example(
            text: "0RJPEA00HAU0AAF131001955",
            manufacturer: "0RJ",
            product: .pack,
            type: .e,
            specification: "A0",
            traceability: "0HAU0AA",
            date: "2025-01-03",
            serial: 1_001_955
        ),
        Example(
            text: "9ZZMGXYYCY9999999RM",
            manufacturer: "9ZZ",
            product: .module,
            type: .g,
            specification: "XY",
            traceability: nil,
            date: "2040-12-30",
            serial: 9_999_999
        ),
    ]
}
