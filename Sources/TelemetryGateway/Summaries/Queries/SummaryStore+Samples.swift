import GRDB

/// What a battery reported at one second, in physical units; what was not told, or was dirty, is
/// `nil`.
public struct TelemetrySample: Hashable, Sendable {
    /// Unix seconds.
    public let second: UInt32
    /// Of the whole pack, in volts.
    public let voltage: Double?
    /// In amperes; positive leaves the battery.
    public let current: Double?
    /// As the battery's own management has it, in per cent.
    public let stateOfCharge: Double?
    /// The highest and the lowest cell, in volts.
    public let cellMaximum: Double?
    public let cellMinimum: Double?
    /// The warmest and the coldest probe, in °C.
    public let temperatureMaximum: Double?
    public let temperatureMinimum: Double?
    /// Of the insulation between the pack and the vehicle, in ohms; 60 MΩ stands for more than 2 MΩ.
    public let insulation: Double?
    /// What the battery was doing.
    public let activity: Activity

    /// As much as the protocol can say, in ohms: no limit takes it for a fault.
    private static let goodInsulation = 60e6

    init(_ sample: Sample) {
        func value(_ field: SampleField, per unit: Double) -> Double? {
            sample[field].map { Double($0) / unit }
        }
        second = sample.second
        voltage = value(.voltage, per: 10)
        current = value(.current, per: 10)
        stateOfCharge = value(.soc, per: 10)
        cellMaximum = value(.cellMax, per: 1_000)
        cellMinimum = value(.cellMin, per: 1_000)
        temperatureMaximum = value(.temperatureMax, per: 10)
        temperatureMinimum = value(.temperatureMin, per: 10)
        insulation =
            switch sample.insulation {
            case Sample.noInsulation: nil
            case Sample.mostInsulation: Self.goodInsulation
            default: Double(sample.insulation) * 1_000
            }
        activity = sample.activity
    }
}

extension SummaryStore {
    /// Tells every sample of a battery in the order of time; flush first for the newest.
    ///
    /// One stretch of two hours is in memory at a time.
    ///
    /// - Parameters:
    ///   - batteryID: The battery.
    ///   - seconds: Of what time, in Unix seconds.
    ///   - body: Takes the next sample.
    /// - Returns: Whether anything was ever heard of the battery.
    /// - Throws: ``SummaryError``.
    public func forEachSample(
        of batteryID: String,
        in seconds: ClosedRange<UInt32> = 0...UInt32.max,
        _ body: (TelemetrySample) -> Void
    ) throws(SummaryError) -> Bool {
        let stretches = TelemetryQuery(seconds: seconds).chunks
        return try database.read { db in
            let battery = try Int64.fetchOne(
                db,
                sql: "SELECT id FROM battery WHERE name = ?",
                arguments: [batteryID]
            )
            guard let battery else { return false }
            for chunk in try ChunkRow.chunks(of: battery, in: stretches, db) {
                let key = ChunkRow.Key(battery: battery, chunk: chunk)
                guard let samples = try ChunkRow.samples(key, db)?.samples() else { continue }
                for sample in samples where seconds.contains(sample.second) {
                    body(TelemetrySample(sample))
                }
            }
            return true
        }
    }
}
