import Foundation
import TestSupport
import Testing
import Vocabulary

import struct Crypto.SymmetricKey

@testable import Vault

@Suite("Key files")
struct KeyFileTests {
    private let directory: TemporaryDirectory
    private var path: String { "\(directory.path)/vault.key" }
    /// So cheap that a test can open many.
    private let cost = ScryptCost(log2N: 10, blockSize: 8, parallelism: 1)
    private let secret = SymmetricKey(size: .bits256)

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func problem(_ passphrase: Passphrase? = nil) -> FileProblem? {
        let error = refusal { _ = try KeyFile(readingFrom: path, .vault, passphrase: passphrase) }
        guard case .file(path, let problem) = error else { return nil }
        return problem
    }

    @Test("keys come back as they were written")
    func roundTrip() throws {
        let keys = VaultKeys()
        try keys.write(to: path)
        let read = try VaultKeys(readingFrom: path)
        #expect(read.publicKey == keys.publicKey)
        let sealed = try keys.seal(secret, as: [1])
        #expect(read.open(sealed, as: [1]) == secret)
        #expect(read.open(sealed, as: [2]) == nil)
    }

    @Test("a passphrase costs 128 MiB a guess")
    func standardCost() throws {
        try VaultKeys().write(to: path, passphrase: Passphrase("correct horse battery staple"))
        let text = String(decoding: VaultCopy.contents(path), as: UTF8.self)
        #expect(text.contains("\nprotection: scrypt ln=17 r=8 p=1\n"))
    }

    @Test("a passphrase protects them")
    func passphrase() throws {
        let keys = VaultKeys()
        let passphrase = try Passphrase("correct horse battery staple")
        try keys.file.write(to: path, passphrase: passphrase, cost: cost)
        let read = try VaultKeys(readingFrom: path, passphrase: passphrase)
        #expect(read.publicKey == keys.publicKey)
        let text = String(decoding: VaultCopy.contents(path), as: UTF8.self)
        let clear = unsafe keys.file.secret.withUnsafeBytes { unsafe Array($0) }
        #expect(!text.contains(clear.prefix(16).hex))
        #expect(problem() == .passphraseNeeded)
        #expect(problem(try Passphrase("correct horse battery stapler")) == .notOpened)
    }

    @Test("a file is its owner's alone")
    func permissions() async throws {
        try KeyFile(.vault, secret: secret).write(to: path)
        let result = try await Program.run(Program.find("stat"), ["-c", "%a", path])
        #expect(result.output == "600\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 1)
    }

    @Test("one that others may read or write is refused", arguments: [0o640, 0o604, 0o620, 0o601])
    func exposed(mode: Int) throws {
        try KeyFile(.vault, secret: secret).write(to: path)
        let text = VaultCopy.contents(path)
        #expect(problem() == nil)
        try VaultCopy.write(text, to: path, mode: mode)
        #expect(problem() == .exposed)
    }

    @Test("a link, a directory, a pipe and nothing are refused")
    func otherThings() async throws {
        #expect(problem() == .missing)
        let target = "\(directory.path)/target"
        try KeyFile(.vault, secret: secret).write(to: target)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        #expect(problem() == .symbolicLink)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(problem() == .irregular)
        try FileManager.default.removeItem(atPath: path)
        _ = try await Program.run(Program.find("mkfifo"), ["-m", "600", path])
        #expect(problem() == .irregular)
    }

    @Test("another user's file is refused")
    func otherOwner() throws {
        guard FileManager.default.isWritableFile(atPath: "/etc/shadow") else {
            try skip("only root can give a file away")
        }
        try KeyFile(.vault, secret: secret).write(to: path)
        try FileManager.default.setAttributes([.ownerAccountID: 65_534], ofItemAtPath: path)
        #expect(problem() == .notOwned)
    }

