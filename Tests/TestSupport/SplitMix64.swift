import Foundation

/// A small generator of random numbers, so that a failing run can be repeated from its seed.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// So many random bytes.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }

    /// A number that is normally distributed about 0 with a deviation of 1, by Box and Muller.
    package mutating func normal() -> Double {
        let length = (-2 * log(1 - Double.random(in: 0..<1, using: &self))).squareRoot()
        return length * cos(2 * .pi * Double.random(in: 0..<1, using: &self))
    }
}
