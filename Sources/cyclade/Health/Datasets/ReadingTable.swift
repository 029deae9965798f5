import BatteryHealth

extension MeasurementTable {
    /// Columns without which rows are no readings of a pack.
    static let readingColumns = ["t_s", "pack_A", "soc_pct"]

    /// The rows as readings of a pack.
    ///
    /// Columns are `t_s, speed_kmh, charge_state, odo_km, pack_V, pack_A, soc_pct,
    /// cell_max_V, cell_min_V, temp_max_C, temp_min_C, insulation_kohm`. What is empty is not there;
    /// what else is no number is one that cannot be.
    func readings() -> some Sequence<PackReading> {
        rows().lazy.map { $0.reading }
    }

    /// What the rows as readings of a pack say of it; one reading is held at a time.
    ///
    /// Columns that begin with `cell_V_` are its single cells, in their order.
    func history(_ model: BatteryModel, knowsCellCount: Bool = true) -> PackHistory {
        var history = PackHistory(model, knowsCellCount: knowsCellCount)
        let cells = columns(from: "cell_V_")
        for row in everyRow() {
            guard let row else {
                history.skipUnreadable()
                continue
            }
            let reading = row.reading
            history.add(reading)
            guard !cells.isEmpty else { continue }
            var single = CellReading(time: reading.time, voltages: row.reported(in: cells))
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
    /// The row as a reading; one without a time has one that is no number.
    fileprivate var reading: PackReading {
        var reading = PackReading(time: number("t_s") ?? .nan)
        reading.current = reported("pack_A")
        reading.voltage = reported("pack_V")
        reading.stateOfCharge = reported("soc_pct").map { $0 / 100 }
        reading.cellMaximum = reported("cell_max_V")
        reading.cellMinimum = reported("cell_min_V")
        reading.temperatureMaximum = reported("temp_max_C")
        reading.temperatureMinimum = reported("temp_min_C")
        reading.insulation = reported("insulation_kohm").map { $0 * 1_000 }
        reading.speed = reported("speed_kmh")
        reading.odometer = reported("odo_km")
        reading.charging = number("charge_state")
            .flatMap { UInt8(exactly: $0) }.flatMap(PackReading.Charging.init)
        return reading
    }

    /// What a column reports; `nil` if nothing, and no number where it is none.
    private func reported(_ column: String) -> Double? {
        isBlank(column) ? nil : number(column) ?? .nan
    }
}
