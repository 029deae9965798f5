import Foundation
import TestSupport
import Testing

@Suite("An exported ledger", .timeLimit(.minutes(5)))
struct ExportedLogTests {
    @Test("holds for the log libraries of Go and of Python, cosignatures too")
    func judges() throws {
        let cyclade = try #require(BuiltProgram.find("cyclade"), "cyclade is built with the tests")
        let temporary = try TemporaryDirectory()
        let directory = temporary.path
        let ledger = "\(directory)/ledger"
        let log = "\(directory)/log"
        let demo = try Program.run(cyclade, ["demo", "--packs", "4", "--data-dir", ledger])
        try #require(demo.status == 0, "\(demo.output)")
        let export = try Program.run(cyclade, ["ledger", "export", log, "--data-dir", ledger])
        try #require(export.status == 0, "\(export.output)")
        for judge in judges(of: log) {
            let verdict = try Program.run(judge.program, judge.arguments)
            print(verdict.output)
            #expect(verdict.status == 0)
            #expect(verdict.output.contains(" passed, 0 failed"))
        }
    }

    /// The judges that this machine has; says which it has not.
    private func judges(of log: String) -> [(program: URL, arguments: [String])] {
        let interop = Program.repository.appending(path: "Tests/Interop")
        let files = [log, "\(log)/trust.txt"]
        var judges: [(program: URL, arguments: [String])] = []
        let modules = "/usr/share/gocode"
        if let env = Program.find("env"), Program.find("go") != nil,
            FileManager.default.fileExists(atPath: "\(modules)/src/golang.org/x/mod")
        {
            let program = ["main", "log", "notes", "tiles"].map {
                interop.appending(path: "go/checklog/\($0).go").path
            }
            let settings = ["GO111MODULE=off", "GOPATH=\(modules)"]
            judges.append((env, settings + ["go", "run"] + program + files))
        } else {
            print("skipped: golang-go and golang-golang-x-mod-dev are not installed")
        }
        if FileManager.default.isExecutableFile(atPath: Program.python.path) {
            let program = interop.appending(path: "python/check_log.py").path
            judges.append((Program.python, [program] + files))
        } else {
            print("skipped: no \(Program.python.path); run 'make setup'")
        }
        return judges
    }
}
