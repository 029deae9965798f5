/// Comparisons of amounts in basis points, exact in integers.
enum Conservation {
    /// Whether `amount` differs from `reference` by more than `tolerance` basis points of it.
    static func differs(
        _ amount: UInt64,
        from reference: UInt64,
        byMoreThan tolerance: UInt32
    ) -> Bool {
        let difference = amount > reference ? amount - reference : reference - amount
        return difference.multipliedFullWidth(by: 10_000)
            > reference.multipliedFullWidth(by: UInt64(tolerance))
    }

    /// Whether (largest - smallest) / mean of `values` is above `limit` basis points.
    ///
    /// - Precondition: each value is below 2^48 and there are at most 2^10.
    static func spread(of values: [UInt64], exceeds limit: UInt32) -> Bool {
        guard let smallest = values.min(), let largest = values.max() else { return false }
        let sum = values.reduce(0, +)
        // (largest - smallest) / (sum / n) > limit / 10,000
        return ((largest - smallest) * UInt64(values.count)).multipliedFullWidth(by: 10_000)
            > sum.multipliedFullWidth(by: UInt64(limit))
    }
}
