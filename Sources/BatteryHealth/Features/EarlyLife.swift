import RealModule

/// What the discharge curves of a cell's first cycles foretell of its life.
///
/// The capacity hardly falls in the first hundred cycles, but the curve Q(V) changes where it is
/// steep; the variance of that change is the best single sign (Severson and others, "Data-driven
/// prediction of battery cycle life before capacity degradation", Nature Energy 4, 2019).
public enum EarlyLife {
    /// The cycles whose curves are compared.
    public static let cycles = (early: 10, late: 100)

    /// What tells the life: of the change from cycle 10 to 100 the logarithms of variance, least value,
    /// mean and skewness; the charge of cycle 2, and how it changed.
    ///
    /// - Parameter curves: By cycle, the charge given at voltages that fall in equal steps, in
    ///   ampere-hours.
    /// - Returns: `nil` without the curves of cycles 2, 10 and 100, or if they did not change.
    public static func features(of curves: [Int: [Double]]) -> [Double]? {
        guard let early = curves[cycles.early], let late = curves[cycles.late],
            let first = curves[2]?.last, let last = late.last, early.count == late.count
        else { return nil }
        let change = zip(late, early).map { $0 - $1 }
        let (mean, deviation) = (change.mean, change.deviation)
        guard let least = change.min(), deviation > 0, least < 0 else { return nil }
        let third = change.reduce(0) { $0 + pow(($1 - mean) / deviation, 3) }
        let skewness = abs(third / Double(change.count))
        return [
            .log10(deviation * deviation), .log10(-least), .log10(max(abs(mean), 1e-6)),
            .log10(max(skewness, 1e-3)), first, last - first,
        ]
    }

    private static func pow(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}
