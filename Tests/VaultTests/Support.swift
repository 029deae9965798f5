import CycladeSchema
import Foundation
import TestSupport
import Vocabulary

import enum Crypto.P256

@testable import Vault

/// A ledger, its members, and what they keep off it.
enum Sample {
    static let subject = "lease/L-1"

    static func owner(_ member: String) throws -> VaultOwner {
        VaultOwner(ledger: try LedgerOrigin("cyclade.example/test"), member: try MemberID(member))
    }

    static func rent(_ fen: Int64 = 123_456) throws -> Payload {
        try Payload(.rent, of: subject, .amount(Fen(fen)))
    }

    static func vin(_ text: String = "LSVAA4182E2123456") throws -> Payload {
        try Payload(.vin, of: "vehicle/V-1", .text(text))
    }

    static func time(_ milliseconds: UInt64) throws -> UnixMilliseconds {
        try UnixMilliseconds(1_760_000_000_000 + milliseconds)
    }

    static func signer() throws -> StatementSigner {
        StatementSigner(keyID: try KeyID("key-1"), key: P256.Signing.PrivateKey())
    }
}

/// A member with a vault of its own in a directory that goes with the test.
final class VaultMember {
    let directory: TemporaryDirectory
    let keys: VaultKeys
    let signer: StatementSigner
    let grantee: Grantee
    private(set) var store: VaultStore

    var path: String { "\(directory.path)/vault/vault.sqlite" }

    init(_ name: String) throws {
        directory = try TemporaryDirectory()
        keys = VaultKeys()
        signer = try Sample.signer()
        grantee = try Grantee(MemberID(name), encryptionKey: keys.publicKey)
        store = try VaultStore.create(
            at: "\(directory.path)/vault/vault.sqlite",
            for: Sample.owner(name),
            keys: keys
        )
    }

    func reopen() throws {
        try store.close()
        store = try VaultStore(opening: path, keys: keys)
    }

    /// The vault's file and what SQLite keeps beside it, copied as a thief or a crash would.
    ///
    /// By another process: opening the file here would drop the locks that SQLite holds on it.
    func copy() async throws -> VaultCopy {
        let copy = try VaultCopy()
        let cp = try Program.find("cp")
        let result = try await Program.run(
            cp,
            ["-a", "\(directory.path)/vault", copy.directory.path]
        )
        guard result.status == 0 else { throw CocoaError(.fileReadUnknown) }
        return copy
    }
}

/// A copy of a vault's files.
struct VaultCopy {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    var path: String { "\(directory.path)/vault/vault.sqlite" }
    var log: String { path + "-wal" }

    /// Every byte of every file.
    func bytes() throws -> [UInt8] {
        let folder = "\(directory.path)/vault"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .flatMap { Self.contents("\(folder)/\($0)") }
    }

    static func contents(_ path: String) -> [UInt8] {
        FileManager.default.contents(atPath: path).map { Array($0) } ?? []
    }

    /// Writes a file that only its owner may read.
    static func write(_ bytes: some Sequence<UInt8>, to path: String, mode: Int = 0o600) throws {
        try? FileManager.default.removeItem(atPath: path)
        let isMade = FileManager.default.createFile(
            atPath: path,
            contents: Data(bytes),
            attributes: [.posixPermissions: mode]
        )
        guard isMade else { throw CocoaError(.fileWriteUnknown) }
        // A umask takes bits away; the tests want these.
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}

/// Whether `bytes` has `part` in it.
func found(_ part: [UInt8], in bytes: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    var start = bytes.startIndex
    while let index = bytes[start...].firstIndex(of: first) {
        if bytes[index...].starts(with: part) { return true }
        start = index + 1
    }
    return false
}

/// `bytes` with one bit changed in one byte.
func flipped(_ bytes: [UInt8], _ index: Int) -> [UInt8] {
    var bytes = bytes
    bytes[index] ^= 1 << (index % 8)
    return bytes
}

/// What `body` refuses with; `nil` if it does not.
func refusal(_ body: () throws -> Void) -> VaultError? {
    do {
        try body()
        return nil
    } catch {
        return error as? VaultError
    }
}
