import Foundation
import Glibc
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
        process.executableURL = try Program.cyclade
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

    /// Runs it with a terminal as its standard error, and returns what the terminal was sent.
    static func cycladeAtTerminal(_ arguments: [String]) throws -> String {
        var master: Int32 = -1
        var slave: Int32 = -1
        try #require(unsafe openpty(&master, &slave, nil, nil, nil) == 0)
        defer { close(master) }
        let process = Process()
        process.executableURL = try Program.cyclade
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(fileDescriptor: slave)
        try process.run()
        close(slave)
        var seen: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        // A terminal that nobody holds open any more ends with an error.
        while case let count = unsafe read(master, &buffer, buffer.count), count > 0 {
            seen += buffer.prefix(count)
        }
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: seen, as: UTF8.self)
    }
}
