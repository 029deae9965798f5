import FoundationEssentials

public import enum Crypto.AES
public import struct Crypto.SymmetricKey

/// Secret keys in a file that only its owner may read, under a passphrase if wished.
///
/// Without a passphrase the file is as safe as its permissions; its check finds damage, not intent.
/// With one, whoever copies the file has to guess the passphrase at the price of
/// ``ScryptCost/standard`` a guess, and no altered byte of it is accepted.
public struct KeyFile: Sendable {
    /// What the keys are for; a file for one use is refused for another.
    public enum Kind: String, Hashable, Sendable {
        /// A vault's keys; see ``VaultKeys``.
        case vault
        /// A member's signing keys.
        case member
    }

    /// What to do when there is a file already.
    public enum Existing: Hashable, Sendable {
        /// Leave it and say so.
        case keep
        /// Put the new one in its place, at once and whole.
        case replace
    }

    /// What the keys are for.
    public let kind: Kind
    /// The keys, in the form that their kind gives them; at most ``maximumSecretByteCount`` bytes.
    public let secret: SymmetricKey

    /// The most bytes of a secret.
    public static let maximumSecretByteCount = 4_096

    private static let saltByteCount = 16

    /// Takes keys that are to be written.
    public init(_ kind: Kind, secret: SymmetricKey) {
        self.kind = kind
        self.secret = secret
    }

    /// Reads a key file.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - kind: What its keys must be for.
    ///   - passphrase: What opens it, if it is protected.
    /// - Throws: ``VaultError/file(path:_:)`` when the file is not there, not its owner's alone,
    ///   altered, of another kind, or does not open.
    public init(
        readingFrom path: String,
        _ kind: Kind,
        passphrase: Passphrase? = nil
    ) throws(VaultError) {
        var bytes = try PrivateFile.read(path, limit: KeyFileText.maximumByteCount)
        let parsed = KeyFileText(bytes)
        wipe(&bytes)
        guard var text = parsed, !text.secret.isEmpty else {
            throw .file(path: path, .malformed)
        }
        defer { wipe(&text.secret) }
        guard text.kind == kind.rawValue else {
            throw .file(path: path, .otherKind(found: Kind(rawValue: text.kind)?.rawValue ?? "?"))
        }
        self.kind = kind
        switch text.protection {
        case .none:
            secret = SymmetricKey(data: text.secret)
        case .scrypt(let cost, let salt):
            guard cost.isAcceptable else { throw .file(path: path, .costly) }
            guard salt.count == Self.saltByteCount else { throw .file(path: path, .malformed) }
            guard let passphrase else { throw .file(path: path, .passphraseNeeded) }
            let key = try cost.key(from: passphrase, salt: salt)
            guard let box = try? AES.GCM.SealedBox(combined: text.secret),
                let opened = try? AES.GCM.open(box, using: key, authenticating: text.header)
            else { throw .file(path: path, .notOpened) }
            secret = SymmetricKey(data: opened)
        }
    }

    /// Writes the keys to a file that only its owner may read: the whole file, or none.
    ///
    /// - Throws: ``VaultError/file(path:_:)``.
    public func write(
        to path: String,
        passphrase: Passphrase? = nil,
        ifExists: Existing = .keep
    ) throws(VaultError) {
        try write(to: path, passphrase: passphrase, ifExists: ifExists, cost: .standard)
    }

    package func write(
        to path: String,
        passphrase: Passphrase?,
        ifExists: Existing = .keep,
        cost: ScryptCost
    ) throws(VaultError) {
        var clear = unsafe secret.withUnsafeBytes { unsafe Array($0) }
        defer { wipe(&clear) }
        var text: KeyFileText
        if let passphrase {
            let salt = unsafe SymmetricKey(size: .bits128).withUnsafeBytes { unsafe Array($0) }
            text = KeyFileText(
                kind: kind.rawValue,
                protection: .scrypt(cost, salt: salt),
                secret: []
            )
            let key = try cost.key(from: passphrase, salt: salt)
            let sealed = try VaultError.catchingCryptography {
                try AES.GCM.seal(clear, using: key, authenticating: text.header).combined
            }
            text.secret = Array(sealed ?? Data())
        } else {
            text = KeyFileText(kind: kind.rawValue, protection: .none, secret: clear)
        }
        defer { wipe(&text.secret) }
        var bytes = text.encoded()
        defer { wipe(&bytes) }
        try PrivateFile.write(bytes, to: path, ifExists == .replace ? .replace : .refuse)
    }
}

extension KeyFile: Confidential {
    public var description: String { "key file of kind '\(kind.rawValue)'" }
}
