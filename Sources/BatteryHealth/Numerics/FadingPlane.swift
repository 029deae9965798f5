/// The plane with the least squares through values at two coordinates, of which old ones count less.
///
/// It is kept as sums, so that it takes the same room however many values it has seen.
struct FadingPlane: Hashable, Sendable {
    /// How steep it is along the first coordinate, with the second held.
    struct Slope: Hashable, Sendable {
        let value: Double
        /// The standard deviation of ``value``.
        let deviation: Double
    }

    /// How many values it has seen.
    private(set) var count = 0
    private var weight = 0.0
    private var (x, z, y) = (0.0, 0.0, 0.0)
    private var (xx, zz, yy) = (0.0, 0.0, 0.0)
    private var (xz, xy, zy) = (0.0, 0.0, 0.0)

    /// Below this deviation the second coordinate is taken to stand still.
    private static let leastDeviation = 0.02
    /// Of the square along the first coordinate, what must not go with the second.
    private static let leastOwnPart = 0.05

    /// Adds a value, the newest.
    ///
    /// - Parameters:
    ///   - y: The value.
    ///   - x: Its first coordinate.
    ///   - z: Its second coordinate.
    ///   - factor: What the values before count from now on, as a part of what they did.
    mutating func add(_ y: Double, x: Double, z: Double, fading factor: Double) {
        count += 1
        weight = weight * factor + 1
        (self.x, self.z, self.y) = (self.x * factor + x, self.z * factor + z, self.y * factor + y)
        (xx, zz, yy) = (xx * factor + x * x, zz * factor + z * z, yy * factor + y * y)
        (xz, xy, zy) = (xz * factor + x * z, xy * factor + x * y, zy * factor + z * y)
    }

    /// The slope along the first coordinate; `nil` if that is not told apart from the second.
    var slope: Slope? {
        let xx = self.xx - x * x / weight
        let zz = self.zz - z * z / weight
        let (xz, xy, zy) = (
            self.xz - x * z / weight, self.xy - x * y / weight, self.zy - z * y / weight
        )
        let yy = self.yy - y * y / weight
        guard weight > 4, xx > 0 else { return nil }
        guard zz > weight * Self.leastDeviation * Self.leastDeviation else {
            let slope = xy / xx
            return Self.slope(slope, remainder: yy - slope * xy, freedom: weight - 2, own: xx)
        }
        let own = xx - xz * xz / zz
        guard own > Self.leastOwnPart * xx else { return nil }
        let slope = (xy - xz * zy / zz) / own
        let other = (zy - slope * xz) / zz
        let remainder = yy - slope * xy - other * zy
        return Self.slope(slope, remainder: remainder, freedom: weight - 3, own: own)
    }

    private static func slope(
        _ value: Double,
        remainder: Double,
        freedom: Double,
        own: Double
    ) -> Slope? {
        // What remains of an exact plane may be a rounding below nothing.
        let deviation = (max(remainder, 0) / freedom / own).squareRoot()
        return value.isFinite && deviation.isFinite
            ? Slope(value: value, deviation: deviation) : nil
    }
}
