import FoundationEssentials

import struct Crypto.SymmetricKey

/// What a person types to open a key file: 1 to 1,024 bytes of UTF-8, as typed.
///
/// Texts that look alike but are spelled differently are different passphrases.
public struct Passphrase: Sendable {
    let bytes: SymmetricKey

    private static let maximumByteCount = 1_024

    /// Takes a passphrase.
    ///
    /// - Throws: ``VaultError/form(_:_:)`` when it is empty or too long.
    public init(_ text: String) throws(VaultError) {
        guard (1...Self.maximumByteCount).contains(text.utf8.count) else {
            throw .form(
                .passphrase,
                .field("passphrase", expected: "1 to \(Self.maximumByteCount) bytes")
            )
        }
        bytes = SymmetricKey(data: Array(text.utf8))
    }
}

extension Passphrase: Confidential {
    public var description: String { "a passphrase" }
}
