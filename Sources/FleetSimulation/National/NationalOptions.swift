/// The size of a national story.
public struct NationalOptions: Hashable, Sendable {
    /// How long it lasts, 1 to 20 years.
    public var years: Int
    /// Packs in service and in reserve once all stations are open, 100 to 1,000,000.
    public var fleet: Int
    /// The seed of every choice.
    public var seed: UInt64

    /// Creates options; numbers outside their limits are moved to the nearest allowed one.
    public init(years: Int = 8, fleet: Int = 20_000, seed: UInt64 = 7) {
        self.years = years
        self.fleet = fleet
        self.seed = seed
    }

    var bounded: NationalOptions {
        NationalOptions(
            years: min(max(1, years), 20),
            fleet: min(max(100, fleet), 1_000_000),
            seed: seed
        )
    }
}
