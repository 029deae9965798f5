import Foundation
import TestSupport
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
        process.executableURL = try executable()
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

    private static func executable() throws -> URL {
        try #require(BuiltProgram.find("cyclade"), "cyclade is built with the tests")
    }
}
