/// How a cell's capacity went over its use.
public struct Trajectory: Hashable, Sendable {
    /// Use that rises: cycles, equivalent full cycles or months.
    public let uses: [Double]
    /// The capacities then, as parts of the rated one.
    public let capacities: [Double]

    /// Creates a trajectory; `nil` unless it has a capacity for each use, all are numbers, and uses
    /// rise from 0 or more.
    public init?(uses: [Double], capacities: [Double]) {
        guard uses.count == capacities.count, let first = uses.first, first >= 0,
            zip(uses, uses.dropFirst()).allSatisfy({ $0 < $1 }),
            uses.allSatisfy(\.isFinite), capacities.allSatisfy(\.isFinite)
        else { return nil }
        self.uses = uses
        self.capacities = capacities
    }

    /// What was known after a use.
    public func prefix(through use: Double) -> Trajectory? {
        let count = uses.prefix { $0 <= use }.count
        return count > 0
            ? Trajectory(uses: Array(uses[..<count]), capacities: Array(capacities[..<count])) : nil
    }

    /// The use at which the capacity first stays below a limit; `nil` if it does not.
    ///
    /// One measurement may be off: two in a row must be below.
    public func end(below limit: Double) -> Double? {
        for index in capacities.indices where capacities[index] < limit {
            guard index + 1 < capacities.count else { return uses[index] }
            guard capacities[index + 1] < limit else { continue }
            guard index > 0, case let drop = capacities[index - 1] - capacities[index], drop > 0
            else { return uses[index] }
            let part = (capacities[index - 1] - limit) / drop
            return uses[index - 1] + part * (uses[index] - uses[index - 1])
        }
        return nil
    }

    /// The capacity at a use; beyond the ends, that of the end.
    func capacity(at use: Double) -> Double {
        Interpolation.value(at: use, uses, capacities)
    }
}
