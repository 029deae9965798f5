/// What fills up the last block of a unit before it is encrypted.
public enum CipherPadding: Hashable, Sendable, CaseIterable {
    /// As many bytes as are missing, 1...16, each of that value.
    case pkcs7
    /// Zeros, 0...15 of them. Where a unit ends, only its content can tell.
    case zero
    /// Nothing: units are whole blocks.
    case none

    static let blockLength = 16

    /// The unit with its padding.
    ///
    /// - Throws: ``CipherError/length(_:)`` without padding, when the unit is not whole blocks.
    public func padded(_ unit: [UInt8]) throws(CipherError) -> [UInt8] {
        let missing = Self.blockLength - unit.count % Self.blockLength
        switch self {
        case .pkcs7:
            return unit + [UInt8](repeating: UInt8(missing), count: missing)
        case .zero:
            return unit + [UInt8](repeating: 0, count: missing % Self.blockLength)
        case .none:
            guard missing == Self.blockLength else { throw .length(unit.count) }
            return unit
        }
    }

    /// The unit without its padding; zeros stay.
    ///
    /// - Throws: ``CipherError/padding`` when it is not what it should be.
    public func unpadded(_ bytes: [UInt8]) throws(CipherError) -> [UInt8] {
        guard self == .pkcs7 else { return bytes }
        guard let last = bytes.last, (1...Self.blockLength).contains(Int(last)),
            bytes.count >= Int(last), bytes.suffix(Int(last)).allSatisfy({ $0 == last })
        else { throw .padding }
        return Array(bytes.dropLast(Int(last)))
    }
}
