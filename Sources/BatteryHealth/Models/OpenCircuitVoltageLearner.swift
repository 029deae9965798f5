/// Learns the open-circuit voltage of a model from its fleet.
///
/// Each pack counts the same, however often it has rested: in each fiftieth of the charge the table
/// is the median of the packs' medians.
public struct OpenCircuitVoltageLearner: Sendable {
    /// A table and what it is from.
    public struct Table: Hashable, Sendable {
        public let openCircuitVoltage: OpenCircuitVoltage
        public let packCount: Int
        public let restCount: Int
    }

    /// Why there is no table.
    public enum Refusal: Error, Hashable, Sendable {
        /// Of too few packs both the capacity and a rest are known.
        case fewPacks(Int, needed: Int)
        case fewRests(Int, needed: Int)
        /// Rests are of too small a part of the charge.
        case narrow(part: Double, needed: Double)
    }

    public static let leastPacks = 5
    public static let leastRests = 60
    /// The part of the charge that rests must span.
    public static let leastSpan = 0.5

    private var packCount = 0
    private var restCount = 0
    /// Of each fiftieth, the median rest of each pack.
    private var bins = [[OpenCircuitVoltage.Point]](repeating: [], count: binCount)

    private static let binCount = 50
    /// One pack may be wrong about its capacity.
    private static let leastPacksInBin = 2
    /// What a capacity may be off by until its rests are no states of charge.
    private static let statesOfCharge = -0.02...1.02

    /// Creates a learner that has seen nothing.
    public init() {}

    /// Adds a pack; one without a rest counts as none.
    ///
    /// - Parameters:
    ///   - pack: Its rests.
    ///   - capacity: Its capacity, in ampere-hours.
    public mutating func add(_ pack: RestVoltages, capacity: Double) {
        guard capacity.isFinite, capacity > 0 else { return }
        var found = [[OpenCircuitVoltage.Point]](repeating: [], count: Self.binCount)
        for point in pack.points {
            let charge = 1 - point.given / capacity
            guard Self.statesOfCharge.contains(charge) else { continue }
            let bin = min(max(Int(charge * Double(Self.binCount)), 0), Self.binCount - 1)
            found[bin].append(
                OpenCircuitVoltage.Point(
                    stateOfCharge: min(max(charge, 0), 1),
                    voltage: point.voltage
                )
            )
        }
        let rests = found.reduce(0) { $0 + $1.count }
        guard rests > 0 else { return }
        packCount += 1
        restCount += rests
        for (bin, points) in found.enumerated() {
            if let middle = Self.middle(of: points) { bins[bin].append(middle) }
        }
    }

    /// Adds a pack; one whose capacity is not known counts as none.
    public mutating func add(_ pack: PackLesson) {
        if let capacity = pack.capacity { add(pack.rests, capacity: capacity) }
    }

    /// The table that the packs show together.
    ///
    /// - Returns: A table that never falls, and how many packs and rests it is from.
    /// - Throws: ``Refusal`` if there are too few, or if they tell of too small a part of the charge.
    public func table() throws(Refusal) -> Table {
        guard packCount >= Self.leastPacks else {
            throw .fewPacks(packCount, needed: Self.leastPacks)
        }
        guard restCount >= Self.leastRests else {
            throw .fewRests(restCount, needed: Self.leastRests)
        }
        let points = bins.filter { $0.count >= Self.leastPacksInBin }
            .compactMap { Self.middle(of: $0) }
        let charges = points.map(\.stateOfCharge)
        let span = (charges.max() ?? 0) - (charges.min() ?? 0)
        guard span >= Self.leastSpan, let fitted = OpenCircuitVoltage(fitting: points) else {
            throw .narrow(part: span, needed: Self.leastSpan)
        }
        return Table(openCircuitVoltage: fitted, packCount: packCount, restCount: restCount)
    }

    private static func middle(of points: [OpenCircuitVoltage.Point]) -> OpenCircuitVoltage.Point? {
        guard let charge = points.map(\.stateOfCharge).median,
            let voltage = points.map(\.voltage).median
        else { return nil }
        return OpenCircuitVoltage.Point(stateOfCharge: charge, voltage: voltage)
    }
}

extension OpenCircuitVoltageLearner.Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .fewPacks(let count, let needed):
            "not enough data: \(count) of \(needed) packs needed whose capacity and rests are known"
        case .fewRests(let count, let needed):
            "not enough data: \(count) of \(needed) rests needed within five days of a full charge"
        case .narrow(let part, let needed):
            "not enough data: rests span \(Percent.text(part)) of the charge, "
                + "\(Percent.text(needed)) needed"
        }
    }
}
