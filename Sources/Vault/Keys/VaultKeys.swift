import FoundationEssentials

import enum Crypto.AES
import enum Crypto.Curve25519
import struct Crypto.SymmetricKey

/// The keys of a member's vault: one for what it stores, one for what others send.
public struct VaultKeys: Sendable {
    /// Seals the record keys in the vault's file.
    private let storage: SymmetricKey
    /// Unwraps what is granted to the member.
    let encryption: Curve25519.KeyAgreement.PrivateKey

    private static let keyByteCount = 32

    /// Makes new keys.
    public init() {
        storage = SymmetricKey(size: .bits256)
        encryption = Curve25519.KeyAgreement.PrivateKey()
    }

    private init(storage: SymmetricKey, encryption: Curve25519.KeyAgreement.PrivateKey) {
        self.storage = storage
        self.encryption = encryption
    }

    /// The same keys but for a new one that seals the vault's file; see
    /// ``VaultStore/rekey(at:from:to:)``.
    public func withNewStorageKey() -> VaultKeys {
        VaultKeys(storage: SymmetricKey(size: .bits256), encryption: encryption)
    }

    /// The 32 bytes that the member publishes, so that others can grant it keys.
    public var publicKey: [UInt8] { Array(encryption.publicKey.rawRepresentation) }
}

// MARK: - File

extension VaultKeys {
    /// Reads keys from a file; see ``KeyFile/init(readingFrom:_:passphrase:)``.
    public init(
        readingFrom path: String,
        passphrase: Passphrase? = nil
    ) throws(VaultError) {
        let file = try KeyFile(readingFrom: path, .vault, passphrase: passphrase)
        var bytes = unsafe file.secret.withUnsafeBytes { unsafe Array($0) }
        defer { wipe(&bytes) }
        guard bytes.count == 2 * Self.keyByteCount,
            let encryption = try? Curve25519.KeyAgreement.PrivateKey(
                rawRepresentation: bytes[Self.keyByteCount...]
            )
        else { throw .file(path: path, .malformed) }
        storage = SymmetricKey(data: bytes[..<Self.keyByteCount])
        self.encryption = encryption
    }

    /// Writes the keys to a file; see ``KeyFile/write(to:passphrase:ifExists:)``.
    ///
    /// Whoever has it reads the vault. It belongs on another backup than the vault's file.
    public func write(
        to path: String,
        passphrase: Passphrase? = nil,
        ifExists: KeyFile.Existing = .keep
    ) throws(VaultError) {
        try file.write(to: path, passphrase: passphrase, ifExists: ifExists)
    }

    package var file: KeyFile {
        var bytes = unsafe storage.withUnsafeBytes { unsafe Array($0) }
        bytes += encryption.rawRepresentation
        defer { wipe(&bytes) }
        return KeyFile(.vault, secret: SymmetricKey(data: bytes))
    }
}

// MARK: - Sealing

extension VaultKeys {
    /// Seals something that the vault's file keeps; `context` says what and for what.
    ///
    /// Nonces are random: one key may seal 2^32 record keys before two may meet.
    func seal(_ clear: some ContiguousBytes, as context: [UInt8]) throws(VaultError) -> Data {
        var clear = unsafe clear.withUnsafeBytes { unsafe Array($0) }
        defer { wipe(&clear) }
        return try VaultError.catchingCryptography {
            try AES.GCM.seal(clear, using: storage, authenticating: context).combined ?? Data()
        }
    }

    /// Opens what was sealed as the same; `nil` for anything else.
    func open(_ sealed: Data, as context: [UInt8]) -> SymmetricKey? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let clear = try? AES.GCM.open(box, using: storage, authenticating: context),
            !clear.isEmpty
        else { return nil }
        return SymmetricKey(data: clear)
    }
}

extension VaultKeys: Confidential {
    public var description: String { "keys of a vault" }
}
