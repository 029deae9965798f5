/// How a value went over the life of a battery, in a bounded number of points.
///
/// At first there is a point a day at most. When there are too many, every second is left out, and
/// from then on they are twice as far apart.
public struct Trend: Hashable, Sendable {
    /// A value as it was known at a time.
    public struct Point: Hashable, Sendable, Codable {
        /// By the device, in seconds.
        public let time: Double
        public let value: Double
        /// The standard deviation of ``value``, if that is known.
        public let deviation: Double?

        public init(time: Double, value: Double, deviation: Double? = nil) {
            self.time = time
            self.value = value
            self.deviation = deviation
        }
    }

    /// The most points that are kept.
    public static let mostPoints = 300

    /// In the order of time.
    public private(set) var points: [Point] = []
    /// How far points are apart at least, in seconds.
    public private(set) var interval = 86_400.0

    /// Creates the trend of nothing.
    public init() {}

    /// Whether a value of that time would be kept.
    public func isDue(at time: Double) -> Bool {
        points.last.map { time - $0.time >= interval } ?? true
    }

    /// Takes a value that is later than all before it; what comes too soon is not kept.
    public mutating func add(_ point: Point) {
        guard point.time.isFinite, point.value.isFinite, isDue(at: point.time) else { return }
        points.append(point)
        guard points.count > Self.mostPoints else { return }
        points = stride(from: 0, to: points.count, by: 2).map { points[$0] }
        interval *= 2
    }
}
