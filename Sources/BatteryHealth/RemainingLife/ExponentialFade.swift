import RealModule

/// How capacity falls after a knee: a slow part that goes on, and one that grows faster and faster,
/// `A exp(−a n) − B exp(b n)`, with a and b of at least 0.
public struct ExponentialFade: Hashable, Sendable {
    private let origin: Double
    private let span: Double
    private let slowRate: Double
    private let fastRate: Double
    private let slow: Double
    private let fast: Double

    /// Fits a trajectory, by least squares; `nil` if it is shorter than five points.
    public init?(fitting trajectory: Trajectory) {
        guard trajectory.uses.count >= 5, let first = trajectory.uses.first,
            let last = trajectory.uses.last
        else { return nil }
        let points = zip(trajectory.uses, trajectory.capacities).map { use, capacity in
            (x: (use - first) / (last - first), y: capacity)
        }
        let rates = PatternSearch.minimum(
            from: [0.05, 2],
            step: 1,
            least: 1e-3,
            in: [0...2, 0.1...12]
        ) { rates in
            Self.weights(points, rates[0], rates[1])?.error ?? .infinity
        }
        guard let weights = Self.weights(points, rates[0], rates[1]) else { return nil }
        origin = first
        span = last - first
        (slowRate, fastRate) = (rates[0], rates[1])
        (slow, fast) = (weights.slow, weights.fast)
    }

    /// The capacity at a use.
    public func capacity(at use: Double) -> Double {
        let x = (use - origin) / span
        return slow * .exp(-slowRate * x) - fast * .exp(fastRate * x)
    }

    /// The first use, up to ten times what was seen, at which less than a limit is left.
    public func use(until limit: Double) -> Double? {
        let steps = stride(from: origin + span, through: origin + 10 * span, by: span / 200)
        return steps.first { capacity(at: $0) < limit }
    }

    /// The weights of both parts at given rates, and the squares that remain.
    private static func weights(
        _ points: [(x: Double, y: Double)],
        _ slowRate: Double,
        _ fastRate: Double
    ) -> (slow: Double, fast: Double, error: Double)? {
        var (ss, sf, ff, sy, fy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for point in points {
            let s = Double.exp(-slowRate * point.x)
            let f = -Double.exp(fastRate * point.x)
            ss += s * s
            sf += s * f
            ff += f * f
            sy += s * point.y
            fy += f * point.y
            yy += point.y * point.y
        }
        let determinant = ss * ff - sf * sf
        guard determinant > 1e-12 else { return nil }
        let slow = (sy * ff - fy * sf) / determinant
        let fast = max(0, (fy * ss - sy * sf) / determinant)
        let error =
            yy - 2 * slow * sy - 2 * fast * fy + slow * slow * ss
            + 2 * slow * fast * sf + fast * fast * ff
        return (slow, fast, error)
    }
}
