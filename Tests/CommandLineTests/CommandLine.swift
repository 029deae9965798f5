import Foundation
import Testing

/// The `cyclade` that was built beside the tests.
enum CommandLine {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs it with these arguments.
    static func cyclade(_ arguments: String...) throws -> Outcome {
        try cyclade(arguments)
    }

    /// Runs it to its end.
    static func cyclade(_ arguments: [String]) throws -> Outcome {
        let process = Process()
        let program: URL = try #require(executable, "cyclade is built with the tests")
        process.executableURL = program
        process.arguments = arguments
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: read, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self)
        )
    }

    private static var executable: URL? {
        let folder = URL(filePath: Swift.CommandLine.arguments[0]).deletingLastPathComponent()
        let working = FileManager.default.currentDirectoryPath
        return [
            folder, folder.deletingLastPathComponent(), URL(filePath: "\(working)/.build/debug"),
        ]
        .map { $0.appending(path: "cyclade") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

/// A directory that goes with the test.
final class TemporaryDirectory {
    let path = FileManager.default.temporaryDirectory
        .appending(path: "cyclade-cli-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
