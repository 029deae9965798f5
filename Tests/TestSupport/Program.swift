package import Foundation

/// Why a program that belongs to the tests cannot be run.
package enum ProgramError: Error {
    /// `cyclade` is built with the tests, but it is not beside them.
    case notBuilt
}

/// A program run to its end, as a user would run it.
package enum Program {
    package struct Result: Sendable {
        package let status: Int32
        /// What it wrote, errors included.
        package let output: String
    }

    /// The command line, which is built with the tests.
    package static var cyclade: URL {
        get throws {
            guard let program = BuiltProgram.find("cyclade") else { throw ProgramError.notBuilt }
            return program
        }
    }

    /// An interpreter with the packages that the judges need, see `Tools/setup python`; skips the
    /// test where there is none.
    package static var python: URL {
        get throws {
            let named = ProcessInfo.processInfo.environment["CYCLADE_PYTHON"]
            let python =
                named.flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
                ?? Repository.root.appending(path: ".build/venv/bin/python")
            guard FileManager.default.isExecutableFile(atPath: python.path) else {
                try skip("no \(python.path); run 'make setup'")
            }
            return python
        }
    }

    /// Where a program of others is; skips the test when this machine has none.
    package static func find(_ name: String) throws -> URL {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        let found = folders.split(separator: ":")
            .map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
        guard let found else { try skip("\(name) is not installed") }
        return found
    }

    /// Runs `executable` to its end, on a thread of its own: what a test serves to the program
    /// needs the threads of the tasks.
    ///
    /// - Parameters:
    ///   - executable: The program.
    ///   - arguments: Its arguments.
    ///   - folder: Where it runs; here if `nil`.
    ///   - settings: Environment variables beside those of this process.
    /// - Returns: How it ended and what it wrote.
    /// - Throws: What Foundation says when it cannot be started.
    package static func run(
        _ executable: URL,
        _ arguments: [String],
        in folder: URL? = nil,
        settings: [String: String] = [:]
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Swift.Result {
                        try runToEnd(executable, arguments, in: folder, settings: settings)
                    }
                )
            }
        }
    }

    private static func runToEnd(
        _ executable: URL,
        _ arguments: [String],
        in folder: URL?,
        settings: [String: String]
    ) throws -> Result {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(settings) { $1 }
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