    @Test("a file that exists is kept, unless it is to be replaced")
    func existing() throws {
        try KeyFile(.vault, secret: secret).write(to: path)
        let other = SymmetricKey(size: .bits128)
        #expect(throws: VaultError.file(path: path, .exists)) {
            try KeyFile(.vault, secret: other).write(to: path)
        }
        #expect(try KeyFile(readingFrom: path, .vault).secret == secret)
        try KeyFile(.vault, secret: other).write(to: path, ifExists: .replace)
        #expect(try KeyFile(readingFrom: path, .vault).secret == other)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 1)
        let nowhere = "\(directory.path)/none/vault.key"
        #expect(throws: VaultError.file(path: nowhere, .missing)) {
            try KeyFile(.vault, secret: other).write(to: nowhere)
        }
    }

    @Test("keys for one use are refused for another")
    func kinds() throws {
        try KeyFile(.member, secret: secret).write(to: path)
        #expect(problem() == .otherKind(found: "member"))
        #expect(throws: VaultError.file(path: path, .otherKind(found: "member"))) {
            try VaultKeys(readingFrom: path)
        }
        try KeyFile(.vault, secret: secret).write(to: path, ifExists: .replace)
        #expect(throws: VaultError.file(path: path, .malformed)) {
            try VaultKeys(readingFrom: path)
        }
    }

    @Test("no byte of a file can be changed or cut off", arguments: [false, true])
    func tampering(isProtected: Bool) throws {
        let passphrase = isProtected ? try Passphrase("x") : nil
        // A short one: every digit of it is another run of scrypt.
        let file = KeyFile(.vault, secret: SymmetricKey(data: [7]))
        try file.write(to: path, passphrase: passphrase, cost: cost)
        let text = VaultCopy.contents(path)
        #expect(problem(passphrase) == nil)
        for index in text.indices {
            try VaultCopy.write(flipped(text, index), to: path)
            #expect(problem(passphrase) != nil, "byte \(index)")
        }
        for count in text.indices {
            try VaultCopy.write(text.prefix(count), to: path)
            #expect(problem(passphrase) == .malformed, "\(count) bytes")
        }
        for other in [text + [10], [10] + text, text.map { $0 == 10 ? 13 : $0 }] {
            try VaultCopy.write(other, to: path)
            #expect(problem(passphrase) == .malformed)
        }
        try VaultCopy.write(String(decoding: text, as: UTF8.self).uppercased().utf8, to: path)
        #expect(problem(passphrase) == .malformed)
        try VaultCopy.write([UInt8](repeating: 65, count: 20_000), to: path)
        #expect(problem(passphrase) == .tooLarge(limit: KeyFileText.maximumByteCount))
    }

    @Test(
        "a hostile file gets no memory",
        arguments: [
            ("ln=30 r=8 p=1", FileProblem.costly), ("ln=19 r=8 p=1", .costly),
            ("ln=9 r=8 p=1", .costly), ("ln=17 r=1048576 p=1", .costly),
            ("ln=17 r=8 p=5", .costly), ("ln=-1 r=8 p=1", .costly),
            ("ln=99999999999999999999 r=8 p=1", .malformed), ("ln=017 r=8 p=1", .malformed),
            ("ln=17 r=8", .malformed), ("ln=17 r=8 p=1 ", .malformed),
            ("nn=17 r=8 p=1", .malformed), ("ln=10 r=8 p=1", .notOpened),
        ]
    )
    func hostile(cost: String, expected: FileProblem) throws {
        let passphrase = try Passphrase("x")
        try VaultKeys().file.write(to: path, passphrase: passphrase, cost: self.cost)
        let text = String(decoding: VaultCopy.contents(path), as: UTF8.self)
            .replacingOccurrences(of: "ln=10 r=8 p=1", with: cost)
            .replacingOccurrences(of: "secret: ", with: "secret: 00")
        try VaultCopy.write(text.utf8, to: path)
        #expect(problem(passphrase) == expected)
    }

    @Test("a passphrase has 1 to 1,024 bytes", arguments: [(0, false), (1, true), (1_025, false)])
    func passphraseLength(count: Int, isAccepted: Bool) {
        let text = String(repeating: "x", count: count)
        #expect((refusal { _ = try Passphrase(text) } == nil) == isAccepted)
    }

    @Test(
        "scrypt is that of RFC 7914, section 12",
        arguments: [
            (
                "password", "NaCl", ScryptCost(log2N: 10, blockSize: 8, parallelism: 16),
                """
                fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
                2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
                """
            ),
            (
                "pleaseletmein", "SodiumChloride",
                ScryptCost(log2N: 14, blockSize: 8, parallelism: 1),
                """
                7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2\
                d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
                """
            ),
        ]
    )
    func publishedVectors(text: String, salt: String, cost: ScryptCost, key: String) throws {
        let derived = try cost.key(
            from: Passphrase(text),
            salt: Array(salt.utf8),
            byteCount: 64
        )
        #expect(unsafe derived.withUnsafeBytes { unsafe Array($0) }.hex == key)
    }
}
