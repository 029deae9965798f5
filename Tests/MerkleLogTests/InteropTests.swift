import Foundation
import MerkleLog
import TestSupport
import Testing

@Suite("Other software", .serialized)
struct InteropTests {
    @Test(
        "finds nothing wrong with an exported log",
        arguments: [1, 2, 255, 256, 257, 1_000, 70_000],
        LogJudge.allCases
    )
    func accepts(size: Int, judge: LogJudge) async throws {
        let log = try ExportedLog(size: size)
        let verdict = try await judge.judge(log.directory)
        print("\(judge), \(size) entries: \(verdict.output.split(separator: "\n").last ?? "")")
        #expect(verdict.status == 0, "\(verdict.output)")
        #expect(verdict.output.hasSuffix(" passed, 0 failed\n"))
    }

    @Test("finds what is wrong with a spoilt one", arguments: LogJudge.allCases)
    func refuses(judge: LogJudge) async throws {
        let log = try ExportedLog(size: 600)
        for path in ["tile/0/001", "tile/entries/000", "checkpoint"] {
            let file = log.directory.appending(path: path)
            let good = try [UInt8](Data(contentsOf: file))
            var bytes = good
            bytes[bytes.count / 4] ^= 1
            try log.write(bytes, at: path)
            let verdict = try await judge.judge(log.directory)
            #expect(verdict.status == 1, "\(path): \(verdict.output)")
            try log.write(good, at: path)
        }
    }
}
