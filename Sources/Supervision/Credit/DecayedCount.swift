/// A count of which half is forgotten in every half-life.
///
/// Integers only, so that everyone arrives at the same: a fixed-point number of 20 fractional bits,
/// multiplied by 2^(-days / half-life) to 1/256 of a half-life.
struct DecayedCount: Sendable, Hashable {
    /// One, as a fixed-point number.
    static let one: UInt64 = 1 << 20

    /// The most that is counted: a billion, so that products with weights and penalties fit.
    private static let most = one << 30

    private var value: UInt64 = 0
    private var day = 0

    /// The count on `day`, in units of 1 / ``one``.
    func value(on day: Int, halfLife: UInt32) -> UInt64 {
        Self.decay(value, days: max(0, day - self.day), halfLife: Int(halfLife))
    }

    /// Counts one more.
    mutating func addOne(on day: Int, halfLife: UInt32) {
        let now = value(on: day, halfLife: halfLife)
        value = now + min(Self.one, Self.most - min(now, Self.most))
        self.day = max(day, self.day)
    }

    /// Takes away `amount`, in units of 1 / ``one``, or as much as there is.
    mutating func takeAway(_ amount: UInt64, on day: Int, halfLife: UInt32) {
        let now = value(on: day, halfLife: halfLife)
        value = now - min(now, amount)
        self.day = max(day, self.day)
    }

    /// `value` × 2^(-days / halfLife).
    static func decay(_ value: UInt64, days: Int, halfLife: Int) -> UInt64 {
        guard days > 0, value > 0 else { return value }
        let halvings = days / halfLife
        guard halvings < 64 else { return 0 }
        var result = value >> UInt64(halvings)
        let fraction = (days % halfLife) * 256 / halfLife
        for (bit, factor) in factors.enumerated() where fraction & (128 >> bit) != 0 {
            let product = result.multipliedFullWidth(by: factor)
            result = product.high << 32 | product.low >> 32
        }
        return result
    }

    // 2^(-1/2), 2^(-1/4) and so on to 2^(-1/256), as fractions of 2^32, rounded down.
    private static let factors: [UInt64] = [
        3_037_000_499, 3_611_622_602, 3_938_502_375, 4_112_874_773, 4_202_935_003, 4_248_701_964,
        4_271_771_996, 4_283_353_945,
    ]
}
