/// Builds packs from used cells so that the cells of a pack are alike: the weakest ends them all.
///
/// Cells that are unlike all others of their model are left out; the rest are sorted by capacity and
/// cut into packs; then cells of neighbouring packs change places wherever that makes both packs
/// more alike. Takes O(*n* log *n*) for *n* cells.
public struct PackBuilder: Sendable {
    /// How the packs will be used.
    public enum Duty: String, Hashable, Sendable, Codable {
        /// Rarely: capacity and resistance decide.
        case backup
        /// Every day: how the cells age decides as well, which the shape of a charge foretells.
        case dailyCycling
    }

    /// What a pack must keep to be accepted.
    public struct Limits: Hashable, Sendable, Codable {
        /// From the least to the greatest capacity, as a part of the mean.
        public var capacitySpread = 0.05
        /// From the least to the greatest resistance, as a part of the mean.
        public var resistanceSpread = 0.20
        /// From the lowest to the highest voltage after a rest, in volts.
        public var openCircuitSpread = 0.010

        public init() {}
    }

    private let cellsPerPack: Int
    private let duty: Duty
    private let limits: Limits

    /// Creates a builder; `nil` unless a pack has two cells or more.
    ///
    /// - Parameters:
    ///   - cellsPerPack: How many cells are in series.
    ///   - duty: How the packs will be used.
    ///   - limits: What a pack must keep.
    public init?(cellsPerPack: Int, duty: Duty = .dailyCycling, limits: Limits = Limits()) {
        guard cellsPerPack >= 2 else { return nil }
        self.cellsPerPack = cellsPerPack
        self.duty = duty
        self.limits = limits
    }

    /// Builds packs.
    ///
    /// - Returns: The packs, by model, and the cells that are in none.
    public func build(_ cells: [CellMeasurement]) -> Regrouping {
        var packs: [RegroupedPack] = []
        var (rejected, left) = ([Regrouping.Rejected](), [CellMeasurement]())
        let models = Dictionary(grouping: cells, by: \.model)
        for model in models.keys.sorted() {
            let screening = CellScreening(models[model] ?? [])
            rejected += screening.rejected
            let sorted = screening.kept.sorted {
                ($0.capacity, $0.id) < ($1.capacity, $1.id)
            }
            let whole = sorted.count / cellsPerPack * cellsPerPack
            left += sorted[whole...]
            let exchange = CellExchange(
                Array(sorted[..<whole]),
                cellsPerPack: cellsPerPack,
                shapeWeight: duty == .backup ? 0 : 1
            )
            packs += exchange.packs().map { RegroupedPack($0, limits) }
        }
        return Regrouping(packs: packs, rejected: rejected, left: left)
    }
}

/// Packs that were built of used cells.
public struct Regrouping: Hashable, Sendable, Codable {
    /// A cell that is fit for no pack.
    public struct Rejected: Hashable, Sendable, Codable {
        public enum Reason: String, Hashable, Sendable, Codable {
            /// A value that is no number, or no capacity or resistance.
            case notMeasured
            /// Something is known of it that makes any second use unsafe.
            case unsafe
            /// A capacity ten times that of its model, or a tenth: its unit is another.
            case capacity
            /// A resistance more than three deviations from those of its model.
            case resistance
            /// A self-discharge more than three deviations from those of its model.
            case selfDischarge
        }

        public let cell: CellMeasurement
        public let reason: Reason
    }

    public let packs: [RegroupedPack]
    public let rejected: [Rejected]
    /// Cells that do not make up another pack.
    public let left: [CellMeasurement]
}

/// A pack of used cells.
public struct RegroupedPack: Hashable, Sendable, Codable {
    public let cells: [CellMeasurement]
    /// From the least to the greatest capacity, as a part of the mean.
    public let capacitySpread: Double
    /// From the least to the greatest resistance, as a part of the mean.
    public let resistanceSpread: Double
    /// From the lowest to the highest voltage after a rest, in volts; `nil` if one is not known.
    public let openCircuitSpread: Double?
    /// What can be used of all its capacity, as a part of 1: the weakest cell ends them all.
    public let usableCapacity: Double
    /// Whether it keeps the limits.
    public let isAccepted: Bool

    init(_ cells: [CellMeasurement], _ limits: PackBuilder.Limits) {
        self.cells = cells
        let capacities = cells.map(\.capacity)
        capacitySpread = Self.spread(capacities) / capacities.mean
        let resistances = cells.map(\.resistance)
        resistanceSpread = Self.spread(resistances) / resistances.mean
        let voltages = cells.compactMap(\.openCircuitVoltage)
        openCircuitSpread = voltages.count == cells.count ? Self.spread(voltages) : nil
        usableCapacity = (capacities.min() ?? 0) / capacities.mean
        isAccepted =
            capacitySpread <= limits.capacitySpread
            && resistanceSpread <= limits.resistanceSpread
            && openCircuitSpread ?? 0 <= limits.openCircuitSpread
    }

    private static func spread(_ values: [Double]) -> Double {
        (values.max() ?? 0) - (values.min() ?? 0)
    }
}
