import CryptoExtras
import FoundationEssentials

package import struct Crypto.SymmetricKey

/// The cost of turning a passphrase into a key by scrypt (RFC 7914).
package struct ScryptCost: Hashable, Sendable, CustomStringConvertible {
    /// The binary logarithm of N: how many blocks of memory, each of `128 * blockSize` bytes.
    package let log2N: Int
    package let blockSize: Int
    package let parallelism: Int

    /// 128 MiB, and about half a second.
    package static let standard = ScryptCost(log2N: 17, blockSize: 8, parallelism: 1)

    package init(log2N: Int, blockSize: Int, parallelism: Int) {
        self.log2N = log2N
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// Whether a file may ask for this: at most 256 MiB and eight times the standard time.
    ///
    /// A file is not trusted before it has been opened: it could ask for any amount of memory.
    package var isAcceptable: Bool {
        (10...18).contains(log2N) && blockSize == 8 && (1...4).contains(parallelism)
    }

    /// As a key file has it.
    package var description: String { "ln=\(log2N) r=\(blockSize) p=\(parallelism)" }

    /// The key that a passphrase and a salt give.
    package func key(
        from passphrase: Passphrase,
        salt: [UInt8],
        byteCount: Int = 32
    ) throws(VaultError) -> SymmetricKey {
        var text = unsafe passphrase.bytes.withUnsafeBytes { unsafe Array($0) }
        defer { wipe(&text) }
        return try VaultError.catchingCryptography {
            try KDF.Scrypt.deriveKey(
                from: text,
                salt: salt,
                outputByteCount: byteCount,
                rounds: 1 << log2N,
                blockSize: blockSize,
                parallelism: parallelism
            )
        }
    }
}
