import Foundation
import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import Vault

@Suite("Vault files")
struct VaultFileTests {
    private func mode(_ path: String) async throws -> String {
        try await Program.run(Program.find("stat"), ["-c", "%a", path]).output
    }

    @Test("the directory, the file and its log are their owner's alone")
    func permissions() async throws {
        let asset = try VaultMember("asset")
        try asset.store.put(Sample.rent())
        #expect(try await mode("\(asset.directory.path)/vault") == "700\n")
        let files = try FileManager.default
            .contentsOfDirectory(atPath: "\(asset.directory.path)/vault").sorted()
        #expect(files.starts(with: ["vault.sqlite", "vault.sqlite-wal"]))
        for file in files {
            #expect(try await mode("\(asset.directory.path)/vault/\(file)") == "600\n")
        }
    }

    @Test("a vault that others could read is not opened", arguments: ["file", "directory"])
    func exposed(what: String) async throws {
        let asset = try VaultMember("asset")
        try asset.store.close()
        let directory = "\(asset.directory.path)/vault"
        let path = what == "file" ? asset.path : directory
        _ = try await Program.run(Program.find("chmod"), ["g+r", path])
        #expect(throws: VaultError.file(path: path, .exposed)) {
            try VaultStore(opening: asset.path, keys: asset.keys)
        }
        if what == "directory" {
            #expect(throws: VaultError.file(path: path, .exposed)) {
                try VaultStore.create(
                    at: "\(directory)/other.sqlite",
                    for: Sample.owner("asset"),
                    keys: asset.keys
                )
            }
        }
    }

    @Test("a link, a missing file and a file that is no vault are not opened, nor is one replaced")
    func otherFiles() throws {
        let asset = try VaultMember("asset")
        let directory = "\(asset.directory.path)/vault"
        func problem(_ name: String) -> FileProblem? {
            let error = refusal {
                _ = try VaultStore(opening: "\(directory)/\(name)", keys: asset.keys)
            }
            guard case .file("\(directory)/\(name)", let problem) = error else { return nil }
            return problem
        }
        #expect(problem("none") == .missing)
        try FileManager.default.createSymbolicLink(
            atPath: "\(directory)/link",
            withDestinationPath: asset.path
        )
        #expect(problem("link") == .symbolicLink)
        try VaultCopy.write([], to: "\(directory)/empty")
        #expect(problem("empty") == .unfinished)
        try VaultCopy.write([UInt8](repeating: 7, count: 8_192), to: "\(directory)/other")
        guard case .damaged = problem("other") else {
            Issue.record("\(String(describing: problem("other")))")
            return
        }
        #expect(throws: VaultError.file(path: asset.path, .exists)) {
            try VaultStore.create(
                at: asset.path,
                for: Sample.owner("asset"),
                keys: asset.keys
            )
        }
    }

    @Test("a vault has one opener at a time")
    func exclusive() throws {
        let asset = try VaultMember("asset")
        #expect(throws: VaultError.file(path: asset.path, .busy)) {
            try VaultStore(opening: asset.path, keys: asset.keys, patience: .milliseconds(200))
        }
        try asset.store.put(Sample.rent())
    }

    @Test("the writing connection zeroes what it deletes, and syncs each commit")
    func settings() throws {
        let asset = try VaultMember("asset")
        for reopened in [false, true] {
            if reopened { try asset.reopen() }
            let values = try asset.store.database.read { db in
                try ["secure_delete", "synchronous"].map {
                    try Int.fetchOne(db, sql: "PRAGMA \($0)")
                }
            }
            #expect(values == [1, 2])
        }
    }

    @Test("a log cut anywhere leaves the last state that was committed")
    func cutLog() async throws {
        let asset = try VaultMember("asset")
        let payloads = try (1...8).map { try Sample.rent($0) }
        for payload in payloads { try asset.store.put(payload) }
        let whole = try await asset.copy()
        let log = VaultCopy.contents(whole.log)
        #expect(log.count > 8 * 4_096)
        var counts: [Int] = []
        for count in stride(from: 0, through: log.count, by: 1_009) {
            let cut = try await asset.copy()
            try VaultCopy.write(log.prefix(count), to: cut.log)
            let store = try VaultStore(opening: cut.path, keys: asset.keys)
            let held = try store.commitments()
            #expect(Set(held) == Set(payloads.prefix(held.count).map(\.commitment)))
            for payload in payloads.prefix(held.count) {
                #expect(try store.open(payload.commitment) == payload)
            }
            counts.append(held.count)
            try store.close()
        }
        #expect(counts == counts.sorted())
        #expect(Set(counts).count > 4, "\(counts)")
    }

    @Test("a file cut or changed anywhere gives an error, or what was put there")
    func damagedFile() async throws {
        let asset = try VaultMember("asset")
        let payloads = try (1...20).map { try Sample.rent($0) }
        for payload in payloads { try asset.store.put(payload) }
        try asset.store.close()
        let whole = VaultCopy.contents(asset.path)
        let damaged = try await asset.copy()
        var refused = 0
        func check(_ bytes: [UInt8]) throws {
            for name in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: damaged.path + name)
            }
            try VaultCopy.write(bytes, to: damaged.path)
            let failure = refusal {
                let store = try VaultStore(opening: damaged.path, keys: asset.keys)
                for payload in payloads {
                    let failure = refusal {
                        let found = try store.open(payload.commitment)
                        #expect(found == payload)
                    }
                    if failure != nil { refused += 1 }
                }
                try store.close()
            }
            if failure != nil { refused += 1 }
        }
        for count in stride(from: 0, to: whole.count, by: 2_039) {
            let before = refused
            try check(Array(whole.prefix(count)))
            #expect(refused > before, "cut at \(count)")
        }
        for index in stride(from: 0, to: whole.count, by: 509) {
            try check(flipped(whole, index))
        }
        #expect(refused > 0)
    }
}
