import Foundation
import TestSupport
import Testing

extension CommandLine {
    /// Runs it to its end with `input`, at most what a pipe holds, as its standard input.
    static func cyclade(_ arguments: [String], input: String) throws -> Outcome {
        let process = Process()
        process.executableURL = try Program.cyclade
        process.arguments = arguments
        let (typed, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = typed
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try typed.fileHandleForWriting.close()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: read, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self)
        )
    }

    /// Runs it at a terminal, and types an answer whenever it has asked.
    ///
    /// - Returns: How it ended, and all that the terminal showed.
    static func cyclade(
        _ arguments: [String],
        typing answers: [String]
    ) throws -> (status: Int32, shown: String) {
        let command = try ([Program.cyclade.path] + arguments).map { "'\($0)'" }
        let process = Process()
        // It gives the program a terminal of its own, which is what /dev/tty leads to.
        process.executableURL = try Program.find("script")
        process.arguments = ["-qec", command.joined(separator: " "), "/dev/null"]
        let (typed, output) = (Pipe(), Pipe())
        process.standardInput = typed
        process.standardOutput = output
        process.standardError = output
        try process.run()
        var shown: [UInt8] = []
        for answer in answers {
            var part: [UInt8] = []
            while !part.ends(with: ": ") {
                let more = output.fileHandleForReading.availableData
                try #require(!more.isEmpty, "\(String(decoding: shown + part, as: UTF8.self))")
                part += more
            }
            shown += part
            try typed.fileHandleForWriting.write(contentsOf: Data("\(answer)\n".utf8))
        }
        shown += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: shown, as: UTF8.self))
    }
}

extension [UInt8] {
    fileprivate func ends(with text: String) -> Bool {
        suffix(text.utf8.count).elementsEqual(text.utf8)
    }
}
