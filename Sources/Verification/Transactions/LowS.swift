public import FoundationEssentials
import Vocabulary

/// The lower half of the range of `s` in a P-256 signature.
///
/// With `(r, s)` also `(r, n − s)` verifies: taking the lower of the two only leaves a signature one
/// form. swift-crypto makes and accepts both.
public enum LowS {
    /// The order of P-256 (FIPS 186-4, D.1.2.3).
    private static let order = Digest(
        0xFFFF_FFFF_0000_0000,
        0xFFFF_FFFF_FFFF_FFFF,
        0xBCE6_FAAD_A717_9E84,
        0xF3B9_CAC2_FC63_2551
    )
    /// Half of it, rounded down.
    private static let halfOrder = Digest(
        0x7FFF_FFFF_8000_0000,
        0x7FFF_FFFF_FFFF_FFFF,
        0xDE73_7D56_D38B_CF42,
        0x79DC_E561_7E31_92A8
    )

    /// Whether `signature` is 64 bytes with `1 ≤ s ≤ n/2`.
    public static func isLow(_ signature: Data) -> Bool {
        guard let s = s(of: signature) else { return false }
        return s != .zero && s <= halfOrder
    }

    /// The same signature with the lower `s`; `nil` unless it is 64 bytes with `s < n`.
    public static func lowered(_ signature: Data) -> Data? {
        guard let s = s(of: signature), s < order else { return nil }
        guard s > halfOrder else { return signature }
        return Data(signature.prefix(Digest.byteCount)) + Data((order - s).bytes)
    }

    /// The second half of a signature, a number of 256 bits.
    private static func s(of signature: Data) -> Digest? {
        guard signature.count == 2 * Digest.byteCount else { return nil }
        return unsafe signature.withUnsafeBytes { bytes in
            unsafe Digest(reading: UnsafeRawBufferPointer(rebasing: bytes[Digest.byteCount...]))
        }
    }
}

extension Digest {
    /// The difference of a larger and a smaller number of 256 bits.
    fileprivate static func - (lhs: Digest, rhs: Digest) -> Digest {
        func difference(_ lhs: UInt64, _ rhs: UInt64, _ borrow: inout Bool) -> UInt64 {
            let (partial, first) = lhs.subtractingReportingOverflow(rhs)
            let (rest, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
            borrow = first || second
            return rest
        }
        var borrow = false
        let word3 = difference(lhs.words.3, rhs.words.3, &borrow)
        let word2 = difference(lhs.words.2, rhs.words.2, &borrow)
        let word1 = difference(lhs.words.1, rhs.words.1, &borrow)
        let word0 = difference(lhs.words.0, rhs.words.0, &borrow)
        return Digest(word0, word1, word2, word3)
    }
}
