import ArgumentParser
import BatteryHealth

/// `cyclade health estimate`: what an estimator says of cells on the bench.
struct HealthEstimate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Tell the health of cells on the bench by an estimator's file.",
        discussion: """
            An estimator of pulse tests takes a cell a line, with columns id and U1, U2 and so
            on, the voltage at rest and the answers to the pulses. One of charges takes samples
            of one charge with columns t_s, voltage_V and current_A (positive goes in), and the
            rated capacity.

            EXAMPLES
              cyclade health estimate pulses.csv --model models/pulse.lfp20.json
              cyclade health estimate charge.csv --model models/window.lsd.json --rated-ah 2.4
            """
    )

    @Argument(help: "The measurements, as a CSV file.")
    var file: String

    @Option(help: ArgumentHelp("The estimator.", valueName: "file"))
    var model: String

    @Option(name: .customLong("rated-ah"), help: "The rated capacity of the cell, in ampere-hours.")
    var ratedCapacity: Double?

    @Flag(help: "Print one JSON object.")
    var json = false

    /// What is said of one cell.
    private struct Cell: Encodable {
        let id: String
        /// The state of health with its interval of 90 %, as parts of 1.
        let health: Estimate?
        let decision: Decision
        /// Why there is no estimate, or why it is to be doubted.
        let problem: String?
    }

    private struct Answer: Encodable {
        let estimator: String
        let sha256: String
        let cells: [Cell]
    }

    func validate() throws {
        guard ratedCapacity.map({ $0.isFinite && $0 > 0 }) ?? true else {
            throw ValidationError("'--rated-ah' must be more than 0.")
        }
    }

    func run() async throws {
        try await ExitStatus.report {
            let estimator = try EstimatorFile.read(model)
            let answer = Answer(
                estimator: estimator.task,
                sha256: "\(try InputFile(model).digest(limit: EstimatorFile.mostBytes))",
                cells: try cells(by: estimator)
            )
            if json { try JSON.print(answer) } else { print(Self.table(answer.cells)) }
            guard answer.cells.contains(where: { $0.health != nil }) else {
                throw ExitStatus.saying(ExitStatus.failedCheck, "No cell could be judged.")
            }
        }
    }

    private func cells(by file: EstimatorFile) throws -> [Cell] {
        let table = try MeasurementTable.open(self.file, columns: file.input.columns)
        switch file.input {
        case .pulses:
            return table.rows().enumerated().map { index, row in
                let problem = Self.problem(row, file.input.columns)
                return cell(
                    row.name("id") ?? "\(index + 1)",
                    problem == nil ? row.pulses(file.input.columns)?.features : nil,
                    by: file.estimator,
                    otherwise: problem ?? "a voltage is missing"
                )
            }
        case .chargeWindow(let from, let to, let steps):
            guard let ratedCapacity else {
                throw ExitStatus.saying(
                    ExitStatus.usage,
                    "\(file.task) needs the rated capacity: give '--rated-ah'."
                )
            }
            let window = ChargeWindow(from: from, to: to, stepCount: steps)
            let curve = ChargeCurve(table.rows().compactMap(\.sample))
            let features = window?.features(of: curve, ratedCapacity: ratedCapacity)
            let absurd = features.flatMap(Self.absurdity)
            return [
                cell(
                    table.name,
                    absurd == nil ? features : nil,
                    by: file.estimator,
                    otherwise: absurd
                        ?? "the charge does not go from \(from) to \(to) V with a steady current "
                        + "and without a hole"
                )
            ]
        }
    }

    /// What shows that a unit is another; `nil` if nothing does.
    private static func absurdity(_ features: [Double]) -> String? {
        // All that went in, as a part of the rated capacity.
        guard let all = features.first else { return nil }
        if all > Estimate.mostHealth {
            return "more went in than the rated capacity: check the unit of the current"
        }
        return all < leastCharge
            ? "hardly anything went in: check the units of the time and of the current" : nil
    }

    /// As a part of the rated capacity; what a cell of 20 % takes in any window is more.
    private static let leastCharge = 0.02

    private func cell(
        _ id: String,
        _ features: [Double]?,
        by estimator: Estimator,
        otherwise problem: String
    ) -> Cell {
        let strange = features.flatMap { estimator.strangeCount(in: $0) } ?? 0
        let isStranger = strange > estimator.featureCount / Self.mostStrange
        let known = isStranger ? nil : features
        let told = known.flatMap { estimator.estimate($0) }.map { percent in
            Estimate(
                value: percent.value / 100,
                lower: percent.lower / 100,
                upper: percent.upper / 100
            )
        }
        let health = told.flatMap { $0.isPossible ? $0 : nil }
        return Cell(
            id: id,
            health: health,
            decision: Decision(health: health),
            problem: isStranger
                ? "\(strange) of \(estimator.featureCount) values are far from all that the model "
                    + "has learnt from: check the units, and whether it is a cell of this model"
                : told.map { Self.doubt($0) } ?? problem
        )
    }

    /// A part in so many may be far from what was learnt from.
    private static let mostStrange = 4

    /// Why a test is not of a cell's answers to pulses; `nil` if it is, or a voltage is missing.
    private static func problem(_ row: MeasurementTable.Row, _ columns: [String]) -> String? {
        let absurd = columns.compactMap(row.number).first { !voltages.contains($0) }
        if let absurd { return "\(absurd) V is no cell's voltage: check its unit" }
        guard let test = row.pulses(columns), !test.isAnswered else { return nil }
        return "hardly any voltage is another than at rest: no pulse was answered"
    }

    /// What hardly any cell has, or none; `nil` if that is not so.
    private static func doubt(_ health: Estimate) -> String? {
        let text = "a state of health of \(health.value.percent(places: 0))"
        if !health.isPossible { return "\(text) cannot be right: is it a cell of this model?" }
        return health.value > Estimate.mostHealth ? "\(text) is more than cells have" : nil
    }

    /// What a cell can have, in volts; thousandths of them are far above.
    private static let voltages = 0.5...5.5

    private static func table(_ cells: [Cell]) -> TextTable {
        TextTable(
            header: ["cell", "health", "nine cases of ten", "verdict", ""],
            rows: cells.map { cell in
                [
                    cell.id, cell.health?.value.percent(places: 1) ?? "-",
                    cell.health.map {
                        "\(($0.lower * 100).text(places: 1)) – \($0.upper.percent(places: 1))"
                    } ?? "-",
                    cell.decision.verdict.rawValue, cell.problem ?? "",
                ]
            }
        )
    }
}

extension MeasurementTable.Row {
    /// The row as a pulse test; `nil` if a voltage is missing.
    fileprivate func pulses(_ columns: [String]) -> PulseTest? {
        let voltages = columns.compactMap(number)
        guard voltages.count == columns.count, let rest = voltages.first else { return nil }
        return PulseTest(restVoltage: rest, answers: Array(voltages.dropFirst()))
    }

    /// The row as a moment of a charge.
    fileprivate var sample: ChargeCurve.Sample? {
        guard let time = number("t_s"), let voltage = number("voltage_V"),
            let current = number("current_A")
        else { return nil }
        return ChargeCurve.Sample(time: time, voltage: voltage, current: current)
    }
}
