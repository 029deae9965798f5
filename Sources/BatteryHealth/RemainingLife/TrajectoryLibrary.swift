import RealModule

/// Whole lives of cells of one model, to which the beginning of another's is matched.
///
/// The time of each life is stretched until it fits what was seen; the lives that fit best say when
/// the end comes, by how well they fit. This is the better of the simple methods wherever a dozen
/// lives of like cells are known. Intervals are calibrated by telling each life from the others, at
/// several of its ages: early on less is known than late.
public struct TrajectoryLibrary: Sendable {
    private let lives: [Trajectory]
    /// The capacity at which the lives end.
    public let limit: Double
    /// The ages at which the lives tell each other, rising.
    private var ages: [Age] = []

    /// The least number of lives that can be matched with.
    public static let leastLives = 5

    /// Creates a library of lives that reached `limit`; `nil` if there are fewer than
    /// ``leastLives``.
    ///
    /// - Parameters:
    ///   - lives: Whole lives; those that did not reach the limit are left out.
    ///   - limit: The capacity at which life ends, as the lives have it.
    public init?(_ lives: [Trajectory], limit: Double) {
        let whole = lives.filter { $0.end(below: limit) != nil }
        guard whole.count >= Self.leastLives else { return nil }
        self.lives = whole
        self.limit = limit
        ages = Self.parts.map { Age(part: $0, residuals: residuals(at: $0)) }
            .filter { $0.residuals.count >= Self.leastLives }
    }

    /// The use at which a life that began as `history` reaches the limit.
    ///
    /// - Parameters:
    ///   - history: What was seen of it.
    ///   - itself: The life in the library that it is the beginning of, if it is there: left out,
    ///     also of what the interval is calibrated with.
    /// - Returns: The weighted mean of the best matches with its interval of 90 %; `nil` if nothing
    ///   matches, or if the lives are measured too seldom to tell each other.
    public func end(of history: Trajectory, except itself: Trajectory? = nil) -> Estimate? {
        guard !ages.isEmpty, let told = matched(history, except: itself),
            let now = history.uses.last
        else { return nil }
        let cell = itself.flatMap { lives.firstIndex(of: $0) }.map { "\($0)" }
        let widths = ages.map {
            $0.calibration(without: cell).halfWidth(disagreement: told.spread)
        }
        let half = told.end * Interpolation.value(at: now / told.end, ages.map(\.part), widths)
        return Estimate(value: told.end, lower: max(now, told.end - half), upper: told.end + half)
    }

    /// The end that the best matches tell, and how far they are apart, as a part of it.
    private func matched(
        _ history: Trajectory,
        except itself: Trajectory?
    ) -> (end: Double, spread: Double)? {
        let matches = lives.filter { $0 != itself }.compactMap { match(history, with: $0) }
            .sorted { $0.distance < $1.distance }
            .prefix(Self.matchCount)
        guard let now = history.uses.last, !matches.isEmpty else { return nil }
        let weights = matches.map { 1 / ($0.distance * $0.distance + 1e-12) }
        let total = weights.reduce(0, +)
        let mean = zip(matches, weights).reduce(0) { $0 + $1.0.end * $1.1 } / total
        let square = zip(matches, weights).reduce(0) {
            $0 + ($1.0.end - mean) * ($1.0.end - mean) * $1.1
        }
        return (max(mean, now), (square / total).squareRoot() / mean)
    }

    /// How far off each life is when the others tell it from its beginning.
    private func residuals(at age: Double) -> [IntervalCalibration.Residual] {
        lives.enumerated().compactMap { index, life in
            guard let end = life.end(below: limit), let begun = life.prefix(through: end * age),
                begun.uses.count >= RemainingLife.leastCount,
                let told = matched(begun, except: life)
            else { return nil }
            return IntervalCalibration.Residual(
                cell: "\(index)",
                error: (told.end - end) / told.end,
                disagreement: told.spread
            )
        }
    }

    /// How far off the lives' ends are when they are told at one part of them.
    private struct Age {
        let part: Double
        let residuals: [IntervalCalibration.Residual]
        private let all: IntervalCalibration

        init(part: Double, residuals: [IntervalCalibration.Residual]) {
            self.part = part
            self.residuals = residuals
            all = IntervalCalibration(residuals)
        }

        func calibration(without cell: String?) -> IntervalCalibration {
            guard let cell else { return all }
            return IntervalCalibration(residuals.filter { $0.cell != cell })
        }
    }

    private struct Match {
        let distance: Double
        let end: Double
    }

    /// The stretch of a life that fits a history best.
    private func match(_ history: Trajectory, with life: Trajectory) -> Match? {
        guard let first = history.capacities.first, let start = life.capacities.first,
            let now = history.uses.last
        else { return nil }
        // Part of the difference at the beginning is measurement, part is the cell.
        let offset = Self.offsetPart * (first - start)
        guard let lived = life.end(below: limit - offset) ?? life.end(below: limit) else {
            return nil
        }
        return Self.stretches.filter { now <= lived * $0 }.map { stretch in
            let distances = zip(history.uses, history.capacities).map { use, capacity in
                life.capacity(at: use / stretch) + offset - capacity
            }
            return Match(distance: distances.rootMeanSquare, end: lived * stretch)
        }
        .min { $0.distance < $1.distance }
    }

    /// Parts of a life at which it is told from the others.
    private static let parts = [0.2, 0.35, 0.5, 0.65, 0.8, 0.95]
    private static let matchCount = 8
    private static let offsetPart = 0.7
    private static let stretchCount = 45

    /// From a third to three times, by equal factors.
    private static let stretches = (0..<stretchCount).map { step in
        Double.exp(.log(3) * (2 * Double(step) / Double(stretchCount - 1) - 1))
    }
}
