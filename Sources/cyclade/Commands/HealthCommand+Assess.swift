public import ArgumentParser
public import BatteryHealth
import FoundationEssentials
import Vocabulary

/// `cyclade health assess`: what a battery's readings say of it.
struct HealthAssess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Judge a battery from its readings.",
        discussion: """
            The readings are a file, or with '--gateway' what a gateway keeps of a battery of the
            ledger, which then says what model it is and what happened to it.

            The file has a line of column names, then a reading a line: t_s, pack_A (positive
            leaves the battery), soc_pct, and as far as they are known pack_V, cell_max_V,
            cell_min_V, temp_max_C, temp_min_C, insulation_kohm, speed_kmh, odo_km and
            charge_state as GB/T 32960 has it, and of single cells cell_V_1, cell_V_2 and so on.
            What cannot be is counted and left out.

            For 'cyclade tx submit', '--transaction' writes what the assessor tells the ledger, and
            '--recall' what the owner does next where the battery may not stay in use. With
            '--keep-value' the value stays in the assessor's vault, and the ledger has a salted
            commitment to it.

            With a file of prices, such as docs/prices/2025-12.json, it also says what the
            battery is worth: kept, in a second use, or taken apart. A remaining life is told
            from half a year of readings on.

            EXAMPLES
              cyclade health assess frames.csv --chemistry nmc --rated-ah 150 --cells 91
              cyclade health assess frames.csv --chemistry lfp --rated-ah 505 --cells 324 --json
              cyclade health assess frames.csv --battery-model nmc-91.json
              cyclade health assess frames.csv --battery-model nmc-91.json --library lives
              cyclade health assess 001PE… --gateway gw-1 --single-cells --html page.html
              cyclade health assess 001PE… --gateway gw-1 --transaction record.json --recall recall.json
              cyclade health assess frames.csv --chemistry lfp --rated-ah 505 --cells 324 \\
                --prices docs/prices/2025-12.json --rated-kwh 523
            """
    )

    @OptionGroup var source: HealthSource
    @OptionGroup var model: BatteryModelOptions

    @Option(help: "What inspection found: \(SafetyFinding.names).")
    var finding: [SafetyFinding] = []

    @Option(help: "The state of health of the assessment before, in per cent.")
    var previous: Double?

    @Option(
        help: ArgumentHelp(
            "Whole lives of like packs, a CSV file each of 'use' in months and 'capacity_pct', "
                + "to tell the remaining life by.",
            valueName: "folder"
        )
    )
    var library: String?

    @Option(help: ArgumentHelp("Write a page with drawings.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write each drawing as an SVG file.", valueName: "folder"))
    var svg: String?

    @Option(help: ArgumentHelp("Write the transaction that records it.", valueName: "file"))
    var transaction: String?

    @Option(help: ArgumentHelp("Write the transaction that calls it home.", valueName: "file"))
    var recall: String?

    @OptionGroup(title: "Value")
    var value: ValueOptions

    @OptionGroup(title: "Value")
    var keep: KeepOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard source.code != nil || model.isComplete else {
            throw ValidationError(
                "Give '--chemistry', '--rated-ah' and '--cells', or '--battery-model FILE', or "
                    + "'--battery CODE' of the ledger."
            )
        }
        guard source.code != nil || (transaction == nil && recall == nil) else {
            throw ValidationError("Name the battery that the file is of with '--battery CODE'.")
        }
        guard keep.memberID == nil || (value.prices != nil && transaction != nil) else {
            throw ValidationError("'--keep-value' needs '--prices' and '--transaction'.")
        }
    }

    func run() async throws {
        try await ExitStatus.reportTelemetry {
            let ledger = try source.code.map { try LedgerBattery($0, in: source.data.directory) }
            let heard = try source.history(
                of: model(of: ledger),
                countsCells: model.cells == nil && model.file == nil,
                ledger?.life
            )
            let assessment = heard.history.assessment(
                findings: finding + (ledger?.life.findings ?? []),
                previous: previous.map { $0 / 100 } ?? ledger?.life.lastHealth
            )
            let answer = try answer(assessment, heard, ledger?.life)
            let report = PackReport(
                history: heard.history,
                assessment: assessment,
                outlook: answer.outlook
            )
            if let html { try report.html.write(toFile: html, atomically: true, encoding: .utf8) }
            if let svg { try write(report.figures.map(\.chart), to: URL(filePath: svg)) }
            if json { try JSON.print(answer) } else { print(answer.text) }
            if let ledger {
                try write(answer, of: ledger, heard.evidence + [model.digest()].compactMap(\.self))
            }
        }
    }

    /// The assessment with what is left of the battery's life, and what it is worth.
    private func answer(
        _ assessment: PackAssessment,
        _ heard: HeardHistory,
        _ life: LifeRecord?
    ) throws -> HealthAnswer {
        let limit = life?.limit ?? Decision.leastForVehicles
        let known = try library.flatMap {
            try CapacitySeries(ratedCapacity: nil).library(in: $0, until: limit)
        }
        let remaining = RemainingLifeAnswer(until: limit) { () throws(RemainingLifeRefusal) in
            try heard.history.remainingLife(until: limit, library: known)
        }
        return HealthAnswer(
            assessment: assessment,
            remainingLife: remaining,
            value: try value.value(
                of: assessment,
                chemistry: heard.history.model.chemistry,
                monthsLeft: remaining.remainingLife?.months
            ),
            life: try life.map { LifeRecordSummary(of: $0, on: try .today) },
            vehicleAlarms: heard.alarms
        )
    }

    private func model(of ledger: LedgerBattery?) throws -> BatteryModel {
        guard let model = try model.known().model(named: source.name, of: ledger?.record) else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "The ledger does not say what cells \(source.name) has: "
                    + "give '--chemistry', '--rated-ah' and '--cells', or '--battery-model'."
            )
        }
        return model
    }

    /// Writes what the ledger is to be told, and says what to do with it.
    private func write(
        _ answer: HealthAnswer,
        of battery: LedgerBattery,
        _ evidence: [Digest]
    ) throws {
        let (code, assessment) = (battery.code, answer.assessment)
        if let transaction {
            guard
                var body = AssessmentTransaction.recording(assessment, of: code, evidence: evidence)
            else {
                throw ExitStatus.saying(
                    ExitStatus.failedCheck,
                    "Nothing to record: no credible state of health of \(code) is known."
                )
            }
            // A value is kept for good: only once there is surely a file for what commits to it.
            try body.write(to: transaction)
            let value = answer.value?.value
            if let kept = try keep.keep(value, of: battery, in: source.data.directory) {
                body.setValue(kept)
                try body.write(to: transaction)
            }
            Terminal.say("Next: cyclade tx submit \(transaction) --key FILE")
        }
        let recalling = AssessmentTransaction.recalling(
            assessment,
            code,
            duty: battery.life.duty,
            least: battery.least
        )
        guard let recalling else { return }
        Terminal.say(
            "\(code) may not stay \(battery.life.duty == .vehicle ? "in vehicles" : "in use")."
        )
        guard let recall else { return }
        try recalling.write(to: recall)
        if transaction == nil {
            Terminal.say(
                "The ledger takes it once it has this assessment: '--transaction' writes it."
            )
        }
        Terminal.say("Next: cyclade tx submit \(recall) --key FILE")
    }

    private func write(_ charts: [Chart], to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for chart in charts {
            let file = folder.appending(path: "\(chart.id).svg")
            try chart.file.write(to: file, atomically: true, encoding: .utf8)
        }
    }
}

extension SafetyFinding: ExpressibleByArgument {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
