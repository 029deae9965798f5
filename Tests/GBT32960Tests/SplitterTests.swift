import TestSupport
import Testing

@testable import GBT32960

@Suite("Streams")
struct SplitterTests {
    let good: [UInt8]
    let other: [UInt8]

    init() throws {
        var random = RandomFrame(seed: 5)
        good = try random.report(.y2016).encoded()
        other = try random.report(.y2025).encoded()
    }

    @Test("frames that follow each other are found, and nothing else")
    func whole() {
        let pieces = Pieces(good + other + good)
        #expect(pieces.frames == [good, other, good])
        #expect(pieces.damages.isEmpty)
    }

    @Test("bytes between frames are one stretch, with its place")
    func garbage() {
        let pieces = Pieces([1, 2, 3] + good + [0x23, 0x24, 9] + other + [0x23])
        #expect(pieces.frames == [good, other])
        #expect(pieces.damages.map(\.byteCount) == [3, 3, 1])
        #expect(pieces.damages.map(\.offset) == [0, UInt64(3 + good.count), pieces.position - 1])
        #expect(pieces.damages.map(\.reason) == [.noStart, .noStart, .truncated])
    }

    @Test("a frame with a wrong check is one stretch; the next frame is found")
    func wrongCheck() {
        var bad = good
        bad[bad.count - 1] ^= 0x55
        let pieces = Pieces(good + bad + other)
        #expect(pieces.frames == [good, other])
        #expect(pieces.damages.map(\.byteCount) == [bad.count])
        guard case .check(let check) = pieces.damages.first?.reason else {
            Issue.record("\(pieces.damages)")
            return
        }
        #expect(check.computed ^ check.received == 0x55)
    }

    @Test("frames that a wrong length swallows are found after it")
    func wrongLength() {
        var bad = good
        bad[22] = 0xF0
        let stream = bad + Array(repeatElement(good, count: 3).joined())
        let pieces = Pieces(stream)
        #expect(pieces.frames == [good, good, good])
        #expect(pieces.damages.map(\.byteCount) == [bad.count])
    }

    @Test("a length that no frame has is damage at once")
    func reservedLength() {
        var bad = good
        bad[22] = 0xFF
        bad[23] = 0xFC
        let pieces = Pieces(bad + other)
        #expect(pieces.frames == [other])
        #expect(pieces.damages.first?.reason == .lengthReserved(0xFFFC))
    }

    @Test("a start byte too many hides no frame")
    func thirdStartByte() {
        let pieces = Pieces([0x23] + good)
        #expect(pieces.frames == [good])
        #expect(pieces.damages.map(\.byteCount) == [1])
    }

    @Test("the largest frame is found and no more than it is held")
    func largest() throws {
        let data = [UInt8](repeating: 0x23, count: 65_531 - 9)
        let unit = VehicleReport(
            time: .zero,
            bodies: [.user(UserBody(type: 0x80, data: data))]
        )
        let sender = try #require(SenderID("X"))
        let frame = Frame(.y2016, .reissue, sender: sender, unit: DataUnit(.report(unit)))
        let bytes = try frame.encoded()
        #expect(bytes.count == FrameHeader.maximumFrameLength)
        let pieces = Pieces(bytes + bytes, cutAt: [1, 3, 30, 40_000, 65_555, 65_560, 100_000])
        #expect(pieces.frames == [bytes, bytes])
        #expect(pieces.mostHeld <= 65_555)
    }

    @Test("what comes out does not depend on the pieces", arguments: 0..<20 as Range<UInt64>)
    func chunking(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let stream = try damagedStream(&random)
        let whole = Pieces(stream)
        #expect(!whole.frames.isEmpty)
        #expect(whole.position == UInt64(stream.count))
        #expect(Pieces(stream, cutAt: Array(0..<stream.count)) == whole)
        for _ in 0..<20 {
            let cuts = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                Int.random(in: 0...stream.count, using: &random)
            }
            let pieces = Pieces(stream, cutAt: cuts.sorted())
            #expect(pieces == whole)
            #expect(pieces.mostHeld < FrameHeader.maximumFrameLength)
        }
    }

    /// Frames with noise between them, and some bytes changed.
    private func damagedStream(_ random: inout SplitMix64) throws -> [UInt8] {
        var frames = RandomFrame(seed: random.next())
        var stream: [UInt8] = []
        for _ in 0..<8 {
            stream += try frames.next().encoded()
            guard Bool.random(using: &random) else { continue }
            let noise: [UInt8] = [0x23, 0x24, 0x23, 0x00]
            for _ in 0..<Int.random(in: 0...9, using: &random) {
                stream.append(noise[Int.random(in: 0..<4, using: &random)])
            }
        }
        for _ in 0..<3 {
            stream[Int.random(in: 0..<stream.count, using: &random)] = 0x23
        }
        return stream + (try frames.report(.y2016).encoded())
    }
}
