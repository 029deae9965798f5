public import Vocabulary

/// What batteries and their materials cost on a day: a file with a date, never a constant.
///
/// Lithium has moved by a factor of three within a year, so that a value is worth as much as the
/// date of its prices.
public struct PriceDeck: Hashable, Sendable {
    /// A number and where it comes from.
    public struct Figure: Hashable, Sendable {
        public var value: Double
        /// Who says so and when, or that it is assumed.
        public var source: String

        public init(_ value: Double, source: String) {
            self.value = value
            self.source = source
        }
    }

    /// A material: what is in a battery of it, and what is got for it.
    public struct Material: Hashable, Sendable {
        /// What a kilogram costs.
        public var price: Figure
        /// What is recovered, as a part of 1.
        public var recovery: Figure
        /// What a buyer pays of the price, as a part of 1; `nil` if nobody says so, and then it
        /// counts for nothing.
        public var payable: Figure?
        /// How much is in a rated kWh of each chemistry, in kilograms.
        public var content: [String: Double]
        /// Who says so.
        public var contentSource: String

        public init(
            price: Figure,
            recovery: Figure,
            payable: Figure?,
            content: [String: Double],
            contentSource: String
        ) {
            self.price = price
            self.recovery = recovery
            self.payable = payable
            self.content = content
            self.contentSource = contentSource
        }
    }

    /// What it takes to use a battery again or to take it apart.
    public enum Cost: String, Hashable, Sendable, CaseIterable {
        case test
        case repurposing
        case logistics
        case discharge
        case dismantling
        case processing
        case transport
    }

    /// What a used battery fetches of what a new one costs, each a part of 1.
    public struct Discounts: Hashable, Sendable {
        /// In place of a new pack in vehicles.
        public var vehicle: Figure
        /// In place of a new stationary pack.
        public var secondUse: Figure
        /// The state of health at which a second use ends in the market.
        public var secondUseEnd: Figure
        /// What money that comes in a year is worth less.
        public var interest: Figure

        public init(vehicle: Figure, secondUse: Figure, secondUseEnd: Figure, interest: Figure) {
            self.vehicle = vehicle
            self.secondUse = secondUse
            self.secondUseEnd = secondUseEnd
            self.interest = interest
        }
    }

    /// The day of the prices.
    public var day: CivilDate
    /// The currency of all prices, as ISO 4217 has it.
    public var currency: String
    /// What a new pack for vehicles costs, a kWh, by chemistry.
    public var newPacks: [String: Figure]
    /// What a new stationary pack costs, a kWh.
    public var newStationaryPack: Figure
    public var discounts: Discounts
    public var materials: [String: Material]
    /// Costs for a rated kWh; one that is not there has no source, and counts for nothing.
    public var costs: [Cost: Figure]

    public init(
        day: CivilDate,
        currency: String,
        newPacks: [String: Figure],
        newStationaryPack: Figure,
        discounts: Discounts,
        materials: [String: Material],
        costs: [Cost: Figure]
    ) {
        self.day = day
        self.currency = currency
        self.newPacks = newPacks
        self.newStationaryPack = newStationaryPack
        self.discounts = discounts
        self.materials = materials
        self.costs = costs
    }
}

extension PriceDeck {
    /// The sum of costs that have a source.
    func sum(_ kinds: [Cost]) -> Double {
        kinds.reduce(0) { $0 + (costs[$1]?.value ?? 0) }
    }

    /// What the materials of a rated kWh fetch, without any cost.
    func materialWorth(_ chemistry: String) -> Double {
        materials.values.reduce(0) { sum, material in
            let content = material.content[chemistry] ?? 0
            let payable = material.payable?.value ?? 0
            return sum + content * material.recovery.value * material.price.value * payable
        }
    }
}
