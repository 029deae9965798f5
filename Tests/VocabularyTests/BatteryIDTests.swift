import Testing
import Vocabulary

@Suite("Battery identities")
struct BatteryIDTests {
    @Test("are read back from their text", arguments: texts)
    func roundTrip(text: String) throws {
        let id = try BatteryID(text)
        #expect(id.text == text)
        #expect(id.description == text)
    }

    @Test("are told apart by their form")
    func forms() throws {
        #expect(try BatteryID(texts[0]) == .code(BatteryCode(texts[0])))
        #expect(try BatteryID(texts[2]) == .code(BatteryCode(asPrinted: texts[2])))
        #expect(try BatteryID(texts[3]) == .enrolment(EnrolmentNumber(texts[3])))
    }

    @Test("sort by their bytes")
    func order() throws {
        let ids = try texts.map { try BatteryID($0) }
        #expect(ids.reversed().sorted().map(\.text) == texts)
    }

    @Test("are refused as what they seem to be")
    func refusals() throws {
        #expect(throws: BatteryIDError.code(.length(3))) { try BatteryID("ABC") }
        let error = #expect(throws: BatteryIDError.self) { try BatteryID("ENROL-1") }
        guard case .enrolment(let cause) = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        #expect(cause.problem == .length(7))
        #expect(error?.description == cause.description)
    }
}

private let texts = [
    "001CB240000003B3C0221953",
    "001CB24B3C0221953RC",
    "03UPE01000011C85A00FTY45",
    "ENROL-0123456789ABCDEF",
]
