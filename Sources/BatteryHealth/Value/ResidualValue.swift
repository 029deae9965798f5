/// What a battery is worth in each of its possible lives.
public struct ResidualValue: Hashable, Sendable, Codable {
    /// What is known of a battery.
    public struct Battery: Hashable, Sendable {
        /// The rated energy, in kWh.
        public var ratedEnergy: Double
        /// How the price deck calls its chemistry.
        public var chemistry: String
        /// The state of health with its interval of 90 %, as parts of 1.
        public var health: Estimate
        /// What of a new battery's throughput it has left in a second use, with its interval of
        /// 90 %, as parts of 1.
        public var throughputLeft: Estimate
        /// Whether safety forbids any further use.
        public var isUnsafe: Bool

        public init(
            ratedEnergy: Double,
            chemistry: String,
            health: Estimate,
            throughputLeft: Estimate,
            isUnsafe: Bool = false
        ) {
            self.ratedEnergy = ratedEnergy
            self.chemistry = chemistry
            self.health = health
            self.throughputLeft = throughputLeft
            self.isUnsafe = isUnsafe
        }
    }

    /// A value at the middle, and that which it has in three cases of four.
    public struct Amount: Hashable, Sendable, Codable {
        public let middle: Double
        public let cautious: Double
    }

    /// The day and the currency of the prices.
    public let date: String
    public let currency: String
    /// It stays in vehicles, and has its next life after that; `nil` if it may not.
    public let keep: Amount?
    /// It has a second use; `nil` if it may not.
    public let cascade: Amount?
    /// It is taken apart: content does not fade with health.
    public let dismantle: Amount

    /// The life that is worth most, by its cautious value.
    public var best: Verdict {
        let options: [(Verdict, Amount)] =
            [(.dismantle, dismantle)] + (cascade.map { [(.cascade, $0)] } ?? [])
            + (keep.map { [(.keep, $0)] } ?? [])
        return options.max { $0.1.cautious < $1.1.cautious }?.0 ?? .dismantle
    }

    /// Values a battery by the prices of a day.
    ///
    /// - Throws: ``PriceError`` if the deck does not know the battery's chemistry.
    public init(of battery: Battery, by deck: PriceDeck) throws(PriceError) {
        date = deck.date
        currency = deck.currency
        let materials = try Self.dismantling(battery, deck)
        dismantle = Amount(middle: materials, cautious: materials)
        guard !battery.isUnsafe else {
            (keep, cascade) = (nil, nil)
            return
        }
        let second = Self.amount(battery) { health, left in
            Self.secondUse(battery, deck, health, left)
        }
        cascade = second
        guard battery.health.lower >= Decision.leastForVehicles else {
            keep = nil
            return
        }
        guard let new = deck.newPack[battery.chemistry] else {
            throw .unknownChemistry(battery.chemistry)
        }
        let next = max(materials, second.cautious)
        keep = Self.amount(battery) { health, _ in
            let left = (health - Decision.leastForVehicles) / (1 - Decision.leastForVehicles)
            return battery.ratedEnergy * new * max(0, left) * deck.vehicleDiscount + next
        }
    }

    private static func amount(
        _ battery: Battery,
        _ value: (_ health: Double, _ throughputLeft: Double) -> Double
    ) -> Amount {
        Amount(
            middle: value(battery.health.value, battery.throughputLeft.value),
            cautious: value(
                battery.health.lowerQuartile,
                battery.throughputLeft.lowerQuartile
            )
        )
    }

    private static func secondUse(
        _ battery: Battery,
        _ deck: PriceDeck,
        _ health: Double,
        _ throughputLeft: Double
    ) -> Double {
        let worth =
            health * deck.newStationaryPack * deck.secondUseDiscount
            * min(1, max(0, throughputLeft))
        let costs = deck.costs.test + deck.costs.repurposing + deck.costs.logistics
        return battery.ratedEnergy * (worth - costs)
    }

    private static func dismantling(
        _ battery: Battery,
        _ deck: PriceDeck
    ) throws(PriceError) -> Double {
        var (worth, isKnown) = (0.0, false)
        for material in deck.materials.values {
            guard let content = material.content[battery.chemistry] else { continue }
            isKnown = true
            worth += content * material.recovery * material.price * material.payable
        }
        guard isKnown else { throw .unknownChemistry(battery.chemistry) }
        let costs =
            deck.costs.discharge + deck.costs.dismantling + deck.costs.processing
            + deck.costs.transport
        return battery.ratedEnergy * (worth - costs)
    }
}

/// Why a battery cannot be valued.
public enum PriceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The price deck says nothing of a chemistry.
    case unknownChemistry(String)

    public var description: String {
        switch self {
        case .unknownChemistry(let chemistry):
            "the price deck has no prices for '\(chemistry)': add it there"
        }
    }
}

extension Estimate {
    /// The value that the true one exceeds in three cases of four, if errors are normal.
    var lowerQuartile: Double { value - 0.6745 * (upper - lower) / (2 * 1.645) }
}
