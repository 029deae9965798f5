import TestSupport
import Testing

@testable import GBT32960

@Suite("Writing and reading back")
struct RoundTripTests {
    @Test("any frame of either edition reads back as it was", arguments: 0..<8 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = RandomFrame(seed: seed)
        for _ in 0..<150 {
            let frame = random.next()
            let bytes = try frame.encoded()
            let received = try ReceivedFrame(bytes)
            #expect(received.check.isValid)
            #expect(received.frame == frame)
            #expect(try received.frame.encoded() == bytes)
        }
    }

    @Test("a frame cut at any length keeps what it has, and all its bytes")
    func truncations() throws {
        var random = RandomFrame(seed: 77)
        for _ in 0..<60 {
            let bytes = try random.next().encoded()
            for length in FrameHeader.overhead..<bytes.count {
                let cut = Array(bytes.prefix(length)).repaired
                let received = try ReceivedFrame(cut)
                #expect(try received.frame.encoded() == cut)
            }
            for length in 0..<FrameHeader.overhead {
                #expect(throws: FrameError.self) { try ReceivedFrame(Array(bytes.prefix(length))) }
            }
        }
    }

    @Test("a body of a fleet without lengths is read by its schema, and written as it came")
    func schemas() throws {
        let vector = try #require(
            try Vector.all().first { $0.name.contains("10 Seconds") }
        )
        let bytes = try vector.bytes
        for form in [UserBodySchema.Form.rest, .fixed(100)] {
            let received = try ReceivedFrame(bytes, schema: UserBodySchema([0x81: form]))
            guard case .report(let report) = received.frame.unit.content else {
                Issue.record("no report")
                continue
            }
            #expect(received.frame.unit.remainder == nil)
            #expect(
                report.bodies == [
                    .user(UserBody(type: 0x81, hasLength: false, data: Array(bytes[31..<131])))
                ]
            )
            #expect(try received.frame.encoded() == bytes)
        }
    }
}
