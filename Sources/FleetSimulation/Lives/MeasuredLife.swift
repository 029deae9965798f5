public import CycladeSchema

/// The life of one cell as it was measured, cycle by cycle.
public struct MeasuredLife: Hashable, Sendable {
    /// One measured cycle.
    public struct Sample: Hashable, Sendable {
        /// The number of the cycle, from 1.
        public let cycle: Int
        /// The charge that the cell gave.
        public let capacityAh: Double
        /// Its resistance, where it was measured.
        public let resistanceOhm: Double?

        /// Creates a sample; its values are checked when a life is made of it.
        public init(cycle: Int, capacityAh: Double, resistanceOhm: Double?) {
            self.cycle = cycle
            self.capacityAh = capacityAh
            self.resistanceOhm = resistanceOhm
        }
    }

    /// What an estimator said of the cell's health from one charge, without having seen the cell.
    public struct Estimate: Hashable, Sendable {
        /// The cycle of the charge.
        public let cycle: Int
        /// The state of health and its interval of 90 %, in basis points, 0...15,000.
        public let sohBp: UInt32
        public let intervalBp: ClosedRange<UInt32>

        /// Creates an estimate; `nil` unless it lies in its interval, and that in 0...15,000.
        public init?(cycle: Int, sohBp: UInt32, intervalBp: ClosedRange<UInt32>) {
            guard intervalBp.contains(sohBp), intervalBp.upperBound <= 15_000 else { return nil }
            self.cycle = cycle
            self.sohBp = sohBp
            self.intervalBp = intervalBp
        }
    }

    /// The cell's name in its collection.
    public let id: String
    /// The collection.
    public let dataset: Dataset
    /// The rated capacity.
    public let nominalAh: Double
    /// The measured cycles: at least one, in order.
    public let samples: [Sample]
    /// What estimators said, where raw curves exist.
    public private(set) var estimates: [Estimate] = []

    /// What stores the energy.
    public var chemistry: CellChemistry { dataset.chemistry }

    /// The last cycle that any life may have.
    public static let lastCycle = 100_000

    /// Creates a life.
    ///
    /// - Throws: ``MeasuredLifeError`` for the first value that no cell can have.
    public init(
        id: String,
        dataset: Dataset,
        nominalAh: Double,
        samples: [Sample]
    ) throws(MeasuredLifeError) {
        guard (0.01...1_000).contains(nominalAh) else { throw .nominalCapacity(nominalAh) }
        guard !samples.isEmpty else { throw .noSamples }
        var previous = 0
        for sample in samples {
            guard sample.cycle > previous, sample.cycle <= Self.lastCycle else {
                throw .cycle(sample.cycle, after: previous)
            }
            previous = sample.cycle
            try Self.check(sample, nominalAh: nominalAh)
        }
        self.id = id
        self.dataset = dataset
        self.nominalAh = nominalAh
        self.samples = samples
    }

    /// The life with what estimators said of it, in the order of cycles.
    public func estimated(_ estimates: [Estimate]) -> MeasuredLife {
        var life = self
        life.estimates = estimates.sorted { $0.cycle < $1.cycle }
        return life
    }

    /// Checks what a sample says, apart from the number of its cycle.
    static func check(_ sample: Sample, nominalAh: Double) throws(MeasuredLifeError) {
        guard sample.capacityAh >= 0, sample.capacityAh <= nominalAh * 2 else {
            throw .capacity(sample.capacityAh)
        }
        if let resistance = sample.resistanceOhm {
            guard resistance > 0, resistance <= 100 else { throw .resistance(resistance) }
        }
    }
}

/// A value that no measured life can have.
public enum MeasuredLifeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A rated capacity outside 0.01...1,000 Ah.
    case nominalCapacity(Double)
    /// A life without any measured cycle.
    case noSamples
    /// A cycle that is not after the one before it, or beyond the last that is allowed.
    case cycle(Int, after: Int)
    /// A capacity below zero, above twice the rated one, or not a number.
    case capacity(Double)
    /// A resistance outside 0...100 ohm, or not a number.
    case resistance(Double)

    public var description: String {
        switch self {
        case .nominalCapacity(let value): "rated capacity \(value) Ah, expected 0.01 to 1000"
        case .noSamples: "no measured cycle"
        case .cycle(let cycle, let previous):
            "cycle \(cycle) after cycle \(previous); "
                + "expected rising numbers up to \(MeasuredLife.lastCycle)"
        case .capacity(let value):
            "capacity \(value) Ah, expected 0 to twice the rated one"
        case .resistance(let value): "resistance \(value) ohm, expected above 0 and up to 100"
        }
    }
}
