/// Waits until a battery was left alone for so long that its voltage tells its state of charge.
struct RestWatch: Sendable {
    private let model: BatteryModel
    private var clock = RestClock()
    private var start: Double?
    private var voltage: Double?
    private var newest: Double?

    init(_ model: BatteryModel) {
        self.model = model
    }

    /// Takes the next reading.
    mutating func add(_ clean: CleanReading) {
        let reading = clean.reading
        guard let since = clock.add(clean, model) else {
            start = nil
            return
        }
        if since != start { (start, voltage) = (since, nil) }
        newest = reading.time
        let isUsual = reading.temperature.map(RestVoltages.temperatures.contains) ?? true
        voltage = isUsual ? reading.meanCellVoltage(model) ?? voltage : nil
    }

    /// The state of charge by the open-circuit voltage just before `clean`, if it can be told.
    func openCircuit(before clean: CleanReading) -> ChargeSession.End? {
        guard let table = model.openCircuitVoltage, let start, let newest, let voltage,
            newest - start >= model.chemistry.restDuration, table.covers(voltage),
            clock.isUnbroken(by: clean.pause, until: clean.reading.stateOfCharge)
        else { return nil }
        let stateOfCharge = table.stateOfCharge(at: voltage)
        guard model.chemistry.tells(stateOfCharge: stateOfCharge) else { return nil }
        let slope = max(table.slope(at: stateOfCharge), 1e-3)
        let fromVoltage = Self.voltageDeviation / slope
        return ChargeSession.End(
            time: clean.reading.time,
            stateOfCharge: stateOfCharge,
            deviation: (fromVoltage * fromVoltage + Self.tableDeviation * Self.tableDeviation)
                .squareRoot(),
            anchor: .openCircuit
        )
    }

    private static let voltageDeviation = 0.005
    private static let tableDeviation = 0.005
}

extension PackReading {
    /// The mean voltage of the cells in series, in volts.
    func meanCellVoltage(_ model: BatteryModel) -> Double? {
        if let voltage { return voltage / Double(model.seriesCellCount) }
        guard let cellMaximum, let cellMinimum else { return nil }
        return (cellMaximum + cellMinimum) / 2
    }
}
