import TestSupport
import Vocabulary

extension SplitMix64 {
    mutating func digest() -> Digest {
        Digest(next(), next(), next(), next())
    }

    /// A path that shares many bits with others: random only from some bit on, or only in its tail.
    ///
    /// Paths come from so small a set that changes often meet a key that is there.
    mutating func crowdedPath() -> Digest {
        let low = next() & 0b11
        let high = next() & 0b111
        return switch next() % 4 {
        case 0: Digest(high << 61, 0, 0, low)
        case 1: Digest(0, low << 62, 0, 0)
        case 2: Digest(.max, .max, .max, .max << 2 | low)
        default: Digest(high << 61, low, 0, high << 30)
        }
    }
}
