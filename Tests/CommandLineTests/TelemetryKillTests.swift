import Foundation
import GBT32960
import Glibc
import TelemetryGateway
import TestSupport
import Testing
import Verification
import Vocabulary

@Suite("A gateway that is killed under load", .serialized, .timeLimit(.minutes(60)))
struct TelemetryKillTests {
    /// 5 kills, or 50 in a soak.
    private static let kills = Soak.isOn ? 50 : 5
    private static let start: UInt32 = 1_772_323_200

    /// What a vehicle is owed of one run.
    private struct Owed {
        let vin: String
        let first: UInt32
        let acknowledged: Int
        let sure: Int
    }

    @Test("keeps what it answered and what it had for a flush, and anchors it when it is back")
    func killed() async throws {
        let python = try Program.find("python3")
        let scene = try await GatewayScene()
        var random = SplitMix64(seed: 20_261_127)
        var owed: [Owed] = []
        for run in 0..<Self.kills {
            let serving = try await scene.serve()
            let first = Self.start + UInt32(run) * 100_000
            let load = try RunningProgram(
                python,
                [
                    Repository.interop.appending(path: "python/load_gbt32960.py").path,
                    serving.port, "\(first)",
                ] + scene.vins.prefix(8),
                errors: .standardError
            )
            try #require(await load.line() == "ready")
            try await Task.sleep(for: .milliseconds(Int.random(in: 700...1_500, using: &random)))
            await serving.program.stop(SIGKILL)
            owed += await Self.owed(load, from: first)
            #expect(await load.status() == 0)
        }
        // Back once more, it closes and anchors everything.
        #expect(await (try scene.serve()).program.stop() == 0)
        try check(owed, in: SegmentDirectory(scene.segments), scene)
    }

    private static func owed(_ load: RunningProgram, from first: UInt32) async -> [Owed] {
        var owed: [Owed] = []
        while let line = await load.line() {
            let words = line.split(separator: " ")
            guard words.count == 3, let acknowledged = Int(words[1]), let sure = Int(words[2])
            else { continue }
            owed.append(
                Owed(vin: String(words[0]), first: first, acknowledged: acknowledged, sure: sure)
            )
        }
        return owed
    }

    private func check(
        _ owed: [Owed],
        in directory: SegmentDirectory,
        _ scene: GatewayScene
    ) throws {
        let chain = try directory.chain()
        #expect(chain.missing == [] && chain.open == nil)
        #expect(try directory.unanchored() == [])
        var seconds: [String: Set<UInt32>] = [:]
        for segment in chain.segments { try read(segment.header.number, of: directory, &seconds) }
        #expect(owed.count == Self.kills * 8)
        for item in owed {
            let kept = seconds[item.vin] ?? []
            let least = max(item.acknowledged, item.sure)
            let lost = (0..<least).first { !kept.contains(item.first + UInt32($0)) }
            #expect(lost == nil, "of \(item.acknowledged) answered, \(item.sure) sure")
        }
        let count = owed.reduce(0) { $0 + $1.acknowledged }
        print("killed \(Self.kills) times, \(count) frames acknowledged,", terminator: " ")
        print("\(owed.reduce(0) { $0 + $1.sure }) sure, \(chain.segments.count) segments anchored")
        #expect(count > Self.kills * 8 * 10)
        let trust = try TrustFile(parsing: Array(Data(contentsOf: URL(filePath: scene.trust))))
        for segment in chain.segments {
            let number = segment.header.number
            #expect(
                ReceiptVerifier.verify(try directory.receipt(of: number), trust: trust).verdict
                    == .proven
            )
        }
    }

    /// Checks a segment, and notes the second of each report by vehicle.
    private func read(
        _ number: UInt64,
        of directory: SegmentDirectory,
        _ seconds: inout [String: Set<UInt32>]
    ) throws {
        var reader = try SegmentReader(directory, number: number)
        while let entry = try reader.next() {
            let frame = try ReceivedFrame(entry.record.bytes).frame
            guard frame.command == .realtime, let moment = try frame.unit.time?.moment() else {
                continue
            }
            seconds[frame.sender.text, default: []].insert(UInt32(moment.rawValue / 1_000))
        }
    }
}
