import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import TestSupport
import Testing
import Verification
import Vocabulary

import enum Crypto.Curve25519

@Suite("Trust files")
struct TrustFileTests {
    private static let origin = "ledger.example/demo"

    private func key(
        _ name: String,
        _ algorithm: VerifierKey.Algorithm = .cosignatureV1
    ) throws -> VerifierKey {
        let signer = try NoteSigner(name: name, privateKey: .init(), algorithm: algorithm)
        return signer.verifierKey
    }

    private func keys(members count: Int) throws -> [VerifierKey] {
        try [key(Self.origin, .ed25519)]
            + (0..<count).map { try key("\(Self.origin)/member-\($0)") }
    }

    private func refusal(of text: String) -> TrustFileError? {
        do {
            _ = try TrustFile(parsing: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    private func refusal(of keys: [VerifierKey]) -> TrustFileError? {
        refusal(of: keys.map { "\($0)\n" }.joined())
    }

    @Test("what is written reads back, and comments and empty lines say nothing")
    func roundTrip() throws {
        let keys = try keys(members: 3)
        let trust = try TrustFile(keys)
        #expect(try TrustFile(parsing: Array(trust.text.utf8)) == trust)
        let noted = "# whom we trust\n\n" + trust.text.dropLast()
        #expect(try TrustFile(parsing: Array(noted.utf8)) == trust)
        #expect(trust.origin.text == Self.origin)
        #expect(trust.logKeys == [keys[0]])
        #expect(trust.cosigners.map(\.member.text) == ["member-0", "member-1", "member-2"])
    }

    @Test(
        "a quorum is more than two thirds",
        arguments: [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (6, 5), (7, 5), (9, 7), (10, 7)]
    )
    func quorum(members: Int, quorum: Int) throws {
        #expect(try TrustFile(keys(members: members)).quorum == quorum)
    }

    @Test("several log keys share the ledger's name")
    func severalLogKeys() throws {
        let keys = try keys(members: 1) + [key(Self.origin, .ed25519)]
        #expect(try TrustFile(keys).logKeys.count == 2)
    }

    @Test("refusals name the line")
    func refusals() throws {
        let good = try keys(members: 2)
        let lines = good.map { "\($0)\n" }.joined()
        #expect(refusal(of: "") == .noLogKey)
        #expect(refusal(of: [good[1]]) == .noLogKey)
        #expect(refusal(of: [good[0]]) == .noCosigner)
        #expect(refusal(of: "#\n" + lines + "hello\n") == .key(line: 5, .format))
        #expect(refusal(of: lines + " \n") == .key(line: 4, .format))
        #expect(refusal(of: lines + "\r\n") == .key(line: 4, .format))
        #expect(refusal(of: good + [good[1]]) == .repeatedKey(line: 4))
        let second = try key(good[1].name)
        #expect(refusal(of: good + [second]) == .repeatedMember(line: 4))
        let otherLog = try key("ledger.example/other", .ed25519)
        #expect(refusal(of: good + [otherLog]) == .otherOrigin(line: 4))
        #expect(try refusal(of: [key("Ledger!", .ed25519)]) == .origin(line: 1))
        for name in ["member-3", "\(Self.origin)/", "\(Self.origin)/a/b", "\(Self.origin)x/a"] {
            #expect(try refusal(of: good + [key(name)]) == .cosignerName(line: 4))
        }
        let asLog = try VerifierKey(
            name: Self.origin,
            algorithm: .ed25519,
            publicKey: good[1].publicKey
        )
        #expect(refusal(of: good + [asLog]) == .repeatedKey(line: 4))
    }

    @Test("size is bounded before anything is read")
    func bounds() throws {
        let text = try TrustFile(keys(members: 1)).text
        let full = text + String(repeating: "#\n", count: TrustFile.maximumLineCount - 2)
        #expect(refusal(of: full) == nil)
        #expect(refusal(of: full + "#\n") == .tooManyLines)
        #expect(refusal(of: full + "#") == .tooManyLines)
        let long = text + "#" + String(repeating: " ", count: TrustFile.maximumByteCount)
        #expect(refusal(of: long) == .tooLong(byteCount: long.utf8.count))
        #expect(throws: TrustFileError.notUTF8(line: 1)) {
            try TrustFile(parsing: [0xFF, 0x0A])
        }
    }

    @Test("garbage is refused")
    func garbage() {
        var random = SplitMix64(seed: 3)
        for round in 0..<1_000 {
            #expect(throws: TrustFileError.self) {
                try TrustFile(parsing: random.bytes(round % 200))
            }
        }
    }
}
