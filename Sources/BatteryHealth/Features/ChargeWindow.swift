/// Between which two voltages a charge is looked at, and what is seen there.
///
/// The charge that goes in between two fixed voltages shrinks with the capacity; how it is spread
/// over them, the incremental capacity, tells why.
public struct ChargeWindow: Hashable, Sendable, Codable {
    /// Where it begins, in volts.
    public let lower: Double
    /// Where it ends, in volts.
    public let upper: Double
    /// In how many equal steps of voltage it is looked at.
    public let stepCount: Int

    /// Creates a window; `nil` unless it goes up in at least two steps.
    public init?(from lower: Double, to upper: Double, stepCount: Int = 10) {
        guard lower.isFinite, upper.isFinite, lower < upper, (2...100).contains(stepCount) else {
            return nil
        }
        self.lower = lower
        self.upper = upper
        self.stepCount = stepCount
    }

    /// What a charge says: all of it, its steps, and the height and place of its steepest.
    ///
    /// Charges are parts of the rated capacity.
    ///
    /// - Returns: `nil` if the charge does not cover the window.
    public func features(of curve: ChargeCurve, ratedCapacity: Double) -> [Double]? {
        guard ratedCapacity > 0, let charges = charges(of: curve) else { return nil }
        let parts = charges.map { $0 / ratedCapacity }
        let steps = zip(parts, parts.dropFirst()).map { $1 - $0 }
        guard let first = parts.first, let last = parts.last,
            let highest = steps.indices.max(by: { steps[$0] < steps[$1] })
        else { return nil }
        let width = (upper - lower) / Double(stepCount)
        let peak = steps[highest] / width
        return [last - first] + steps + [peak, lower + (Double(highest) + 0.5) * width]
    }

    /// What had gone in at each step's beginning, and at the end.
    private func charges(of curve: ChargeCurve) -> [Double]? {
        var charges: [Double] = []
        for step in 0...stepCount {
            let voltage = lower + (upper - lower) * Double(step) / Double(stepCount)
            guard let charge = curve.charge(at: voltage) else { return nil }
            charges.append(charge)
        }
        return charges
    }
}
