import BatteryHealth

extension MeasurementTable {
    /// Columns without which rows are no readings of a pack.
    static let readingColumns = ["t_s", "pack_A", "soc_pct"]

    /// The rows as readings of a pack.
    ///
    /// Columns are `t_s, speed_kmh, charge_state, odo_km, pack_V, pack_A, soc_pct,
    /// cell_max_V, cell_min_V, temp_max_C, temp_min_C, insulation_kohm`. What is no number is not there.
    func readings() -> some Sequence<PackReading> {
        rows().lazy.compactMap { $0.reading }
    }

    /// What the rows as readings of a pack say of it; one reading is held at a time.
    ///
    /// Columns that begin with `cell_V_` are its single cells, in their order.
    func history(_ model: BatteryModel) -> PackHistory {
        var history = PackHistory(model)
        let cells = columns(from: "cell_V_")
        for row in rows() {
            guard let reading = row.reading else { continue }
            history.add(reading)
            guard !cells.isEmpty else { continue }
            var single = CellReading(time: reading.time, voltages: row.numbers(in: cells))
            single.current = reading.current
            single.stateOfCharge = reading.stateOfCharge
            single.packVoltage = reading.voltage
            history.add(single)
        }
        history.finish()
        return history
    }
}

extension MeasurementTable.Row {
    /// The row as a reading; `nil` without a time.
    fileprivate var reading: PackReading? {
        guard let time = number("t_s") else { return nil }
        var reading = PackReading(time: time)
        reading.current = number("pack_A")
        reading.voltage = number("pack_V")
        reading.stateOfCharge = number("soc_pct").map { $0 / 100 }
        reading.cellMaximum = number("cell_max_V")
        reading.cellMinimum = number("cell_min_V")
        reading.temperatureMaximum = number("temp_max_C")
        reading.temperatureMinimum = number("temp_min_C")
        reading.insulation = number("insulation_kohm").map { $0 * 1_000 }
        reading.speed = number("speed_kmh")
        reading.odometer = number("odo_km")
        reading.charging = number("charge_state")
            .flatMap { UInt8(exactly: $0) }.flatMap(PackReading.Charging.init)
        return reading
    }
}
