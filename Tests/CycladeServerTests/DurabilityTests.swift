import Foundation
import TestSupport
import Testing

@Suite("Durability", .timeLimit(.minutes(15)))
struct DurabilityTests {
    @Test("a receipt leaves the node only once the block's write-ahead log is on the disk")
    func syncBeforeReceipt() async throws {
        let strace = try Program.find("strace")
        let cyclade = try Program.cyclade
        let temporary = try TemporaryDirectory()
        let directory = "\(temporary.path)/ledger"
        let founder = ["--founder", "cells:batteryMaker", "--voter", "cells"]
        let made = try await Program.run(
            cyclade,
            ["ledger", "init", "--origin", "cyclade.example/sync", "--data-dir", directory]
                + founder
        )
        try #require(made.status == 0, "\(made.output)")
        let node = try NodeProcess(cyclade, dataDirectory: directory)
        var isRunning = true
        defer { if isRunning { _ = node.stop() } }

        let trace = try SystemCallTrace(strace, of: node.processIdentifier, in: directory)
        guard trace.isAttached else { try skip("strace may not attach here") }
        let body = "\(directory)/model.json"
        try Self.registerModel.write(toFile: body, atomically: true, encoding: .utf8)
        let submitted = try await Program.run(
            cyclade,
            [
                "tx", "submit", body, "--key", "\(directory)/keys/cells.json", "--url", node.url,
            ]
        )
        #expect(submitted.status == 0, "\(submitted.output)")
        // It ends with what it traces.
        #expect(node.stop() == 0)
        isRunning = false
        let calls = try trace.finish()

        let write = calls.lastIndex {
            $0.name == "pwrite64" && $0.text.contains("/ledger.sqlite-wal>")
        }
        let lastWrite = try #require(write, "the block was written")
        let after = calls[(lastWrite + 1)...]
        let sync = after.firstIndex {
            $0.name == "fdatasync" && $0.text.contains("/ledger.sqlite-wal>") && $0.succeeded
        }
        let answer = after.firstIndex { $0.isSocketWrite }
        #expect(try #require(sync) < #require(answer), "fdatasync ends before the receipt leaves")
    }

    private static let registerModel = """
        {"ledger": "cyclade.example/sync", "registerModel": {"modelId": "m-1", "form": 1,
        "chemistry": 2, "ratedCapacityMah": "100000", "nominalVoltageMv": 320000,
        "massG": "300000", "manufacturerCode": "0JG", "specificationCode": "J1"}}
        """
}

/// The system calls of a running process, as strace sees them end.
struct SystemCallTrace {
    struct Call {
        let name: String
        let text: String

        var succeeded: Bool { text.hasSuffix(" = 0") }

        var isSocketWrite: Bool {
            ["write", "writev", "sendto", "sendmsg"].contains(name) && text.contains("<socket:")
        }
    }

    let isAttached: Bool
    private let process = Process()
    private let file: String

    init(_ strace: URL, of processIdentifier: Int32, in directory: String) throws {
        file = "\(directory)/calls.txt"
        process.executableURL = strace
        process.arguments = [
            "-f", "-y", "-e", "trace=pwrite64,fdatasync,write,writev,sendto,sendmsg",
            "-o", file, "-p", String(processIdentifier),
        ]
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        isAttached = said.contains("attached")
    }

    /// Waits for the end of what is traced, and gives the calls in the order in which they ended.
    func finish() throws -> [Call] {
        process.waitUntilExit()
        let text = try String(contentsOfFile: file, encoding: .utf8)
        var begun: [Substring: String] = [:]
        return text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard parts.count == 2 else { return nil }
            let thread = parts[0]
            var call = String(parts[1]).trimmingCharacters(in: .whitespaces)
            if call.hasSuffix(" <unfinished ...>") {
                begun[thread] = String(call.dropLast(" <unfinished ...>".count))
                return nil
            }
            if call.hasPrefix("<... "), let end = call.range(of: "resumed>") {
                call = (begun.removeValue(forKey: thread) ?? "") + call[end.upperBound...]
            }
            guard let name = call.split(separator: "(").first else { return nil }
            return Call(name: String(name), text: call)
        }
    }
}
