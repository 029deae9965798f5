import RealModule

/// How much charge goes into a cell with each volt that it rises: the slope dQ/dV of a charge.
///
/// The curve is on a uniform grid of voltage, each value in the middle of its step. It is smoothed
/// with a symmetric kernel whose ends are folded back, so that no peak moves, no value is below
/// zero and the area is the charge that went in.
public struct IncrementalCapacity: Hashable, Sendable {
    /// Why a charge has no such curve.
    public enum Problem: Error, Hashable, Sendable {
        /// A step or a smoothing that is no positive voltage.
        case grid
        /// Fewer points than a curve can be told from.
        case tooFewPoints(Int)
        /// The charge spans too few, or too many, steps of voltage; the span in volts.
        case span(Double)
        /// A sample that is no number, or is not after the one before it; its place.
        case unreadable(Int)
        /// No current goes in; the place of the sample.
        case notCharging(Int)
        /// The voltage falls while charge goes in; the place of the sample.
        case voltageFalls(Int)
        /// The charge falls while the voltage rises; the place of the point.
        case chargeFalls(Int)
        /// Nothing is known over a time or a range of voltage in which much went in; where it ends.
        case gap(Int)
    }

    /// The fewest points that a curve is told from.
    public static let leastPoints = 20

    /// The middle of each step, in volts.
    public let voltages: [Double]
    /// The slope there, in ampere-hours a volt; at least 0.
    public let values: [Double]
    /// How wide each step is, in volts.
    public let step: Double

    /// Tells the curve of a charge from its samples.
    ///
    /// - Parameters:
    ///   - samples: A charge, in the order of time.
    ///   - step: About how wide the steps of voltage are, in volts.
    ///   - smoothing: The standard deviation of the kernel, in volts.
    /// - Throws: Why there is no curve.
    public init(
        _ samples: [ChargeCurve.Sample],
        step: Double = 0.002,
        smoothing: Double = 0.008
    ) throws(Problem) {
        try Self.check(samples)
        try self.init(ChargeCurve(samples), step: step, smoothing: smoothing)
    }

    /// Tells the curve of a charge whose voltages are known to rise.
    ///
    /// - Parameters:
    ///   - curve: The charge.
    ///   - step: About how wide the steps of voltage are, in volts.
    ///   - smoothing: The standard deviation of the kernel, in volts.
    /// - Throws: Why there is no curve.
    /// - Complexity: O(*n* *m*), with *n* steps and a kernel of *m*.
    public init(
        _ curve: ChargeCurve,
        step: Double = 0.002,
        smoothing: Double = 0.008
    ) throws(Problem) {
        guard step.isFinite, step > 0, smoothing.isFinite, smoothing > 0 else {
            throw Problem.grid
        }
        try Self.check(curve)
        guard let first = curve.voltages.first, let last = curve.voltages.last else {
            throw Problem.tooFewPoints(0)
        }
        let span = last - first
        let count = (span / step).rounded()
        guard count >= 1, count <= Self.mostSteps else { throw Problem.span(span) }
        let width = span / count
        let kernel = Self.kernel(smoothing / width)
        guard Double(kernel.count) <= count else { throw Problem.span(span) }
        let edges = (0...Int(count)).map { first + Double($0) * width }
        let charges = edges.map { Interpolation.value(at: $0, curve.voltages, curve.charges) }
        let slopes = zip(charges, charges.dropFirst()).map { ($1 - $0) / width }
        self.step = width
        voltages = edges.dropLast().map { $0 + width / 2 }
        values = Self.smoothed(slopes, kernel)
    }

    /// The charge under the whole curve, in ampere-hours.
    public var area: Double { values.reduce(0, +) * step }

    private static let mostSteps = 5_000.0
    /// In seconds.
    private static let longestPause = ReadingCleaner.longestPause
    /// How far noise may take a voltage below the highest before it, in volts.
    private static let mostFall = 0.01
    /// How far apart two points may be, in volts, if more than a part of the charge is in between.
    private static let widestHole = 0.03
    private static let mostInHole = 0.02
}

extension IncrementalCapacity {
    private static func check(_ samples: [ChargeCurve.Sample]) throws(Problem) {
        guard samples.count >= leastPoints else { throw Problem.tooFewPoints(samples.count) }
        var highest = -Double.infinity
        var last: Double?
        for (place, sample) in samples.enumerated() {
            guard sample.time.isFinite, sample.voltage.isFinite, sample.current.isFinite,
                sample.time > last ?? -.infinity
            else { throw Problem.unreadable(place) }
            if let last, sample.time - last > longestPause { throw Problem.gap(place) }
            guard sample.current > 0 else { throw Problem.notCharging(place) }
            guard sample.voltage >= highest - mostFall else { throw Problem.voltageFalls(place) }
            highest = max(highest, sample.voltage)
            last = sample.time
        }
    }

    private static func check(_ curve: ChargeCurve) throws(Problem) {
        let (voltages, charges) = (curve.voltages, curve.charges)
        guard voltages.count >= leastPoints, let start = charges.first, let end = charges.last
        else { throw Problem.tooFewPoints(voltages.count) }
        for place in charges.indices {
            guard voltages[place].isFinite, charges[place].isFinite else {
                throw Problem.unreadable(place)
            }
            guard place > 0 else { continue }
            let charge = charges[place] - charges[place - 1]
            guard charge >= 0 else { throw Problem.chargeFalls(place) }
            // The first amperes lift a rested cell by more than a hole, with next to no charge.
            guard
                voltages[place] - voltages[place - 1] <= widestHole
                    || charge <= mostInHole * (end - start)
            else { throw Problem.gap(place) }
        }
    }

    /// Half a bell curve, its middle first; the whole of it has a sum of 1.
    private static func kernel(_ deviation: Double) -> [Double] {
        let reach = min((3 * deviation).rounded(.up), mostSteps)
        let half = (0...Int(reach)).map { place in
            let distance = Double(place) / deviation
            return Double.exp(-distance * distance / 2)
        }
        let sum = half.dropFirst().reduce(1) { $0 + 2 * $1 }
        return half.map { $0 / sum }
    }

    /// Spreads each value over its neighbours; what would leave an end comes back from it.
    private static func smoothed(_ values: [Double], _ kernel: [Double]) -> [Double] {
        values.indices.map { place in
            var sum = values[place] * kernel[0]
            for distance in kernel.indices.dropFirst() {
                let below = place - distance
                let above = place + distance
                let low = below >= 0 ? below : -1 - below
                let high = above < values.count ? above : 2 * values.count - 1 - above
                sum += (values[low] + values[high]) * kernel[distance]
            }
            return sum
        }
    }
}
