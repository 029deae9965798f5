import Crypto
import CryptoExtras
import FoundationEssentials
public import GBT32960

/// AES-128 for data units, in the mode and with the padding that the parties have settled.
///
/// It hides; it does not authenticate: whoever can alter a frame can alter its unit.
public struct AES128UnitCipher: DataUnitCipher {
    public let encryption = UnitEncryption.aes128
    public let padding: CipherPadding

    private let key: SymmetricKey
    private let mode: CipherMode

    private static let blockLength = 16

    /// Creates a cipher.
    ///
    /// - Parameters:
    ///   - key: 16 bytes.
    ///   - mode: How blocks depend on each other.
    ///   - padding: What fills up the last block.
    /// - Throws: ``CipherError/keyLength(_:)`` or ``CipherError/vectorLength(_:)``.
    public init(
        key: [UInt8],
        mode: CipherMode,
        padding: CipherPadding
    ) throws(CipherError) {
        guard key.count == Self.blockLength else { throw .keyLength(key.count) }
        if case .cbc(let vector) = mode, vector.count != Self.blockLength {
            throw .vectorLength(vector.count)
        }
        self.key = SymmetricKey(data: key)
        self.mode = mode
        self.padding = padding
    }

    public func decrypt(_ bytes: [UInt8]) throws(CipherError) -> [UInt8] {
        guard bytes.count.isMultiple(of: Self.blockLength) else { throw .length(bytes.count) }
        return try padding.unpadded(transformed(bytes, isEncryption: false))
    }

    public func encrypt(_ unit: [UInt8]) throws(CipherError) -> [UInt8] {
        try transformed(padding.padded(unit), isEncryption: true)
    }

    // Lengths are checked before, so that the library has nothing to refuse.
    private func transformed(
        _ bytes: [UInt8],
        isEncryption: Bool
    ) throws(CipherError) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        do {
            switch mode {
            case .ecb:
                return try blocks(of: bytes, isEncryption: isEncryption)
            case .cbc(let vector):
                let iv = try AES._CBC.IV(ivBytes: vector)
                return isEncryption
                    ? [UInt8](try AES._CBC.encrypt(bytes, using: key, iv: iv, noPadding: true))
                    : [UInt8](try AES._CBC.decrypt(bytes, using: key, iv: iv, noPadding: true))
            }
        } catch {
            throw .length(bytes.count)
        }
    }

    private func blocks(of bytes: [UInt8], isEncryption: Bool) throws -> [UInt8] {
        var bytes = bytes
        for start in stride(from: 0, to: bytes.count, by: Self.blockLength) {
            var block = Array(bytes[start..<start + Self.blockLength])
            if isEncryption {
                try AES.permute(&block, key: key)
            } else {
                try AES.inversePermute(&block, key: key)
            }
            bytes.replaceSubrange(start..<start + Self.blockLength, with: block)
        }
        return bytes
    }
}
