extension ReceivedFrame {
    /// Decrypts and decodes the unit.
    ///
    /// The header and the check stay those of the bytes received.
    ///
    /// - Parameters:
    ///   - cipher: The sender's cipher.
    ///   - schema: How the fleet builds its user-defined bodies.
    /// - Returns: The frame with its unit in plain; one that is not encrypted as it is.
    /// - Throws: ``CipherError``.
    public func decrypted(
        by cipher: some DataUnitCipher,
        schema: UserBodySchema = .standard
    ) throws(CipherError) -> ReceivedFrame {
        guard case .sealed(let bytes) = frame.unit.content else { return self }
        try header.encryption.check(against: cipher)
        let unit = try cipher.decrypt(bytes)
        var plain = header
        plain.encryption = .none
        let decoded = Self.decode(unit, header: plain, schema: schema)
        var frame = Frame(plain, unit: decoded.unit)
        if cipher.padding == .zero { frame.unit.dropZeros() }
        return ReceivedFrame(
            frame: frame,
            header: header,
            check: check,
            signedBytes: decoded.signedByteCount.map { Array(unit[..<$0]) }
        )
    }
}

extension Frame {
    /// The frame with its unit encrypted; encrypt first, then compute the check.
    ///
    /// - Throws: ``SealingError``.
    public func sealed(by cipher: some DataUnitCipher) throws(SealingError) -> Frame {
        let plain: [UInt8]
        do throws(EncodingError) {
            plain = try unit.encoded(in: edition)
        } catch {
            throw .encoding(error)
        }
        do throws(CipherError) {
            try cipher.encryption.check(against: cipher)
            var frame = self
            frame.encryption = cipher.encryption
            frame.unit = DataUnit(.sealed(try cipher.encrypt(plain)))
            return frame
        } catch {
            throw .cipher(error)
        }
    }
}

/// Why a frame cannot be encrypted.
public enum SealingError: Error, Hashable, Sendable {
    /// The edition cannot express the unit.
    case encoding(EncodingError)
    case cipher(CipherError)
}

extension UnitEncryption {
    fileprivate func check(against cipher: some DataUnitCipher) throws(CipherError) {
        switch self {
        case .rsa, .sm2, .sm4: throw .unsupported(self)
        case .aes128: break
        default: throw .undefined(self)
        }
        guard self == cipher.encryption else {
            throw .wrongCipher(frame: self, cipher: cipher.encryption)
        }
    }
}

extension DataUnit {
    /// Drops what is left undecoded if it can only be the zeros that fill up a block.
    fileprivate mutating func dropZeros() {
        guard let bytes = remainder?.bytes, bytes.count < CipherPadding.blockLength,
            bytes.allSatisfy({ $0 == 0 })
        else { return }
        remainder = nil
    }
}
