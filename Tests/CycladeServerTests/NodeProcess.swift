import Foundation
import Glibc

/// The program as a user runs it.
enum Program {
    struct Result {
        let status: Int32
        let output: String
    }

    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// An interpreter with the packages that the judges need: see `Tools/setup python`.
    static let python =
        ProcessInfo.processInfo.environment["CYCLADE_PYTHON"]
        .map { URL(filePath: $0) } ?? repository.appending(path: ".build/venv/bin/python")

    /// Where a program of others is; `nil` when this machine has none.
    static func find(_ name: String) -> URL? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        return folders.split(separator: ":")
            .map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    static func run(_ executable: URL, _ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: output, as: UTF8.self)
        )
    }
}

/// `cyclade node run` on a free port.
struct NodeProcess {
    let url: String
    private let process: Process

    var processIdentifier: Int32 { process.processIdentifier }

    /// Starts a node and waits until it says where it answers.
    init(_ cyclade: URL, dataDirectory: String) throws {
        process = Process()
        process.executableURL = cyclade
        process.arguments = ["node", "run", "--data-dir", dataDirectory, "--port", "0"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        guard let url = line.split(separator: " ").first(where: { $0.hasPrefix("http://") }) else {
            process.terminate()
            throw NodeProcessError.silent(line)
        }
        self.url = String(url)
    }

    /// Sends SIGTERM and waits for the end.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Ends it as a crash would.
    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

enum NodeProcessError: Error {
    /// It did not say where it answers.
    case silent(String)
}
