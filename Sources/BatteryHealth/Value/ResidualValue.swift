public import Vocabulary

/// What a battery is worth in each of its possible lives.
///
/// Health, what is left of a life and its throughput are uncertain, and good or bad together; so each
/// quantile of a value is the value at that quantile of them. Prices are those of one day.
public struct ResidualValue: Hashable, Sendable, Codable {
    /// What is known of a battery.
    public struct Battery: Hashable, Sendable {
        /// The rated energy, in kWh.
        public var ratedEnergy: Double
        /// How the price deck calls its chemistry.
        public var chemistry: String
        /// The state of health with its interval of 90 %, as parts of 1.
        public var health: Estimate
        /// The months that it stays in vehicles.
        public var monthsLeft: Estimate?
        /// What of a new battery's throughput it has left in a second use, as parts of 1.
        public var throughputLeft: Estimate?
        /// What is known of its safety.
        public var findings: [SafetyFinding]

        public init(
            ratedEnergy: Double,
            chemistry: String,
            health: Estimate,
            monthsLeft: Estimate? = nil,
            throughputLeft: Estimate? = nil,
            findings: [SafetyFinding] = []
        ) {
            self.ratedEnergy = ratedEnergy
            self.chemistry = chemistry
            self.health = health
            self.monthsLeft = monthsLeft
            self.throughputLeft = throughputLeft
            self.findings = findings
        }
    }

    /// What stands in the way of a life.
    public enum Obstacle: Hashable, Sendable, Codable {
        /// Safety forbids any further use: the value is lost whole.
        case unsafe([SafetyFinding])
        /// Each cell must be tested first.
        case testFirst([SafetyFinding])
        /// Its health is below what that life needs, a part of 1.
        case below(Double)
    }

    /// One life and its value; none where something stands in the way.
    public struct Option: Hashable, Sendable, Codable {
        public let life: Verdict
        public let value: ValueQuantiles?
        public let obstacle: Obstacle?
    }

    /// What the value leaves out or assumes.
    public enum Remark: Hashable, Sendable, Codable {
        /// Costs without a source, which count for nothing.
        case withoutCosts([String])
        /// Materials for which nobody says what is paid, which count for nothing.
        case notPayable([String])
        /// The throughput that is left was taken from the health.
        case throughputFromHealth
        /// What comes after vehicles is not discounted: nobody knows when.
        case nextLifeUndated
    }

    /// The day and the currency of the prices.
    public let day: CivilDate
    public let currency: String
    /// It stays in vehicles and has its next life after, has a second use, or is taken apart.
    public let options: [Option]
    /// The life that is worth most in three cases of four.
    public let best: Verdict
    public let remarks: [Remark]

    /// The value of the best life.
    public var bestValue: ValueQuantiles? {
        options.first { $0.life == best }?.value
    }

    /// Values a battery by the prices of a day.
    ///
    /// - Throws: ``ValueRefusal`` when the battery or the deck has not what it takes.
    public init(of battery: Battery, by deck: PriceDeck) throws(ValueRefusal) {
        try battery.check(deck)
        let pricing = Pricing(battery: battery, deck: deck)
        day = deck.day
        currency = deck.currency
        options = pricing.options
        best =
            options.reduce((life: Verdict.dismantle, value: -Double.infinity)) { best, option in
                guard let value = option.value?.p25, value > best.value else { return best }
                return (option.life, value)
            }.life
        remarks = pricing.remarks
        guard options.compactMap(\.value).allSatisfy(\.isFinite) else { throw .prices(deck.day) }
    }
}

extension ResidualValue.Battery {
    fileprivate func check(_ deck: PriceDeck) throws(ValueRefusal) {
        guard ratedEnergy > 0, ratedEnergy <= ValueRefusal.mostEnergy else {
            throw .energy(ratedEnergy)
        }
        for estimate in [health] + [monthsLeft, throughputLeft].compactMap(\.self) {
            guard estimate.lower <= estimate.value, estimate.value <= estimate.upper,
                estimate.lower.isFinite, estimate.upper.isFinite
            else { throw .interval(estimate) }
        }
        guard deck.newPacks[chemistry] != nil else {
            throw .chemistry(chemistry, known: deck.newPacks.keys.sorted())
        }
    }
}

/// Why a battery cannot be valued.
public enum ValueRefusal: Error, Hashable, Sendable {
    /// An energy that no pack has, in kWh.
    case energy(Double)
    /// Bounds that are no numbers, or not about the value.
    case interval(Estimate)
    /// The prices of this day give no number.
    case prices(CivilDate)
    /// The deck has no prices for a chemistry, but for these.
    case chemistry(String, known: [String])

    /// More than any pack holds, in kWh.
    public static let mostEnergy = 10_000.0
}

extension ValueRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .energy(let energy):
            "a rated energy of \(energy) kWh cannot be; expected more than 0, to "
                + "\(Self.mostEnergy)"
        case .interval(let estimate):
            "an interval from \(estimate.lower) to \(estimate.upper) about \(estimate.value) is none"
        case .prices(let day): "the prices of \(day) give no number"
        case .chemistry(let chemistry, let known):
            "the prices have nothing for '\(chemistry)'; they have \(known.joined(separator: ", "))"
        }
    }
}
