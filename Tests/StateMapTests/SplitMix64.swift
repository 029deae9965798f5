import StateMap
import Vocabulary

/// A small random generator, reproducible from its seed.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

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
