package import Foundation
import Glibc

/// A program that runs beside the test, and is ended with it.
package final class RunningProgram: @unchecked Sendable {
    private let process = Process()
    private let output = Pipe()
    private var held: [UInt8] = []

    /// Starts a program; what it says of errors goes to `errors`, or nowhere.
    package init(_ executable: URL, _ arguments: [String], errors: FileHandle? = nil) throws {
        process.executableURL = executable
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors ?? FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    }

    /// Waits for its next line; `nil` when it has ended.
    @concurrent
    package func line() async -> String? {
        while true {
            if let end = held.firstIndex(of: UInt8(ascii: "\n")) {
                defer { held.removeFirst(end + 1) }
                return String(decoding: held[..<end], as: UTF8.self)
            }
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { return nil }
            held += piece
        }
    }

    /// Waits for a line that begins so; what follows in it.
    package func line(after beginning: String) async -> String? {
        while let line = await line() {
            if line.hasPrefix(beginning) { return String(line.dropFirst(beginning.count)) }
        }
        return nil
    }

    /// Asks it to end, and waits; its status.
    @concurrent
    @discardableResult
    package func stop(_ signal: Int32 = SIGTERM) async -> Int32 {
        Glibc.kill(process.processIdentifier, signal)
        return await status()
    }

    /// Waits for its end; its status.
    @concurrent
    package func status() async -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}
