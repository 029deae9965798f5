internal import CryptoExtras
internal import FoundationEssentials
internal import Vocabulary

internal import struct Crypto.SymmetricKey

/// What is kept of a password: enough to check one, not to find it.
///
/// Written `scrypt:ln=15,r=8,p=1:SALT:KEY` with salt and key in hexadecimal; scrypt is RFC 7914.
public struct PasswordHash: Sendable {
    /// The binary logarithm of how many blocks of memory a check takes, each of 1 KiB.
    let log2N: Int
    let salt: [UInt8]
    let key: [UInt8]

    /// 32 MiB, and about a tenth of a second.
    static let standardLog2N = 15
    private static let acceptableLog2N = 10...17
    private static let blockSize = 8
    private static let saltByteCount = 16
    private static let keyByteCount = 32

    /// Hashes a password with a salt of its own.
    ///
    /// - Throws: ``PasswordHashError/failed`` when there is not enough memory.
    public init(of password: some StringProtocol) throws(PasswordHashError) {
        try self.init(of: Array(password.utf8), log2N: Self.standardLog2N)
    }

    init(of password: [UInt8], log2N: Int) throws(PasswordHashError) {
        let salt = unsafe SymmetricKey(size: .bits128).withUnsafeBytes { unsafe Array($0) }
        self.log2N = log2N
        self.salt = salt
        key = try Self.key(of: password, salt, log2N)
    }

    /// Reads a hash as ``text`` writes it.
    ///
    /// - Throws: ``PasswordHashError/malformed`` for any other text, and for costs beyond 128 MiB.
    public init(text: some StringProtocol) throws(PasswordHashError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "scrypt", parts[1].hasPrefix("ln="),
            parts[1].hasSuffix(",r=8,p=1"),
            let log2N = Int(parts[1].dropFirst(3).dropLast(8)),
            Self.acceptableLog2N.contains(log2N),
            let salt = [UInt8](hex: parts[2]), salt.count == Self.saltByteCount,
            let key = [UInt8](hex: parts[3]), key.count == Self.keyByteCount
        else { throw .malformed }
        self.log2N = log2N
        self.salt = salt
        self.key = key
    }

    /// The hash as configuration files have it.
    public var text: String { "scrypt:ln=\(log2N),r=8,p=1:\(salt.hex):\(key.hex)" }

    /// Whether `password` is the one that was hashed; takes as long for a wrong one.
    func matches(_ password: [UInt8]) -> Bool {
        guard let other = try? Self.key(of: password, salt, log2N) else { return false }
        return zip(key, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func key(
        of password: [UInt8],
        _ salt: [UInt8],
        _ log2N: Int
    ) throws(PasswordHashError) -> [UInt8] {
        let key = try? KDF.Scrypt.deriveKey(
            from: password,
            salt: salt,
            outputByteCount: keyByteCount,
            rounds: 1 << log2N,
            blockSize: blockSize,
            parallelism: 1
        )
        guard let key else { throw .failed }
        return unsafe key.withUnsafeBytes { unsafe Array($0) }
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    public var description: String { "hash of a password" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// Why there is no hash.
public enum PasswordHashError: Error, Hashable, Sendable {
    /// A text that is none, or asks for too much memory.
    case malformed
    /// The hash could not be computed.
    case failed
}
