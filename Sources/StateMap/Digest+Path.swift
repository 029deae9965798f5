import Vocabulary

/// A digest read as a way down a binary tree, most significant bit first.
extension Digest {
    /// The number of bits in a path, and so the greatest depth of a leaf.
    static let bitCount = 8 * byteCount

    /// Whether the path turns right at `depth`.
    ///
    /// - Precondition: `depth` is within `0 ..< 256`.
    func turnsRight(at depth: Int) -> Bool {
        let word =
            switch depth >> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word >> (63 - UInt64(depth & 63)) & 1 == 1
    }

    /// The number of leading bits that two paths share, within `0 ... 256`.
    func sharedBits(with other: Digest) -> Int {
        let differences = (
            words.0 ^ other.words.0, words.1 ^ other.words.1,
            words.2 ^ other.words.2, words.3 ^ other.words.3
        )
        if differences.0 != 0 { return differences.0.leadingZeroBitCount }
        if differences.1 != 0 { return 64 + differences.1.leadingZeroBitCount }
        if differences.2 != 0 { return 128 + differences.2.leadingZeroBitCount }
        return 192 + differences.3.leadingZeroBitCount
    }
}
