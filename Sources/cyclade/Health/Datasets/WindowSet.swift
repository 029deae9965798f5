import BatteryHealth

/// Charges of single cells, each with the capacity that a full discharge showed.
struct WindowSet {
    /// The folder of the set.
    let folder: String
    /// What its files of charges begin with.
    let filePrefix: String
    /// Where the capacities are.
    let cycles: String
    /// Between which voltages a charge is looked at.
    let window: ChargeWindow?
    /// How many cycles a charge comes after the discharge that it refills.
    let delay: Int
    /// The column that is 0 for a discharge that was cut short.
    let completeness: String?

    static let calce = WindowSet(
        folder: "calce_cs2",
        filePrefix: "ts_",
        cycles: "cycles.csv",
        window: ChargeWindow(from: 3.80, to: 4.00),
        delay: 0,
        completeness: "full_discharge"
    )
    static let nasa = WindowSet(
        folder: "nasa_pcoe",
        filePrefix: "ts_",
        cycles: "cycles.csv",
        window: ChargeWindow(from: 3.90, to: 4.10),
        delay: 1,
        completeness: nil
    )
    static let tongji = WindowSet(
        folder: "tongji",
        filePrefix: "ts_",
        cycles: "cycles_raw.csv",
        window: ChargeWindow(from: 3.70, to: 4.00),
        delay: 0,
        completeness: nil
    )

    /// What a charge showed, and the cycle after which it was seen.
    struct Observation {
        let cycle: Int
        /// The state of health is in per cent.
        let example: TrainingExample
    }

    /// What each charge showed, with the state of health in per cent.
    func examples(in data: HealthFolder) throws -> [TrainingExample] {
        try observations(in: data).map(\.example)
    }

    /// What each charge showed, and when.
    func observations(in data: HealthFolder) throws -> [Observation] {
        let truths = try truths(in: data)
        return try data.files(folder, from: filePrefix).flatMap { file in
            try charges(in: data, file).compactMap { charge in
                example(charge, truths).map { Observation(cycle: charge.cycle.number, example: $0) }
            }
        }
    }

    /// A cell and one of its cycles.
    private struct Cycle: Hashable {
        let cell: String
        let number: Int
    }

    private struct Truth {
        let capacity: Double
        let rated: Double
    }

    private struct Charge {
        let cycle: Cycle
        var samples: [ChargeCurve.Sample]
    }

    private func truths(in data: HealthFolder) throws -> [Cycle: Truth] {
        let columns = ["cell_id", "cycle", "nominal_Ah", "discharge_Ah"]
        guard let table = try data.table(folder, cycles, columns: columns) else { return [:] }
        var truths: [Cycle: Truth] = [:]
        for row in table.rows() {
            guard let cell = row.name("cell_id"), let number = row.whole("cycle"),
                let rated = row.number("nominal_Ah"), let capacity = row.number("discharge_Ah"),
                isWhole(row)
            else { continue }
            truths[Cycle(cell: cell, number: number)] = Truth(
                capacity: capacity,
                rated: rated
            )
        }
        return truths
    }

    /// Whether a discharge went to its end: some were cut short.
    private func isWhole(_ row: MeasurementTable.Row) -> Bool {
        if let completeness { return row.number(completeness) == 1 }
        guard delay == 0, let charge = row.number("charge_Ah"),
            let discharge = row.number("discharge_Ah")
        else { return true }
        return discharge >= 0.8 * charge
    }

    private func charges(in data: HealthFolder, _ file: String) throws -> [Charge] {
        let columns = ["cell_id", "cycle", "t_s", "voltage_V", "current_A"]
        guard let table = try data.table(folder, file, columns: columns) else { return [] }
        var charges: [Charge] = []
        for row in table.rows() {
            guard let cell = row.name("cell_id"), let number = row.whole("cycle"),
                row.name("phase") != "discharge", let time = row.number("t_s"),
                let voltage = row.number("voltage_V"), let current = row.number("current_A")
            else { continue }
            let cycle = Cycle(cell: cell, number: number)
            if charges.last?.cycle != cycle { charges.append(Charge(cycle: cycle, samples: [])) }
            charges[charges.count - 1].samples.append(
                ChargeCurve.Sample(time: time, voltage: voltage, current: current)
            )
        }
        return charges
    }

    private func example(_ charge: Charge, _ truths: [Cycle: Truth]) -> TrainingExample? {
        let told = Cycle(cell: charge.cycle.cell, number: charge.cycle.number - delay)
        guard let truth = truths[told], let window,
            let features = window.features(
                of: ChargeCurve(charge.samples),
                ratedCapacity: truth.rated
            )
        else { return nil }
        return TrainingExample(
            cell: charge.cycle.cell,
            features: features,
            target: truth.capacity / truth.rated * 100
        )
    }
}
