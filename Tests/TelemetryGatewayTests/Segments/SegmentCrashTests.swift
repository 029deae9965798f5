import Foundation
import Glibc
import TestSupport
import Testing
import Verification

@testable import TelemetryGateway

@Suite("A gateway's writer that is killed", .serialized, .timeLimit(.minutes(30)))
struct SegmentCrashTests {
    /// 5 kills, or 50 in a soak.
    static let kills = Soak.isOn ? 50 : 5

    /// Records that one task of the writer had acknowledged.
    struct Acknowledged {
        let task: UInt64
        let numbers: Range<UInt64>
    }

    @Test("loses nothing that it acknowledged, and the chain goes on")
    func killed() async throws {
        let writer = try #require(BuiltProgram.find("segment-writer"))
        let sample = try SegmentSample()
        var random = SplitMix64(seed: 20_261_127)
        var acknowledged: [Acknowledged] = []
        for run in 0..<Self.kills {
            let delay = Duration.milliseconds(Int.random(in: 50...500, using: &random))
            let command = [sample.directory.path, "\(run)"]
            acknowledged += try await kill(writer, command, after: delay)
        }
        _ = try sample.writer()
        let count = try requireAll(acknowledged, in: sample)
        let chain = try sample.directory.chain()
        #expect(chain.missing == [] && chain.open == nil)
        print(
            "killed \(Self.kills) times; \(count) records acknowledged,",
            "\(chain.segments.count) segments"
        )
        #expect(count > UInt64(Self.kills))
    }

    @Test("that finds the disk full stops, and nothing that it acknowledged is lost")
    func fullDisk() async throws {
        let writer = try #require(BuiltProgram.find("segment-writer"))
        let sample = try SegmentSample()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // No file of the process may grow past 100 blocks of 512 bytes or of 1 KiB: to it that is
        // a disk that takes no more.
        let limited = "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$1\" 0"
        process.arguments = ["-c", limited, writer.path, sample.directory.path]
        let output = Pipe()
        process.standardOutput = output
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let lines = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal || process.terminationStatus != 0)
        #expect(String(decoding: complaint, as: UTF8.self).contains("full"))
        let acknowledged = Self.acknowledged(lines)
        #expect(acknowledged.count > 10)
        _ = try sample.writer()
        try requireAll(acknowledged, in: sample)
    }

    /// Every acknowledged record is in a whole segment; how many there are.
    @discardableResult
    private func requireAll(
        _ acknowledged: [Acknowledged],
        in sample: SegmentSample
    ) throws -> UInt64 {
        var kept: [UInt64: Set<UInt64>] = [:]
        for number in try sample.directory.numbers(.segment) {
            try sample.directory.check(number)
            for record in try sample.records(number) {
                let words = String(decoding: record.bytes, as: UTF8.self).split(separator: " ")
                let task = try #require(UInt64(words[0]))
                kept[task, default: []].insert(try #require(UInt64(words[1])))
            }
        }
        var count: UInt64 = 0
        for item in acknowledged {
            #expect(item.numbers.allSatisfy { kept[item.task]?.contains($0) == true })
            count += UInt64(item.numbers.count)
        }
        return count
    }

    private func kill(
        _ writer: URL,
        _ arguments: [String],
        after delay: Duration
    ) async throws -> [Acknowledged] {
        let process = Process()
        process.executableURL = writer
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The delay counts from the first acknowledgement, so that every run does some work.
        let first = output.fileHandleForReading.availableData
        try await Task.sleep(for: delay)
        Glibc.kill(process.processIdentifier, SIGKILL)
        let rest = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Self.acknowledged(first + rest)
    }

    /// What the writer's output acknowledges; a line that a kill cut short says nothing.
    private static func acknowledged(_ output: Data) -> [Acknowledged] {
        String(decoding: output, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .compactMap { line in
                let words = line.split(separator: " ").compactMap { UInt64($0) }
                guard words.count == 3 else { return nil }
                return Acknowledged(task: words[0], numbers: words[1]..<words[2])
            }
    }
}
