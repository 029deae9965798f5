import TestSupport
import Testing
import Vocabulary

/// No parser may trap, whatever it is given; what it takes, it must give back unchanged.
@Suite("Random input")
struct RandomInputTests {
    @Test("traps no parser", arguments: 0..<4)
    func anything(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<25_000 {
            let text = Self.text(using: &random)
            #expect((try? BatteryCode(text)).map { $0.text == text } ?? true)
            #expect((try? BatteryID(text)).map { $0.text == text } ?? true)
            #expect((try? VIN(text)).map { $0.text == text } ?? true)
            #expect((try? CivilDate(text)).map { $0.text == text } ?? true)
            #expect((try? MemberID(text)).map { $0.text == text } ?? true)
            #expect((try? LedgerOrigin(text)).map { $0.text == text } ?? true)
            #expect((try? VehicleID(text)).map { $0.text == text } ?? true)
            #expect((try? LotID(text)).map { $0.text == text } ?? true)
            #expect((try? EnrolmentNumber(text)).map { $0.text == text } ?? true)
            let reading = try? BatteryCode.normalising(label: text)
            #expect(reading.map { (try? BatteryCode(asPrinted: $0.code.text)) == $0.code } ?? true)
        }
    }

    /// Random bytes, random letters of the right length, or a good text with one byte changed.
    private static func text(using random: inout SplitMix64) -> String {
        var bytes: [UInt8]
        switch random.next() % 3 {
        case 0:
            bytes = (0..<Int(random.next() % 40)).map { _ in
                UInt8(truncatingIfNeeded: random.next())
            }
        case 1:
            let alphabet = Array("ABCEFPMR0123456789az-./\n".utf8)
            let lengths = [10, 17, 19, 22, 24, 25, 32]
            let count = lengths[Int(random.next() % UInt64(lengths.count))]
            bytes = (0..<count).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
        default:
            bytes = Array(samples[Int(random.next() % UInt64(samples.count))].utf8)
            let offset = Int(random.next() % UInt64(bytes.count))
            bytes[offset] = UInt8(truncatingIfNeeded: random.next())
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let samples = [
        "001CB240000003B3C0221953", "001CB240000003\nB3C0221953", "001CB24B3C0221953RC",
        "ENROL-0123456789ABCDEF", "1M8GDM9AXKP042788", "2026-11-23", "cyclade.example/demo",
        "0123456789abcdef0123456789abcdef", "NCM-523_v2.1",
    ]
}
