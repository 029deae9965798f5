import Crypto
import MerkleLog
import Vocabulary

/// The definitions of RFC 9162 §2.1, written down as they stand, to compare with.
///
/// Slow, and shares nothing with the target but the digest type.
struct ReferenceTree {
    let leafHashes: [Vocabulary.Digest]

    /// MTH(D_n) for the leaves of a range.
    func root(_ range: Range<Int>) -> Vocabulary.Digest {
        switch range.count {
        case 0: return sha256([])
        case 1: return leafHashes[range.lowerBound]
        default:
            let middle = split(range)
            let left = root(range.lowerBound..<middle)
            let right = root(middle..<range.upperBound)
            return sha256([1] + left.bytes + right.bytes)
        }
    }

    /// PATH(m, D_n).
    func inclusionPath(_ index: Int, in range: Range<Int>) -> [Vocabulary.Digest] {
        guard range.count > 1 else { return [] }
        let middle = split(range)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        return left.contains(index)
            ? inclusionPath(index, in: left) + [root(right)]
            : inclusionPath(index, in: right) + [root(left)]
    }

    /// SUBPROOF(m, D_n, b), where `old` is the end of the older tree.
    func consistencyPath(
        _ old: Int,
        in range: Range<Int>,
        isOldRoot: Bool = true
    ) -> [Vocabulary.Digest] {
        guard old != range.upperBound else { return isOldRoot ? [] : [root(range)] }
        let middle = split(range)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        return old <= middle
            ? consistencyPath(old, in: left, isOldRoot: isOldRoot) + [root(right)]
            : consistencyPath(old, in: right, isOldRoot: false) + [root(left)]
    }

    private func split(_ range: Range<Int>) -> Int {
        var power = 1
        while power * 2 < range.count { power *= 2 }
        return range.lowerBound + power
    }
}

/// The SHA-256 of some bytes.
func sha256(_ bytes: [UInt8]) -> Vocabulary.Digest {
    guard let digest = Vocabulary.Digest(Array(SHA256.hash(data: bytes))) else {
        preconditionFailure("SHA-256 gives 32 bytes")
    }
    return digest
}
