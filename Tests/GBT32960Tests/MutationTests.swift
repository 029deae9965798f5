import Foundation
import TestSupport
import Testing

@testable import GBT32960

/// Whatever comes from outside, nothing traps, and a splitter holds no more than a frame.
@Suite("Changed frames")
struct MutationTests {
    /// How often each vector is changed.
    static let rounds =
        ProcessInfo.processInfo.environment["CYCLADE_SOAK"] == nil ? 10_000 : 100_000
    /// How many vectors there are; a run without them has nothing to change.
    static let vectorIndices = 0..<40

    @Test("never trap the decoders, and are written back as they came", arguments: vectorIndices)
    func neverTrap(index: Int) throws {
        let vectors = try Vector.frames()
        try #require(index < vectors.count)
        var random = SplitMix64(seed: UInt64(index))
        var scanner = ReportScanner()
        for round in 0..<Self.rounds {
            var frame = change(vectors[index], &random)
            if Bool.random(using: &random) { frame = frame.repaired }
            unsafe try? scanner.scan(frame.span.bytes)
            guard let received = try? ReceivedFrame(frame) else { continue }
            // The report and the writing back cost much more than the decoding.
            guard round.isMultiple(of: 20) else { continue }
            _ = received.report
            #expect(try received.frame.encoded().dropLast() == frame.dropLast())
        }
    }

    @Test("never make a splitter hold more than a frame", arguments: vectorIndices)
    func splitter(index: Int) throws {
        let vectors = try Vector.frames()
        try #require(index < vectors.count)
        var random = SplitMix64(seed: UInt64(index) + 100)
        var splitter = FrameSplitter()
        var sent = 0
        var found = 0
        var damaged = 0
        for _ in 0..<Self.rounds / 10 {
            let piece = change(vectors[index], &random)
            sent += piece.count
            unsafe splitter.push(
                piece.span.bytes,
                onFrame: { found += $0.byteCount },
                onDamage: { damaged += $0.byteCount }
            )
            #expect(splitter.heldByteCount < FrameHeader.maximumFrameLength)
        }
        splitter.flush(
            onFrame: { found += $0.byteCount },
            onDamage: { damaged += $0.byteCount }
        )
        #expect(found + damaged == sent)
        #expect(splitter.position == UInt64(sent))
        #expect(splitter.damagedByteCount == UInt64(damaged))
    }

    /// A frame with some bytes changed, left out, put in or cut off.
    private func change(_ frame: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var frame = frame
        for _ in 0..<Int.random(in: 1...6, using: &random) where !frame.isEmpty {
            let place = Int.random(in: 0..<frame.count, using: &random)
            let interesting: [UInt8] = [0x00, 0x01, 0x23, 0x24, 0x7F, 0x80, 0xFE, 0xFF]
            switch Int.random(in: 0..<8, using: &random) {
            case 0: frame.remove(at: place)
            case 1: frame.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 2: frame.removeSubrange(place...)
            case 3...5: frame[place] = interesting[Int.random(in: 0..<8, using: &random)]
            default: frame[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
        }
        return frame
    }
}
