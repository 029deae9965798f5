/// Where capacity begins to fall much faster.
public struct Knee: Hashable, Sendable, Codable {
    /// The use at which it bends.
    public let use: Double
    /// How much faster it falls after it.
    public let slopeRatio: Double

    /// From this ratio on a bend is a knee.
    public static let leastSlopeRatio = 2.0

    /// Finds the bend of the two straight lines that fit a trajectory best.
    ///
    /// - Returns: `nil` if the trajectory is too short, does not fall, or does not bend so much.
    public init?(of trajectory: Trajectory) {
        let (uses, capacities) = (trajectory.uses, trajectory.capacities)
        guard uses.count >= Self.leastCount else { return nil }
        let margin = uses.count / 5
        let bends = (margin..<uses.count - margin).map { split in
            let before = Line(uses[...split], capacities[...split])
            let after = Line(uses[split...], capacities[split...])
            return (split: split, before: before, after: after)
        }
        guard
            let best = bends.min(by: {
                $0.before.error + $0.after.error < $1.before.error + $1.after.error
            }),
            best.after.slope < 0
        else { return nil }
        // Where nothing fell before, any fall is infinitely faster; noise would make knees of it.
        let whole = (capacities.max() ?? 0) - (capacities.min() ?? 0)
        let slowest = -0.1 * whole / ((uses.last ?? 1) - (uses.first ?? 0))
        let ratio = best.after.slope / min(best.before.slope, slowest)
        guard ratio >= Self.leastSlopeRatio else { return nil }
        use = uses[best.split]
        slopeRatio = ratio
    }

    private static let leastCount = 20

    /// The straight line with the least squares.
    private struct Line {
        let slope: Double
        /// The sum of the squares that remain.
        let error: Double

        init(_ xs: ArraySlice<Double>, _ ys: ArraySlice<Double>) {
            let (x, y) = (xs.mean, ys.mean)
            var (square, product, total) = (0.0, 0.0, 0.0)
            for (one, other) in zip(xs, ys) {
                square += (one - x) * (one - x)
                product += (one - x) * (other - y)
                total += (other - y) * (other - y)
            }
            slope = square > 0 ? product / square : 0
            error = total - slope * product
        }
    }
}
