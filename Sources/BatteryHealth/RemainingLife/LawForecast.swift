import RealModule

/// An end that one law tells from one life alone, and how sure it is.
///
/// A law is fitted to all of the life, then to the life without each of its parts in turn: where the
/// ends that these tell are far apart, little is known (the jackknife: Efron and Stein, "The
/// Jackknife Estimate of Variance", 1981). Parts that follow each other make it see errors that last,
/// and that the last part bends. What a law cannot see, a bend to come, grows with how far it goes
/// beyond what was seen; how fast was measured on cells whose ends are known.
struct LawForecast {
    /// The use at the end, with its interval of 90 %.
    let end: Estimate
    /// The end as the times of the use that was seen.
    let reach: Double

    /// A law that can be asked.
    struct Law {
        /// The use at which a life reaches the limit.
        let end: (Trajectory) -> Double?
        /// How much sooner and later the end may come, as parts of the logarithm of the reach, in
        /// nine cases of ten.
        let error: (sooner: Double, later: Double)
    }

    /// Asks a law; `nil` if it does not fit, or not without one of the parts.
    ///
    /// - Parameters:
    ///   - law: The law.
    ///   - history: What it is fitted to.
    ///   - span: The uses that were seen, also those that it is not fitted to.
    init?(_ law: Law, _ history: Trajectory, seen span: ClosedRange<Double>) {
        let width = span.upperBound - span.lowerBound
        guard width > 0 else { return nil }
        func reach(_ history: Trajectory) -> Double? {
            law.end(history).map { ($0 - span.lowerBound) / width }
        }
        // A law that ends before what was seen has not understood it.
        guard let whole = reach(history), whole.isFinite, whole >= 1 else { return nil }
        let count = min(Self.mostParts, history.uses.count)
        let without = (0..<count).compactMap { part in
            history.without(part: part, of: count).flatMap(reach)
        }
        guard without.count == count else { return nil }
        let deviation =
            without.map { .log(max($0, Self.leastReach)) }.deviation
            * Double(count - 1).squareRoot()
        func factor(_ error: Double) -> Double {
            let (noise, bend) = (Self.halfWidth(count) * deviation, error * .log(whole))
            return .exp((noise * noise + bend * bend).squareRoot())
        }
        let (least, most) = (whole / factor(law.error.sooner), whole * factor(law.error.later))
        guard most.isFinite else { return nil }
        self.reach = whole
        end = Estimate(
            value: span.lowerBound + width * whole,
            lower: span.lowerBound + width * max(1, least),
            upper: span.lowerBound + width * most
        )
    }

    private static let mostParts = 8
    private static let leastReach = 1e-3

    /// Nine cases of ten of Student's distribution with as many degrees of freedom as parts but one.
    private static func halfWidth(_ parts: Int) -> Double {
        switch parts {
        case ..<7: 2.015
        case 7: 1.943
        default: 1.895
        }
    }
}

extension Trajectory {
    /// The life without one of so many parts of equal length.
    fileprivate func without(part: Int, of count: Int) -> Trajectory? {
        let start = uses.count * part / count
        let end = uses.count * (part + 1) / count
        return Trajectory(
            uses: Array(uses[..<start] + uses[end...]),
            capacities: Array(capacities[..<start] + capacities[end...])
        )
    }
}
