import BatteryHealth

extension MeasurementTable {
    /// Columns without which rows are no readings of a pack.
    static let readingColumns = ["t_s", "pack_A", "soc_pct"]

    /// The rows as readings of a pack.
    ///
    /// Columns are `t_s, speed_kmh, charge_state, odo_km, pack_V, pack_A, soc_pct,
    /// cell_max_V, cell_min_V, temp_max_C, temp_min_C, insulation_kohm`. What is no number is not there.
    func readings() -> [PackReading] {
        rows().compactMap { row in
            guard let time = row.number("t_s") else { return nil }
            var reading = PackReading(time: time)
            reading.current = row.number("pack_A")
            reading.voltage = row.number("pack_V")
            reading.stateOfCharge = row.number("soc_pct").map { $0 / 100 }
            reading.cellMaximum = row.number("cell_max_V")
            reading.cellMinimum = row.number("cell_min_V")
            reading.temperatureMaximum = row.number("temp_max_C")
            reading.temperatureMinimum = row.number("temp_min_C")
            reading.insulation = row.number("insulation_kohm").map { $0 * 1_000 }
            reading.speed = row.number("speed_kmh")
            reading.odometer = row.number("odo_km")
            reading.charging = row.number("charge_state")
                .flatMap { UInt8(exactly: $0) }.flatMap(PackReading.Charging.init)
            return reading
        }
    }
}
