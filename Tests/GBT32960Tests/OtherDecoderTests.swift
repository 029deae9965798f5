import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import GBT32960

@Suite("A decoder in another language")
struct OtherDecoderTests {
    @Test("reads the vectors as they should be read")
    func vectors() async throws {
        let file = try Repository.shared("data/gbt32960/vectors.json")
        let verdict = try await Program.run(Self.python, [Self.script.path, "--judge", file.path])
        #expect(verdict.status == 0, "\(verdict.output)")
    }

    @Test("reads random frames as this one does", arguments: 0..<3 as Range<UInt64>)
    func randomFrames(seed: UInt64) async throws {
        var random = RandomFrame(seed: seed + 500)
        var frames: [[UInt8]] = []
        for _ in 0..<400 { frames.append(try random.next().encoded()) }
        try await expectSame(frames)
    }

    @Test("reads cut and changed frames as this one does")
    func damagedFrames() async throws {
        var random = RandomFrame(seed: 900)
        var numbers = SplitMix64(seed: 900)
        var frames: [[UInt8]] = []
        for _ in 0..<600 {
            var frame = try random.next().encoded()
            let length = Int.random(in: FrameHeader.overhead...frame.count, using: &numbers)
            frame = Array(frame.prefix(length)).repaired
            if frame.count > 31 {
                let place = Int.random(in: 30..<frame.count - 1, using: &numbers)
                frame[place] = UInt8.random(in: 0...255, using: &numbers)
            }
            // Every other one keeps its wrong check.
            frames.append(Bool.random(using: &numbers) ? frame.repaired : frame)
        }
        try await expectSame(frames)
    }

    private func expectSame(_ frames: [[UInt8]]) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "gbt32960-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let cases = try frames.map { frame in
            let report = try ReceivedFrame(frame).report
            return ReportValue.object(["hex": .string(frame.hex), "expected": report]).json
        }
        let file = folder.appending(path: "frames.json")
        try Data("[\(cases.joined(separator: ",\n"))]".utf8).write(to: file)
        let verdict = try await Program.run(Self.python, [Self.script.path, "--judge", file.path])
        #expect(verdict.status == 0, "\(verdict.output.prefix(2_000))")
        #expect(verdict.output.hasSuffix("\(frames.count) agree, 0 differ\n"))
    }

    private static let script = Repository.interop.appending(path: "python/decode_gbt32960.py")

    /// Any Python will do: the decoder needs its standard library alone.
    private static var python: URL {
        get throws { try Program.find("python3") }
    }
}
