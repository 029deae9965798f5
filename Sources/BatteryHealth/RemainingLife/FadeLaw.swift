/// How capacity falls where no lives of like cells are known: `Q₀ (1 − a √n − b n)`, with a and b of
/// at least 0.
///
/// The root is the growth of the layer on the anode, the rest the wear of each cycle.
public struct FadeLaw: Hashable, Sendable, Codable {
    /// What remained at first, as a part of the rated capacity.
    public let start: Double
    /// What goes with the root of use.
    public let root: Double
    /// What goes with use.
    public let linear: Double

    /// Fits a trajectory, by least squares; `nil` if it does not fall.
    public init?(fitting trajectory: Trajectory) {
        guard trajectory.uses.count >= 3,
            let start = trajectory.capacities.first, start > 0
        else { return nil }
        var (rr, rn, nn, ry, ny) = (0.0, 0.0, 0.0, 0.0, 0.0)
        let first = trajectory.uses[0]
        for (use, capacity) in zip(trajectory.uses, trajectory.capacities) {
            let n = use - first
            let lost = 1 - capacity / start
            rr += n
            rn += n * n.squareRoot()
            nn += n * n
            ry += n.squareRoot() * lost
            ny += n * lost
        }
        let determinant = rr * nn - rn * rn
        guard determinant > 0, rr > 0, nn > 0 else { return nil }
        var root = (ry * nn - ny * rn) / determinant
        var linear = (ny * rr - ry * rn) / determinant
        if root < 0 { (root, linear) = (0, ny / nn) }
        if linear < 0 { (root, linear) = (ry / rr, 0) }
        guard root >= 0, linear >= 0, root + linear > 0 else { return nil }
        self.start = start
        self.root = root
        self.linear = linear
    }

    /// The use after the first at which a part of the rated capacity is left; `nil` if it is below.
    public func use(until limit: Double) -> Double? {
        let lost = 1 - limit / start
        guard lost >= 0 else { return nil }
        guard linear > 0 else { return (lost / root) * (lost / root) }
        // b s² + a s = lost, with s = √n.
        let s = ((root * root + 4 * linear * lost).squareRoot() - root) / (2 * linear)
        return s * s
    }
}
