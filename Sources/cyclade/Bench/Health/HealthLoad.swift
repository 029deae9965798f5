import BatteryHealth
import FleetSimulation
import FoundationEssentials
import TelemetryGateway

/// What health is measured with: packs, readings and cells that are drawn, not measured.
enum HealthLoad {
    static let model = BatteryModel(
        name: "bench",
        chemistry: .nmc,
        ratedCapacity: 150,
        seriesCellCount: 96
    )

    /// When the stored charges begin, Unix milliseconds.
    private static let start: UInt64 = 1_772_323_200_000
    private static let chargesPerBattery = 2
    private static let samplesPerCharge = 11

    /// Stores two charges of 20 minutes of each of so many batteries, as a station sends them.
    ///
    /// - Parameters:
    ///   - count: How many batteries.
    ///   - store: An empty store.
    ///   - progress: Told of each thousand.
    /// - Throws: `SummaryError`.
    static func store(
        _ count: Int,
        in store: SummaryStore,
        _ progress: (Int) -> Void
    ) throws(SummaryError) {
        var random = SplitMix64(seed: 7)
        for number in 0..<count {
            let health = 0.70 + 0.30 * Double.random(in: 0..<1, using: &random)
            try store.ingest(records(of: number, health: health))
            if number.isMultiple(of: 1_000) { progress(number) }
        }
        try store.flush()
    }

    private static func records(of number: Int, health: Double) -> [TelemetryRecord] {
        let digits = "\(number + 1)"
        let battery =
            "001PEAB0000001C1D" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
        return (0..<chargesPerBattery * samplesPerCharge).map { index in
            let (charge, sample) = index.quotientAndRemainder(dividingBy: samplesPerCharge)
            let atMs = start + UInt64(charge) * 86_400_000 + UInt64(sample) * 120_000
            // 150 A for two minutes are 5 Ah.
            let soc = 40 + Double(sample) * 5 / (150 * health) * 100
            let line =
                "{\"station\":\"ST-1\",\"slot\":1,\"battery\":\"\(battery)\",\"time\":\(atMs),"
                + "\"voltage_V\":352.4,\"current_A\":150,\"soc_pct\":\(soc.rounded()),"
                + "\"temp_max_C\":27,\"temp_min_C\":25}"
            return TelemetryRecord(
                kind: .stationRecord,
                receivedMs: atMs,
                batteryID: battery,
                bytes: Array(line.utf8)
            )
        }
    }

    /// So many readings, one every ten seconds: days of driving, rest and a charge at night.
    static func readings(_ count: Int) -> [PackReading] {
        var random = SplitMix64(seed: 11)
        var soc = 0.6
        return (0..<count).map { index in
            let second = Double(index) * 10
            let hour = second.truncatingRemainder(dividingBy: 86_400) / 3_600
            var reading = PackReading(time: second)
            let current: Double =
                switch hour {
                case ..<4 where soc < 0.95: -60
                case 7..<9, 17..<19:
                    40 * Double.random(in: 0..<1, using: &random) * (soc > 0.2 ? 1 : 0)
                default: 0
                }
            soc = min(1, max(0, soc - current * 10 / 3_600 / 140))
            reading.current = current
            reading.voltage = 96 * (3.4 + 0.7 * soc) - 0.05 * current
            reading.stateOfCharge = (soc * 100).rounded() / 100
            reading.cellMaximum = 3.41 + 0.7 * soc
            reading.cellMinimum = 3.40 + 0.7 * soc
            reading.temperatureMaximum = 26
            reading.temperatureMinimum = 25
            reading.speed = current > 0 ? 60 : 0
            reading.charging = current < 0 ? .parked : Optional(.none)
            return reading
        }
    }

    /// The same readings cell by cell.
    static func cellReadings(of readings: [PackReading]) -> [CellReading] {
        var random = SplitMix64(seed: 17)
        let offsets = (0..<model.seriesCellCount).map { _ in
            Double.random(in: 0..<0.003, using: &random)
        }
        return readings.map { reading in
            let lowest = reading.cellMinimum ?? 3.4
            var cells = CellReading(time: reading.time, voltages: offsets.map { lowest + $0 })
            cells.current = reading.current
            cells.stateOfCharge = reading.stateOfCharge
            cells.packVoltage = cells.voltages.reduce(0) { $0 + ($1 ?? 0) }
            return cells
        }
    }

    /// So many used cells of one model.
    static func cells(_ count: Int) -> [CellMeasurement] {
        var random = SplitMix64(seed: 13)
        return (0..<count).map { number in
            let health = 0.6 + 0.3 * Double.random(in: 0..<1, using: &random)
            return CellMeasurement(
                id: "cell-\(number)",
                model: "bench",
                capacity: 20 * health,
                resistance: 0.002 * (1 + 0.5 * (1 - health))
                    * (0.95 + 0.1 * Double.random(in: 0..<1, using: &random)),
                openCircuitVoltage: 3.30 + 0.005 * Double.random(in: 0..<1, using: &random),
                shape: (0..<3).map { _ in Double.random(in: 0..<1, using: &random) }
            )
        }
    }
}
