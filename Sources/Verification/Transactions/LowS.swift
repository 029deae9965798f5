public import FoundationEssentials

/// The lower half of the range of `s` in a P-256 signature.
///
/// With `(r, s)` also `(r, n − s)` verifies: taking the lower of the two only leaves a signature one
/// form. swift-crypto makes and accepts both.
public enum LowS {
    /// Whether `signature` is 64 bytes with `1 ≤ s ≤ n/2`.
    public static func isLow(_ signature: Data) -> Bool {
        guard let s = Scalar(signature) else { return false }
        return s != Scalar.zero && s <= Scalar.halfOrder
    }

    /// The same signature with the lower `s`; `nil` unless it is 64 bytes with `s < n`.
    public static func lowered(_ signature: Data) -> Data? {
        guard let s = Scalar(signature), s < Scalar.order else { return nil }
        guard s > Scalar.halfOrder else { return signature }
        return Data(signature.prefix(32)) + Data((Scalar.order - s).bytes)
    }
}

/// 256 bits, most significant word first.
private struct Scalar: Comparable {
    let words: [UInt64]

    static let zero = Scalar(words: [0, 0, 0, 0])
    /// The order of P-256 (FIPS 186-4, D.1.2.3).
    static let order = Scalar(
        words: [
            0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFF,
            0xBCE6_FAAD_A717_9E84, 0xF3B9_CAC2_FC63_2551,
        ]
    )
    /// Half of it, rounded down.
    static let halfOrder = Scalar(
        words: [
            0x7FFF_FFFF_8000_0000, 0x7FFF_FFFF_FFFF_FFFF,
            0xDE73_7D56_D38B_CF42, 0x79DC_E561_7E31_92A8,
        ]
    )

    init(words: [UInt64]) {
        self.words = words
    }

    /// The second half of a signature.
    init?(_ signature: Data) {
        guard signature.count == 64 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (index, byte) in signature.suffix(32).enumerated() {
            words[index >> 3] = words[index >> 3] << 8 | UInt64(byte)
        }
        self.words = words
    }

    var bytes: [UInt8] {
        words.flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
    }

    static func < (lhs: Scalar, rhs: Scalar) -> Bool {
        lhs.words.lexicographicallyPrecedes(rhs.words)
    }

    /// The difference of a larger and a smaller number.
    static func - (lhs: Scalar, rhs: Scalar) -> Scalar {
        var words = lhs.words
        var borrow: UInt64 = 0
        for index in words.indices.reversed() {
            let (partial, first) = words[index].subtractingReportingOverflow(rhs.words[index])
            let (rest, second) = partial.subtractingReportingOverflow(borrow)
            words[index] = rest
            borrow = first || second ? 1 : 0
        }
        return Scalar(words: words)
    }
}
