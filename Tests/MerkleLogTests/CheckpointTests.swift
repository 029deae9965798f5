import Crypto
import MerkleLog
import Testing
import Vocabulary

@Suite("Checkpoints")
struct CheckpointTests {
    static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    static let text = "example.com/behind-the-sofa\n20852163\n\(root)\n"

    @Test("read and write the text of the specification")
    func vector() throws {
        let checkpoint = try Checkpoint(parsing: Self.text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.size == 20_852_163)
        #expect(checkpoint.root.bytes == Base64.decode(Self.root))
        #expect(checkpoint.extensions.isEmpty)
        #expect(checkpoint.text == Self.text)
        let extended = try Checkpoint(parsing: Self.text + "one\ntwo words\n")
        #expect(extended.extensions == ["one", "two words"])
        #expect(extended.text == Self.text + "one\ntwo words\n")
    }

    @Test(
        "are refused with the reason",
        arguments: [
            ("", .lines),
            ("\n", .lines),
            ("a\n1\n", .lines),
            ("a\n1\n\(root)", .lines),
            ("\n1\n\(root)\n", .origin),
            ("a\tb\n1\n\(root)\n", .origin),
            ("a\n\n\(root)\n", .size),
            ("a\n01\n\(root)\n", .size),
            ("a\n+1\n\(root)\n", .size),
            ("a\n-1\n\(root)\n", .size),
            ("a\n1 \n\(root)\n", .size),
            ("a\n0x1\n\(root)\n", .size),
            ("a\n18446744073709551616\n\(root)\n", .size),
            ("a\n1\n\n", .root),
            ("a\n1\nAAAA\n", .root),
            ("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", .root),
            ("a\n1\n\(root)\n\n", .extensionLine(0)),
            ("a\n1\n\(root)\nb\n\u{7}\n", .extensionLine(1)),
        ] as [(String, Checkpoint.Refusal)]
    )
    func refusals(text: String, reason: Checkpoint.Refusal) {
        #expect(throws: reason) { try Checkpoint(parsing: text) }
    }

    @Test("are cosigned with the time, which is part of what is signed")
    func cosignature() throws {
        let log = try NoteSigner(name: "example.com/log", privateKey: .init())
        let witness = try NoteSigner(
            name: "witness.example",
            privateKey: .init(),
            algorithm: .cosignatureV1
        )
        let keys = [witness.verifierKey, log.verifierKey]
        let note = try SignedNote(
            text: Self.text,
            signatures: [log.sign(Self.text), witness.cosign(Self.text, time: 1_700_000_000)]
        )
        let verified = try SignedNote(parsing: note.encoded).verifiedSignatures(by: keys)
        #expect(verified.map(\.key) == [log.verifierKey, witness.verifierKey])
        #expect(verified.map(\.time) == [nil, 1_700_000_000])

        var bytes = note.signatures[1].bytes
        #expect(bytes.count == Cosignature.byteCount)
        bytes[7] ^= 1
        #expect(!witness.verifierKey.verifies(bytes, of: Self.text))
        #expect(!witness.verifierKey.verifies(note.signatures[0].bytes, of: Self.text))
        #expect(!witness.verifierKey.verifies([], of: Self.text))
    }

    @Test("are signed with the key that is for it")
    func wrongAlgorithm() throws {
        let log = try NoteSigner(name: "a", privateKey: .init())
        let witness = try NoteSigner(name: "a", privateKey: .init(), algorithm: .cosignatureV1)
        #expect(throws: NoteSigner.Refusal.algorithm(.ed25519)) {
            try log.cosign(Self.text, time: 1)
        }
        #expect(throws: NoteSigner.Refusal.algorithm(.cosignatureV1)) {
            try witness.sign(Self.text)
        }
        #expect(throws: NoteSigner.Refusal.malformedText) { try log.sign("no newline") }
        #expect(throws: VerifierKey.Refusal.name) {
            try NoteSigner(name: "a b", privateKey: .init())
        }
    }
}
