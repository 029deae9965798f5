/// What batteries and their materials cost on a day: a file with a date, never a constant.
///
/// Lithium has moved by a factor of three within a year, so that a value is worth as much as the
/// date of its prices.
public struct PriceDeck: Hashable, Sendable, Codable {
    /// A material's content and what is got for it.
    public struct Material: Hashable, Sendable, Codable {
        /// What a kilogram costs.
        public var price: Double
        /// What is recovered, as a part of 1.
        public var recovery: Double
        /// What a buyer pays of the price, as a part of 1.
        public var payable: Double
        /// How much is in a rated kWh of each chemistry, in kilograms.
        public var content: [String: Double]
    }

    /// What it takes to use a battery again or to take it apart, a rated kWh.
    public struct Costs: Hashable, Sendable, Codable {
        public var test: Double
        public var repurposing: Double
        public var logistics: Double
        public var discharge: Double
        public var dismantling: Double
        public var processing: Double
        public var transport: Double
    }

    /// The day of the prices, as ISO 8601 has it.
    public var date: String
    /// The currency of all prices, as ISO 4217 has it.
    public var currency: String
    /// What a new pack for vehicles costs, a kWh, by chemistry.
    public var newPack: [String: Double]
    /// What a new stationary pack costs, a kWh.
    public var newStationaryPack: Double
    /// What a used pack is worth in place of a new one in vehicles, as a part of 1.
    public var vehicleDiscount: Double
    /// What a used pack is worth in place of a new stationary one, as a part of 1.
    public var secondUseDiscount: Double
    public var materials: [String: Material]
    public var costs: Costs
}
