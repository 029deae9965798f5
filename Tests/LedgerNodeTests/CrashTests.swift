import CycladeSchema
import Foundation
import Glibc
import LedgerClient
import LedgerNode
import TestSupport
import Testing
import Vocabulary

@Suite("A node that is killed", .serialized, .timeLimit(.minutes(60)))
struct CrashTests {
    /// 20 kills, or 200 in a soak.
    static let kills = Soak.isOn ? 200 : 20

    @Test("loses nothing that it acknowledged, and goes on from a root that it had signed")
    func killed() async throws {
        let writer = try #require(
            BuiltProgram.find("crash-writer"),
            "the crash-writer is built with the tests"
        )
        let directory = try TemporaryDirectory(isMade: false)
        let path = directory.path
        var random = SplitMix64(seed: 20_261_123)
        var acknowledged: [(id: Digest, model: String)] = []
        var sizes: [UInt64] = []
        for run in 0..<Self.kills {
            let delay = Duration.milliseconds(Int.random(in: 20...400, using: &random))
            acknowledged += try await kill(writer, in: path, run: run, after: delay)
            // An audit reads the whole ledger, which grows with each run.
            guard DataDirectory(path).holdsLedger, run < 20 || run % 10 == 9 else { continue }
            let report = try LedgerReader(DataDirectory(path)).audit { _, _ in }
            sizes.append(report.treeSize)
        }
        print(
            "killed \(Self.kills) times, \(acknowledged.count) acknowledged, sizes \(sizes.suffix(3))"
        )
        #expect(sizes == sizes.sorted())
        #expect(acknowledged.count > Self.kills)
        try await requireAll(acknowledged, in: path)
    }

    @Test("that finds the disk full stops, and nothing that it acknowledged is lost")
    func fullDisk() async throws {
        let writer = try #require(
            BuiltProgram.find("crash-writer"),
            "the crash-writer is built with the tests"
        )
        let directory = try TemporaryDirectory(isMade: false)
        let path = directory.path
        // No file of the process may grow past 2 MB: to SQLite that is a disk that takes no more.
        let limited = "trap '' XFSZ; ulimit -f 4000; exec \"$0\" \"$1\" 0"
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", limited, writer.path, path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let lines = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal || process.terminationStatus != 0)
        let acknowledged = Self.acknowledged(lines)
        #expect(acknowledged.count > 10)
        try await requireAll(acknowledged, in: path)
    }

    /// Every acknowledged transaction has a receipt, and its record is there.
    private func requireAll(
        _ acknowledged: [(id: Digest, model: String)],
        in path: String
    ) async throws {
        let keys = try MemberKeys(readingFrom: "\(path)/operator.json")
        let node = try #require(keys.node)
        let origin = "cyclade.example/crash"
        let opened = try LedgerNode(
            opening: DataDirectory(path),
            keyring: NodeKeyring(
                log: try node.logSigner(ledger: origin),
                cosigners: [try node.cosigner(ledger: origin, memberID: keys.memberID)]
            ),
            memberID: keys.memberID
        )
        for (id, model) in acknowledged {
            #expect(opened.queries.record("model/\(model)") != nil, "\(model) is missing")
            #expect(try await opened.receipt(for: id) != nil, "\(id) has no receipt")
        }
    }

    private func kill(
        _ writer: URL,
        in path: String,
        run: Int,
        after delay: Duration
    ) async throws -> [(id: Digest, model: String)] {
        let process = Process()
        process.executableURL = writer
        process.arguments = [path, "\(run)"]
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
    private static func acknowledged(_ output: Data) -> [(id: Digest, model: String)] {
        String(decoding: output, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .compactMap { line in
                let words = line.split(separator: " ")
                guard words.count == 2, let id = Digest(hex: words[0]) else { return nil }
                return (id, String(words[1]))
            }
    }
}
