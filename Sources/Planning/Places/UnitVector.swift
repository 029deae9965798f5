import Vocabulary

/// A place as a point of the unit sphere.
///
/// Straight lines through the sphere order places as great circles do, without a seam at 180
/// degrees or at the poles. Only operations that IEEE 754 rounds exactly are used, so every machine
/// finds the same numbers.
struct UnitVector: Hashable {
    let x: Double
    let y: Double
    let z: Double

    init(_ point: GeoPoint) {
        let latitude = Turn(microdegrees: Int(point.latitudeE6))
        let longitude = Turn(microdegrees: Int(point.longitudeE6))
        x = latitude.cosine * longitude.cosine
        y = latitude.cosine * longitude.sine
        z = latitude.sine
    }

    /// The square of the straight line to another point: 0...4.
    func squaredChord(to other: UnitVector) -> Double {
        let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
        return dx * dx + dy * dy + dz * dz
    }

    /// The coordinate along an axis, 0...2.
    func coordinate(_ axis: Int) -> Double {
        switch axis {
        case 0: x
        case 1: y
        default: z
        }
    }
}

/// The sine and cosine of an angle in millionths of a degree.
private struct Turn {
    let sine: Double
    let cosine: Double

    init(microdegrees: Int) {
        // Whole quarter turns are taken off in integers, so that they are exact.
        let quarter = 90_000_000
        let quarters = (Double(microdegrees) / Double(quarter)).rounded()
        let rest = microdegrees - Int(quarters) * quarter
        let angle = Double(rest) * (Double.pi / 180_000_000)
        let (s, c) = (Self.smallSine(angle), Self.smallCosine(angle))
        switch Int(quarters) & 3 {
        case 0: (sine, cosine) = (s, c)
        case 1: (sine, cosine) = (c, -s)
        case 2: (sine, cosine) = (-s, -c)
        default: (sine, cosine) = (-c, s)
        }
    }

    // Taylor's series; below an eighth of a turn the rest is under 1e-17.
    private static func smallSine(_ angle: Double) -> Double {
        let square = angle * angle
        var sum = 1.0
        for factor in stride(from: 16.0, through: 2, by: -2) {
            sum = 1 - square / (factor * (factor + 1)) * sum
        }
        return angle * sum
    }

    private static func smallCosine(_ angle: Double) -> Double {
        let square = angle * angle
        var sum = 1.0
        for factor in stride(from: 17.0, through: 1, by: -2) {
            sum = 1 - square / (factor * (factor + 1)) * sum
        }
        return sum
    }
}

/// The angle at the centre of the sphere over a straight line through it, in radians.
func angle(overSquaredChord square: Double) -> Double {
    let half = min(1, (square / 4).squareRoot())
    guard half > 0.5 else { return 2 * smallArcSine(half) }
    return .pi - 4 * smallArcSine(((1 - half) / 2).squareRoot())
}

// Newton's series, for 0...0.5.
private func smallArcSine(_ value: Double) -> Double {
    let square = value * value
    var term = value
    var sum = value
    var odd = 1.0
    while term > sum * 1e-17 {
        term *= square * odd / (odd + 1)
        odd += 2
        sum += term / odd
    }
    return sum
}
