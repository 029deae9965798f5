import Foundation
import Glibc
import TestSupport
import Testing

@testable import cyclade

@Suite("Progress", .timeLimit(.minutes(15)))
struct ProgressTests {
    @Test(
        "a line says how far the work is, how fast it goes and when it ends",
        arguments: [
            (
                ProgressLine(what: "reopening", done: 0, total: nil, elapsed: .seconds(9)),
                "reopening"
            ),
            (line(0, of: 100, after: 0), "entries 0 of 100 (0 %)"),
            (line(50, of: 100, after: 0.5), "entries 50 of 100 (50 %)"),
            (line(1_280, of: 12_835, after: 2), "entries 1280 of 12835 (9 %), 640/s, 19 s left"),
            (line(1, of: 3, after: 2), "entries 1 of 3 (33 %), 0.5/s, 4 s left"),
            (line(10, of: 100_010, after: 1), "entries 10 of 100010 (0 %), 10/s, 2 h 46 min left"),
            (line(100, of: 9_100, after: 1), "entries 100 of 9100 (1 %), 100/s, 1 min 30 s left"),
            (line(100, of: 100, after: 4), "entries 100 of 100 (100 %), 25/s"),
            (line(120, of: 100, after: 4), "entries 120 of 100 (100 %), 30/s"),
            (line(0, of: 0, after: 4), "entries 0 of 0"),
            (line(4_000, of: nil, after: 4), "entries 4000, 1000/s"),
            (
                line(1, of: .max, after: 100),
                "entries 1 of \(Int.max) (0 %), 0.0/s, 833333 h 20 min left"
            ),
            (line(.max, of: nil, after: 1), "entries \(Int.max), 1000000000000000/s"),
            (line(5, of: 10, after: -3), "entries 5 of 10 (50 %)"),
        ]
    )
    func lines(line: ProgressLine, text: String) {
        #expect(line.text == text)
    }

    @Test("a person at a terminal sees a line that goes away; a program sees none")
    func terminal() throws {
        let directory = try TemporaryDirectory()
        let data = "\(directory.path)/demo"
        let seen = try CommandLine.cycladeAtTerminal(
            ["demo", "--packs", "2", "--data-dir", data, "--json"]
        )
        #expect(seen.contains("\r\u{1B}[Ktransactions 0 of "))
        #expect(seen.contains("\r\u{1B}[Kre-verifying: entries"))
        #expect(seen.hasSuffix("\r\u{1B}[K"))

        let audit = try CommandLine.cyclade("ledger", "audit", "--data-dir", data)
        #expect(audit.status == 0)
        #expect(audit.errors.isEmpty)
    }

    private static func line(_ done: Int, of total: Int?, after seconds: Double) -> ProgressLine {
        ProgressLine(what: "entries", done: done, total: total, elapsed: .seconds(seconds))
    }
}
