import Foundation
import TestSupport
import Testing

@Suite("An exported ledger", .timeLimit(.minutes(15)))
struct ExportedLogTests {
    @Test(
        "holds for the log libraries of Go and of Python, cosignatures too",
        arguments: LogJudge.allCases
    )
    func judges(judge: LogJudge) async throws {
        let temporary = try TemporaryDirectory()
        let ledger = "\(temporary.path)/ledger"
        let log = "\(temporary.path)/log"
        let cyclade = try Program.cyclade
        let demo = try await Program.run(cyclade, ["demo", "--packs", "4", "--data-dir", ledger])
        try #require(demo.status == 0, "\(demo.output)")
        let export = try await Program.run(
            cyclade,
            ["ledger", "export", log, "--data-dir", ledger]
        )
        try #require(export.status == 0, "\(export.output)")
        let verdict = try await judge.judge(URL(filePath: log))
        print(verdict.output)
        #expect(verdict.status == 0)
        #expect(verdict.output.hasSuffix(" passed, 0 failed\n"))
    }
}
