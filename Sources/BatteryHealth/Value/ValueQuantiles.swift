/// A value that is not known for certain: what it stays below in so many cases of a hundred.
public struct ValueQuantiles: Hashable, Sendable, Codable {
    public let p5: Double
    public let p25: Double
    public let p50: Double
    public let p75: Double
    public let p95: Double

    /// Creates the quantiles of a value that rises with what is uncertain.
    ///
    /// - Parameter value: The value where what is uncertain is so many standard deviations from its
    ///   middle.
    init(_ value: (_ deviations: Double) -> Double) {
        p5 = value(-1.645)
        p25 = value(-0.6745)
        p50 = value(0)
        p75 = value(0.6745)
        p95 = value(1.645)
    }

    var isFinite: Bool { [p5, p25, p50, p75, p95].allSatisfy(\.isFinite) }
}

extension Estimate {
    /// The value at so many standard deviations from the middle.
    ///
    /// Below and above the middle errors are normal, each with the deviation that its side of the
    /// interval of 90 % has.
    func value(deviations: Double) -> Double {
        value + deviations * (deviations < 0 ? value - lower : upper - value) / 1.645
    }
}
