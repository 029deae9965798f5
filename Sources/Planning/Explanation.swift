/// Why a proposal is what it is: the reason, the figures behind it, and what came second.
public struct Explanation<Choice>: Hashable, Sendable
where Choice: Hashable & Sendable & CustomStringConvertible {
    /// The best of the others, and the figure it lost by.
    public struct RunnerUp: Hashable, Sendable {
        public let choice: Choice
        public let figure: Figure
    }

    /// What was chosen.
    public let choice: Choice
    /// Why.
    public let reason: Reason
    /// What counted, the deciding figure last.
    public let figures: [Figure]
    /// What would have been chosen otherwise; `nil` if nothing else was possible.
    public let runnerUp: RunnerUp?
}

/// Why something was chosen among others.
public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// The shortest way.
    case nearest
    /// The least cost.
    case cheapest
    /// The least cost that was left: the cheapest of all has too little of something.
    case cheapestLeft(Shortage)
    /// The others gain more by it than this one loses.
    case cheapestTogether
    /// The greatest saving.
    case greatestSaving
    /// The greatest gain, to this pack alone.
    case greatestGain
    /// The greatest gain of all packs together.
    case greatestGainTogether
    /// Use has worn it least, and rest has aged it most.
    case leastWorn

    public var description: String {
        switch self {
        case .nearest: "nearest"
        case .cheapest: "cheapest"
        case .cheapestLeft(let shortage): "cheapest left, as the cheapest lacks \(shortage)"
        case .cheapestTogether: "cheapest for the fleet as a whole"
        case .greatestSaving: "greatest saving"
        case .greatestGain: "greatest gain"
        case .greatestGainTogether: "greatest gain for the pool as a whole"
        case .leastWorn: "least worn"
        }
    }
}

/// What the first choice had too little of.
public enum Shortage: String, Hashable, Sendable, CustomStringConvertible {
    case replacements
    case appointments
    case quarantineBays
    case centreCapacity

    public var description: String {
        switch self {
        case .replacements: "replacement packs"
        case .appointments: "free appointments"
        case .quarantineBays: "bays for damaged packs"
        case .centreCapacity: "capacity at a centre"
        }
    }
}

/// A number that counted in a choice.
public struct Figure: Hashable, Sendable, CustomStringConvertible {
    /// What is measured; each has one unit.
    public enum Measure: String, Hashable, Sendable {
        case distance, detour, transport, fee, loadFee, lateness, total
        case saving, price, worthOtherwise, gain
        case packs, mass, energy, health, cycles, rest, wear

        /// The symbol of the unit.
        public var unit: String {
            switch self {
            case .distance: "m"
            case .packs: "packs"
            case .mass: "g"
            case .energy: "Wh"
            case .health: "bp"
            case .cycles: "cycles"
            case .rest: "days"
            case .wear: "points"
            default: "fen"
            }
        }

        var words: String {
            switch self {
            case .loadFee: "load fee"
            case .worthOtherwise: "worth otherwise"
            default: rawValue
            }
        }
    }

    /// What is measured.
    public let measure: Measure
    /// How much of it, in the measure's unit; wear and gain may be negative.
    public let amount: Int64

    init(_ measure: Measure, _ amount: Int64) {
        self.measure = measure
        self.amount = amount
    }

    public var description: String { "\(measure.words) \(amount) \(measure.unit)" }
}

extension Explanation: CustomStringConvertible {
    /// The explanation as a sentence.
    public var description: String {
        let counted = figures.map(\.description).joined(separator: ", ")
        let second =
            runnerUp.map { "second was \($0.choice), \($0.figure)" } ?? "nothing else was possible"
        return "\(choice): \(reason); \(counted); \(second)"
    }
}
