/// Whether the newest charges are on one side of what is known of a capacity.
///
/// A cumulated sum (Page, "Continuous inspection schemes", Biometrika 41, 1954): each charge more
/// than a deviation away on this side adds to it, at most 3, and every other takes from it. Charges
/// that are wrong now and then do not add up; five in a row that are far away do, as do many that
/// are a little off.
struct CapacityDrift: Sendable {
    /// A charge since the sum was last 0.
    struct Charge: Sendable {
        let observation: CapacityObservation
        /// Whether it was too far away to count.
        let isOutlier: Bool
    }

    /// The charges that make up the sum, the newest last.
    private(set) var run: [Charge] = []
    private var sum = 0.0

    private static let allowance = 1.0
    private static let mostDistance = 4.0
    private static let leastForDoubt = 4.0
    private static let leastForChange = 13.0
    private static let longestRun = 32

    /// Takes the next charge; distances in deviations are above 0 on this side.
    mutating func add(_ charge: Charge, at distance: Double) {
        sum = max(0, sum + min(distance, Self.mostDistance) - Self.allowance)
        guard sum > 0 else {
            run = []
            return
        }
        run.append(charge)
        if run.count > Self.longestRun { run.removeFirst() }
    }

    /// Whether the capacity may be another.
    var isDoubt: Bool { sum > Self.leastForDoubt && run.count > 1 }

    /// Whether the capacity is another, if the charges agree on it.
    var isChange: Bool { sum > Self.leastForChange }
}
