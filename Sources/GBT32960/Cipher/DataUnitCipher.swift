/// Encrypts and decrypts the data units of one sender.
///
/// This target knows the frame only; ciphers live where the keys do. The standard does not say how
/// AES is used: mode, padding and initialization vector are settled between the parties.
public protocol DataUnitCipher: Sendable {
    /// What the cipher is for.
    var encryption: UnitEncryption { get }
    /// What fills up the last block.
    var padding: CipherPadding { get }

    /// The unit that `bytes` are the encryption of, without its padding, unless that is zeros.
    ///
    /// - Throws: ``CipherError`` when they cannot be.
    func decrypt(_ bytes: [UInt8]) throws(CipherError) -> [UInt8]

    /// The encryption of `unit`.
    ///
    /// - Throws: ``CipherError`` when there can be none.
    func encrypt(_ unit: [UInt8]) throws(CipherError) -> [UInt8]
}

/// How the blocks of a unit depend on each other.
public enum CipherMode: Hashable, Sendable {
    /// Each block alone.
    case ecb
    /// Each block on the one before it, the first on 16 bytes settled between the parties.
    case cbc(initializationVector: [UInt8])
}

/// Why a unit cannot be encrypted or decrypted.
public enum CipherError: Error, Hashable, Sendable {
    /// An algorithm that is recognised but not supported: RSA, SM2, SM4.
    case unsupported(UnitEncryption)
    /// The frame says that its encryption is abnormal or invalid, or its byte is reserved.
    case undefined(UnitEncryption)
    /// The cipher is for another algorithm than the frame's.
    case wrongCipher(frame: UnitEncryption, cipher: UnitEncryption)
    /// Not a whole number of blocks.
    case length(Int)
    /// The padding is not what it should be: perhaps the key is wrong.
    case padding
    /// A key of the wrong length, in bytes.
    case keyLength(Int)
    /// An initialization vector of the wrong length, in bytes.
    case vectorLength(Int)
}

extension CipherError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupported(let encryption):
            "\(encryption.name) is not supported"
        case .undefined(let encryption):
            "encryption \(encryption.rawValue) (\(encryption.name)) is none"
        case .wrongCipher(let frame, let cipher):
            "the frame is encrypted with \(frame.name), the cipher is for \(cipher.name)"
        case .length(let count):
            "\(count) bytes are no whole number of 16-byte blocks"
        case .padding:
            "the padding is wrong: perhaps the key is"
        case .keyLength(let count):
            "a key of \(count) bytes, expected 16"
        case .vectorLength(let count):
            "an initialization vector of \(count) bytes, expected 16"
        }
    }
}
