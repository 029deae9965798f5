import RealModule

/// Whole lives of cells of one model, to which the beginning of another's is matched.
///
/// The time of each life is stretched until it fits what was seen; the lives that fit best say when
/// the end comes, by how well they fit. This is the better of the simple methods wherever a dozen
/// lives of like cells are known.
public struct TrajectoryLibrary: Sendable {
    private let lives: [Trajectory]
    private let limit: Double

    /// The least number of lives that can be matched with.
    public static let leastLives = 5

    /// Creates a library of lives that reached `limit`, a part of the rated capacity.
    ///
    /// - Returns: `nil` if there are fewer than ``leastLives``.
    public init?(_ lives: [Trajectory], limit: Double) {
        let whole = lives.filter { $0.end(below: limit) != nil }
        guard whole.count >= Self.leastLives else { return nil }
        self.lives = whole
        self.limit = limit
    }

    /// The use at which a life that began as `history` reaches the limit.
    ///
    /// - Returns: The weighted mean of the best matches, and the range in which they lie; `nil` if
    ///   nothing matches.
    public func end(of history: Trajectory) -> Estimate? {
        let matches = lives.compactMap { match(history, with: $0) }
            .sorted { $0.distance < $1.distance }
            .prefix(Self.matchCount)
        guard let now = history.uses.last, !matches.isEmpty else { return nil }
        let weighted = matches.map { match in
            (value: match.end, weight: 1 / (match.distance * match.distance + 1e-12))
        }
        let total = weighted.reduce(0) { $0 + $1.weight }
        let mean = max(weighted.reduce(0) { $0 + $1.value * $1.weight } / total, now)
        return Estimate(
            value: mean,
            lower: min(max(Quantile.weighted(weighted, 0.05, total: total), now), mean),
            upper: max(Quantile.weighted(weighted, 0.95, total: total), mean)
        )
    }

    private struct Match {
        let distance: Double
        let end: Double
    }

    /// The stretch of a life that fits a history best.
    private func match(_ history: Trajectory, with life: Trajectory) -> Match? {
        guard let first = history.capacities.first, let start = life.capacities.first else {
            return nil
        }
        // Part of the difference at the beginning is measurement, part is the cell.
        let offset = Self.offsetPart * (first - start)
        guard let lived = life.end(below: limit - offset) ?? life.end(below: limit) else {
            return nil
        }
        return Self.stretches.compactMap { stretch -> Match? in
            guard let now = history.uses.last, now <= lived * stretch else { return nil }
            let distances = zip(history.uses, history.capacities).map { use, capacity in
                life.capacity(at: use / stretch) + offset - capacity
            }
            return Match(distance: distances.rootMeanSquare, end: lived * stretch)
        }
        .min { $0.distance < $1.distance }
    }

    private static let matchCount = 8
    private static let offsetPart = 0.7
    private static let stretchCount = 45

    /// From a third to three times, by equal factors.
    private static let stretches = (0..<stretchCount).map { step in
        Double.exp(.log(3) * (2 * Double(step) / Double(stretchCount - 1) - 1))
    }
}
