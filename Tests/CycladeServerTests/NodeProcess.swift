import Foundation
import Glibc

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
