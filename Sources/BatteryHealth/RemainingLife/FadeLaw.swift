/// How capacity falls where no lives of like cells are known: `Q₀ (1 − a √n − b n)`, with a and b of
/// at least 0.
///
/// The root is the growth of the layer on the anode, the rest the wear of each cycle.
public struct FadeLaw: Hashable, Sendable, Codable {
    /// What it had when new, as a part of the rated capacity.
    public let start: Double
    /// What goes with the root of use.
    public let root: Double
    /// What goes with use.
    public let linear: Double

    /// Fits a trajectory, by least squares; `nil` if it does not fall.
    ///
    /// The capacity when new is fitted too: the first measurement is as uncertain as any other.
    public init?(fitting trajectory: Trajectory) {
        let (uses, capacities) = (trajectory.uses, trajectory.capacities)
        guard uses.count >= 3, let first = capacities.first else { return nil }
        let roots = uses.map { $0.squareRoot() }
        let losses = capacities.map { first - $0 }
        let (meanRoot, meanUse, meanLoss) = (roots.mean, uses.mean, losses.mean)
        var (rr, rn, nn, ry, ny) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for index in uses.indices {
            let (r, n) = (roots[index] - meanRoot, uses[index] - meanUse)
            let lost = losses[index] - meanLoss
            rr += r * r
            rn += r * n
            nn += n * n
            ry += r * lost
            ny += n * lost
        }
        guard let (byRoot, byUse) = Self.slopes(rr, rn, nn, ry, ny) else { return nil }
        let start = first - meanLoss + byRoot * meanRoot + byUse * meanUse
        guard start > 0, start.isFinite else { return nil }
        self.start = start
        root = byRoot / start
        linear = byUse / start
    }

    /// The least squares of at least 0; `nil` if neither is more.
    private static func slopes(
        _ rr: Double,
        _ rn: Double,
        _ nn: Double,
        _ ry: Double,
        _ ny: Double
    ) -> (root: Double, use: Double)? {
        let determinant = rr * nn - rn * rn
        guard determinant > 0, rr > 0, nn > 0 else { return nil }
        let both = (root: (ry * nn - ny * rn) / determinant, use: (ny * rr - ry * rn) / determinant)
        if both.root >= 0, both.use >= 0, both.root + both.use > 0 { return both }
        // The least is on an edge: what each alone explains of the squares says on which.
        let (root, use) = (max(0, ry / rr), max(0, ny / nn))
        guard root > 0 || use > 0 else { return nil }
        return root * ry > use * ny ? (root, 0) : (0, use)
    }

    /// The use at which a part of the rated capacity is left; `nil` if it never had as much.
    public func use(until limit: Double) -> Double? {
        let lost = 1 - limit / start
        guard lost >= 0 else { return nil }
        guard linear > 0 else { return (lost / root) * (lost / root) }
        // b s² + a s = lost, with s = √n.
        let s = ((root * root + 4 * linear * lost).squareRoot() - root) / (2 * linear)
        return s * s
    }
}
