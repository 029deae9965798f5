import Crypto
import MerkleLog
import Testing

@Suite("Keys")
struct VerifierKeyTests {
    static let peter = SignedNoteTests.peter

    @Test("read and write the text of Go's documentation")
    func goVector() throws {
        let key = try VerifierKey(parsing: Self.peter)
        #expect(key.name == "PeterNeumann")
        #expect(key.algorithm == .ed25519)
        #expect(key.keyHash == 0xC74F_20A3)
        #expect(key.description == Self.peter)
    }

    @Test("of one name differ by algorithm")
    func algorithms() throws {
        let secret = Curve25519.Signing.PrivateKey()
        let log = try NoteSigner(name: "a", privateKey: secret).verifierKey
        let witness = try NoteSigner(
            name: "a",
            privateKey: secret,
            algorithm: .cosignatureV1
        ).verifierKey
        #expect(log.publicKey == witness.publicKey)
        #expect(log.keyHash != witness.keyHash)
        #expect(try VerifierKey(parsing: witness.description) == witness)
    }

    @Test(
        "are refused with the reason",
        arguments: [
            ("", .format),
            ("PeterNeumann", .format),
            ("PeterNeumann+c74f20a3", .format),
            ("PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .format),
            ("PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .format),
            ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .format),
            ("PeterNeumann+c74f20a3+", .format),
            ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", .format),
            ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
            ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
            ("P\n+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
            ("P\u{1}+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
            ("P+c74f20a3+Bhpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .algorithm(6)),
            ("P+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy", .byteCount(29)),
            (
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                .keyHash(expected: 0xC74F_20A3, found: 0xC74F_20A4)
            ),
        ] as [(String, VerifierKey.Refusal)]
    )
    func refusals(text: String, reason: VerifierKey.Refusal) {
        #expect(throws: reason) { try VerifierKey(parsing: text) }
    }

    @Test("are compared by the bytes of their names")
    func canonicalEquivalence() throws {
        let secret = Curve25519.Signing.PrivateKey()
        let composed = try NoteSigner(name: "caf\u{E9}", privateKey: secret)
        let decomposed = try NoteSigner(name: "cafe\u{301}", privateKey: secret).verifierKey
        let note = try SignedNote(text: "text\n", signatures: [composed.sign("text\n")])
        #expect(try note.verifiedSignatures(by: [decomposed]).isEmpty)
        #expect(try note.verifiedSignatures(by: [composed.verifierKey]).count == 1)
    }
}
