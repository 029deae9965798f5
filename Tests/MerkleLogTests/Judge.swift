import Foundation

/// Software of others that judges an exported log.
enum Judge: CaseIterable {
    /// `Tests/Interop/go/checklog`, with Go's checksum database libraries.
    case go
    /// `Tests/Interop/python/check_log.py`, with aics-tlog from PyPI.
    case python

    /// What a judge said.
    struct Verdict {
        let status: Int32
        let output: String
    }

    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let goPath = "/usr/share/gocode"

    /// What the judge needs that this machine does not have, if anything.
    var missing: String? {
        required.first { !FileManager.default.fileExists(atPath: $0) }
    }

    private var required: [String] {
        switch self {
        case .go: ["/usr/bin/go", "\(Self.goPath)/src/golang.org/x/mod/sumdb/tlog"]
        case .python: [Self.interpreter.path]
        }
    }

    /// A virtual environment that holds aics-tlog: `CYCLADE_PYTHON`, or the one in `.build/venv`.
    private static let interpreter =
        ProcessInfo.processInfo.environment["CYCLADE_PYTHON"]
        .map { URL(filePath: $0) } ?? repository.appending(path: ".build/venv/bin/python")

    /// Judges the log in `directory` by the keys in its `trust.txt`.
    func judge(_ directory: URL) throws -> Verdict {
        let interop = Self.repository.appending(path: "Tests/Interop")
        let log = [directory.path, directory.appending(path: "trust.txt").path]
        let process = Process()
        switch self {
        case .go:
            process.executableURL = URL(filePath: "/usr/bin/go")
            process.arguments = ["run", "."] + log
            process.currentDirectoryURL = interop.appending(path: "go/checklog")
            process.environment = ProcessInfo.processInfo.environment
                .merging(["GO111MODULE": "off", "GOPATH": Self.goPath]) { $1 }
        case .python:
            process.executableURL = Self.interpreter
            process.arguments = [interop.appending(path: "python/check_log.py").path] + log
        }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Verdict(
            status: process.terminationStatus,
            output: String(decoding: output, as: UTF8.self)
        )
    }
}
