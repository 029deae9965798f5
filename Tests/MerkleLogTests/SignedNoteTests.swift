import Crypto
import MerkleLog
import TestSupport
import Testing

@Suite("Signed notes")
struct SignedNoteTests {
    // From the documentation of golang.org/x/mod/sumdb/note.
    static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let seed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let petersLine = """
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngo\
        tpRZb6KE6RyyBwJnAM=

        """
    static let enochsLine = """
        — EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox\
        33WWd1RvMc+QQ=

        """

    static let note = "\(text)\n\(petersLine)"

    @Test("verify as in Go's documentation")
    func goVector() throws {
        let bytes = Array((Self.note + Self.enochsLine).utf8)
        let note = try SignedNote(parsing: bytes)
        #expect(note.text == Self.text)
        #expect(note.signatures.map(\.name) == ["PeterNeumann", "EnochRoot"])
        #expect(note.encoded == bytes)

        let key = try VerifierKey(parsing: Self.peter)
        #expect(try note.verifiedSignatures(by: [key, key]).map(\.key) == [key])
        #expect(try note.verifiedSignatures(by: []).isEmpty)
    }

    @Test("are signed as in Go's documentation")
    func goSigner() throws {
        let secret = try #require(Base64.decode(Self.seed)).dropFirst()
        let signer = try NoteSigner(
            name: "PeterNeumann",
            privateKey: Curve25519.Signing.PrivateKey(rawRepresentation: secret)
        )
        #expect(signer.verifierKey.description == Self.peter)
        var note = try SignedNote(text: Self.text)
        try note.append(signer.sign(Self.text))
        #expect(note.description == Self.note)
    }

    @Test("that a known key did not sign are an error")
    func invalidSignature() throws {
        let key = try VerifierKey(parsing: Self.peter)
        let altered = Self.note.replacing("answer", with: "Answer")
        let note = try SignedNote(parsing: Array(altered.utf8))
        #expect(
            throws: NoteError.invalidSignature(name: "PeterNeumann", keyHash: 0xC74F_20A3)
        ) { try note.verifiedSignatures(by: [key]) }
        let stranger = try NoteSigner(name: "PeterNeumann", privateKey: .init()).verifierKey
        #expect(try note.verifiedSignatures(by: [stranger]).isEmpty)
    }

    @Test("count a key once, by its first line")
    func repeatedLine() throws {
        let key = try VerifierKey(parsing: Self.peter)
        let note = try SignedNote(parsing: Array((Self.note + Self.petersLine).utf8))
        #expect(note.signatures.count == 2)
        #expect(try note.verifiedSignatures(by: [key]).count == 1)
    }

    @Test("may hold empty lines and Unicode, and nothing below the space")
    func texts() throws {
        for text in ["\n", "\n\n\n", "é\u{2028}\u{7F}\n", "— a b\n\n— c AAAAAAA=\n"] {
            let note = try SignedNote(parsing: Array("\(text)\n— c AAAAAAA=\n".utf8))
            #expect(note.text.utf8.elementsEqual(text.utf8))
        }
        for text in ["", "a", "a\r\n", "a\t\n", "\0\n"] {
            #expect(throws: NoteError.malformedText) { try SignedNote(text: text) }
        }
    }

    static let refusals: [(String, NoteError)] = [
        ("", .noSignatures),
        ("\n\n", .noSignatures),
        ("text\n", .noSignatures),
        ("text\n\n", .noSignatures),
        ("text\n— a AAAAAAA=\n", .noSignatures),
        ("\n— a AAAAAAA=\n", .noSignatures),
        ("text\n\n— a AAAAAAA=", .noSignatures),
        ("text\n\n— a AAAAAAA=\n\n", .noSignatures),
        ("te\txt\n\n— a AAAAAAA=\n", .malformedText),
        ("text\r\n\n— a AAAAAAA=\n", .malformedText),
        ("text\n\n— a\0b AAAAAAA=\n", .malformedText),
        ("text\n\n- a AAAAAAA=\n", .malformedSignature(line: 1)),
        ("text\n\n—a AAAAAAA=\n", .malformedSignature(line: 1)),
        ("text\n\n—  AAAAAAA=\n", .malformedSignature(line: 1)),
        ("text\n\n— a\n", .malformedSignature(line: 1)),
        ("text\n\n— a \n", .malformedSignature(line: 1)),
        ("text\n\n— a  AAAAAAA=\n", .malformedSignature(line: 1)),
        ("text\n\n— a AAAAAAA= \n", .malformedSignature(line: 1)),
        ("text\n\n— a b AAAAAAA=\n", .malformedSignature(line: 1)),
        ("text\n\n— a+b AAAAAAA=\n", .malformedSignature(line: 1)),
        ("text\n\n— a\u{A0}b AAAAAAA=\n", .malformedSignature(line: 1)),
        ("text\n\n— a\u{3000} AAAAAAA=\n", .malformedSignature(line: 1)),
        ("text\n\n— a AAAAAA==\n", .malformedSignature(line: 1)),
        ("text\n\n— a AAAAAAB=\n", .malformedSignature(line: 1)),
        ("text\n\n— a AAAAAAA\n", .malformedSignature(line: 1)),
        ("text\n\n— a AAAAAAA=\ntext\n", .malformedSignature(line: 2)),
        (
            "text\n\n" + String(repeating: "— a AAAAAAA=\n", count: 101),
            .tooManySignatures
        ),
        (
            "text\n\n— a AAAAAAA=\n" + String(repeating: "a", count: 1 << 20),
            .tooLong(byteCount: 1 << 20 + 21)
        ),
    ]

    @Test("are refused with the reason", arguments: refusals)
    func refuses(note: String, reason: NoteError) {
        #expect(throws: reason) { try SignedNote(parsing: Array(note.utf8)) }
    }

    @Test(
        "are refused unless they are UTF-8",
        arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x80]] as [[UInt8]]
    )
    func notUTF8(bytes: [UInt8]) {
        #expect(throws: NoteError.notUTF8) {
            try SignedNote(parsing: bytes + Array(Self.note.utf8))
        }
    }

    @Test("take a hundred signatures and not one more")
    func manySignatures() throws {
        let lines = String(repeating: "— a AAAAAAA=\n", count: 100)
        var note = try SignedNote(parsing: Array("text\n\n\(lines)".utf8))
        #expect(note.signatures.count == 100)
        #expect(throws: NoteError.tooManySignatures) { try note.append(note.signatures[0]) }
        #expect(note.signatures.count == 100)
    }

    @Test("read any bytes without harm, and write what they read")
    func noise() {
        var random = SplitMix64(seed: 5)
        let seed = Array((Self.note + Self.enochsLine).utf8)
        for round in 0..<4_000 {
            var bytes = round.isMultiple(of: 4) ? random.bytes(200) : seed
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes[place] = UInt8(ascii: "\n")
                case 2: bytes.removeSubrange(place..<min(place + 9, bytes.count - 1))
                default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
                }
            }
            guard let note = try? SignedNote(parsing: bytes) else { continue }
            #expect(note.encoded == bytes)
        }
    }
}
