import Crypto
import Foundation
import LedgerClient
import TestSupport
import Testing

@Suite("Key files of members")
struct MemberKeysTests {
    @Test("renewed keys take the place of the former, in a file for its owner alone")
    func replaces() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/bank.json"
        let first = MemberKeys(generatingFor: "bank", runsNode: true)
        try first.write(to: path)

        let second = first.renewed()
        #expect(second.keyID == "key-2")
        #expect(second.signing.rawRepresentation != first.signing.rawRepresentation)
        try second.replace(at: path)

        let read = try MemberKeys(readingFrom: path)
        #expect(read.keyID == "key-2")
        #expect(read.signing.rawRepresentation == second.signing.rawRepresentation)
        #expect(read.node?.log.rawRepresentation == first.node?.log.rawRepresentation)
        #expect(read.renewed().keyID == "key-3")
        let laptop = MemberKeys(generatingFor: "bank", keyID: "laptop", runsNode: false)
        #expect(laptop.renewed().keyID == "laptop-2")
        #expect(laptop.renewed().renewed().keyID == "laptop-3")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["bank.json"]
        )
    }

    @Test("keys are never written over others by mistake")
    func refusesExisting() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/bank.json"
        let keys = MemberKeys(generatingFor: "bank", runsNode: false)
        try keys.write(to: path)
        #expect(throws: KeyFileError.unreadable(path: path)) { try keys.renewed().write(to: path) }
    }

    @Test("a file that others can read is refused")
    func refusesExposed() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/bank.json"
        try MemberKeys(generatingFor: "bank", runsNode: false).write(to: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: KeyFileError.exposed(path: path)) { _ = try MemberKeys(readingFrom: path) }
    }
}
