package import Foundation

/// Software of others that judges an exported log.
package enum LogJudge: CaseIterable, Sendable {
    /// `Tests/Interop/go/checklog`, with Go's checksum database libraries.
    case go
    /// `Tests/Interop/python/check_log.py`, with aics-tlog from PyPI.
    case python

    /// Where Debian puts the sources of Go's libraries.
    private static let goPath = "/usr/share/gocode"

    /// Judges the log in `directory` by the keys in its `trust.txt`; skips the test where this
    /// machine lacks what the judge needs.
    package func judge(_ directory: URL) async throws -> Program.Result {
        let log = [directory.path, directory.appending(path: "trust.txt").path]
        switch self {
        case .go:
            let libraries = "\(Self.goPath)/src/golang.org/x/mod/sumdb/tlog"
            guard FileManager.default.fileExists(atPath: libraries) else {
                try skip("golang-golang-x-mod-dev is not installed")
            }
            return try await Program.run(
                Program.find("go"),
                ["run", "."] + log,
                in: Repository.interop.appending(path: "go/checklog"),
                settings: ["GO111MODULE": "off", "GOPATH": Self.goPath]
            )
        case .python:
            let script = Repository.interop.appending(path: "python/check_log.py")
            return try await Program.run(Program.python, [script.path] + log)
        }
    }
}
