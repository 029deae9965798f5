import Foundation
import TestSupport
import Testing

/// Who executes the same batches again gets the same roots, on however many cores and in whichever build.
@Suite("Equal roots", .timeLimit(.minutes(15)))
struct EqualRootsTests {
    private struct Audit: Decodable, Equatable {
        let blocks: Int
        let transactions: Int
        let root: String
    }

    @Test("a ledger written on all cores is executed again on one, with the same roots")
    func cores() async throws {
        let directory = try TemporaryDirectory()
        let all = try await play(Program.cyclade, in: "\(directory.path)/all")
        #expect(all.transactions > 1_000)
        let one = try await audit("\(directory.path)/all", by: Program.cyclade, onOneCore: true)
        #expect(one == all)
    }

    @Test("debug and release builds execute each other's ledgers to the same roots")
    func builds() async throws {
        guard Soak.isOn else { try skip("the release build is made by 'make soak'") }
        let release = Repository.root.appending(path: ".build/release/cyclade")
        let directory = try TemporaryDirectory()
        let debug = try Program.cyclade
        for (writer, reader) in [(debug, release), (release, debug)] {
            let path = "\(directory.path)/by-\(writer == debug ? "debug" : "release")"
            let written = try await play(writer, in: path)
            #expect(try await audit(path, by: reader, onOneCore: false) == written)
            #expect(try await audit(path, by: reader, onOneCore: true) == written)
        }
    }

    /// Plays a nation, and audits it on all cores with the same program.
    private func play(_ program: URL, in path: String) async throws -> Audit {
        let played = try await Program.run(
            program,
            [
                "demo", "--scenario", "national", "--fleet", "100", "--years", "2", "--data-dir",
                path,
            ]
        )
        try #require(played.status == 0, "\(played.output)")
        return try await audit(path, by: program, onOneCore: false)
    }

    /// Executes a ledger again; each block's root must be the one that its seal names.
    private func audit(_ path: String, by program: URL, onOneCore: Bool) async throws -> Audit {
        let command = [program.path, "ledger", "audit", "--data-dir", path, "--json"]
        let audited =
            onOneCore
            ? try await Program.run(Program.find("taskset"), ["--cpu-list", "0"] + command)
            : try await Program.run(program, Array(command.dropFirst()))
        try #require(audited.status == 0, "\(audited.output)")
        let answer = try #require(audited.output.firstIndex(of: "{"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Audit.self, from: Data(audited.output[answer...].utf8))
    }
}
