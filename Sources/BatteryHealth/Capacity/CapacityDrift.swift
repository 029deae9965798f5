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
        /// What it adds to the sum.
        fileprivate var gain = 0.0

        init(_ observation: CapacityObservation, isOutlier: Bool) {
            self.observation = observation
            self.isOutlier = isOutlier
        }
    }

    /// The charges that make up the sum, the newest last.
    private(set) var run: [Charge] = []
    private var sum = 0.0

    private static let allowance = 1.0
    private static let mostDistance = 4.0
    private static let leastForDoubt = 4.0
    private static let leastForChange = 13.0
    /// So that a doubt ends with sixteen usual charges, however long it has lasted.
    private static let mostSum = 20.0
    private static let longestRun = 32

    /// Takes the next charge; distances in deviations are above 0 on this side.
    mutating func add(_ charge: Charge, at distance: Double) {
        var charge = charge
        charge.gain = min(distance, Self.mostDistance) - Self.allowance
        sum = min(sum + charge.gain, Self.mostSum)
        guard sum > 0 else {
            self = CapacityDrift()
            return
        }
        run.append(charge)
        if run.count > Self.longestRun { run.removeFirst() }
    }

    /// Whether the capacity may be another.
    var isDoubt: Bool { sum > Self.leastForDoubt }

    /// The newest charges that are enough for another capacity, if they agree; the most of them first,
    /// as some may be from before it changed.
    var changes: some Sequence<ArraySlice<Charge>> {
        let runs = sum > Self.leastForChange ? run.indices.map { run[$0...] } : []
        return runs.lazy.filter { charges in
            charges.reduce(0) { $0 + $1.gain } > Self.leastForChange
        }
    }
}
