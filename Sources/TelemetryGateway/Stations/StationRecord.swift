/// What a station says of a battery that charges in one of its slots, every 10 s at most.
public struct StationRecord: Hashable, Sendable {
    /// The station's identifier on the ledger.
    public let station: String
    /// The slot, `0...63`, as on the ledger.
    public let slot: Int
    /// The battery by its code, or its enrolment number.
    public let batteryID: String
    /// When it was measured, Unix milliseconds.
    public let atMs: UInt64
    /// V of the pack, `0...6000`.
    public let voltage: Double
    /// A into the pack, `-3000...3000`: positive while it charges.
    public let current: Double
    /// %, `0...100`.
    public let soc: Double
    /// V of the highest and lowest cell, `0...15`.
    public let cellMax: Double?
    public let cellMin: Double?
    /// °C of the hottest and coldest probe, `-40...210`.
    public let temperatureMax: Double?
    public let temperatureMin: Double?
    /// kWh of the slot's meter, `0...1,000,000`.
    public let energy: Double?
}

extension Sample {
    /// Takes what a station's record says; `nil` beyond the seconds that can be counted.
    init?(_ record: StationRecord) {
        guard let second = UInt32(exactly: record.atMs / 1_000) else { return nil }
        self.init(second: second)
        setRounded(.voltage, record.voltage, 10)
        setRounded(.current, -record.current, 10)
        setRounded(.soc, record.soc, 10)
        setRounded(.cellMax, record.cellMax, 1_000)
        setRounded(.cellMin, record.cellMin, 1_000)
        setRounded(.temperatureMax, record.temperatureMax, 10)
        setRounded(.temperatureMin, record.temperatureMin, 10)
        setRounded(.meter, record.energy, 1_000)
        activity = Activity(stationAmperes: record.current)
    }

    // The record's values are within their ranges, so that the products are small.
    private mutating func setRounded(_ field: SampleField, _ value: Double?, _ factor: Double) {
        guard let value, let counts = Int64(exactly: (value * factor).rounded()) else { return }
        set(field, counts)
    }
}

extension Activity {
    /// What a battery in a slot is doing.
    fileprivate init(stationAmperes: Double) {
        // Below half an ampere a charger only holds the voltage.
        self = abs(stationAmperes) >= 0.5 ? .charge : .rest
    }
}
