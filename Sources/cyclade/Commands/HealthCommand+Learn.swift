import ArgumentParser
import BatteryHealth
import FoundationEssentials
import LedgerNode
import TelemetryGateway
import Vocabulary

/// `cyclade health learn`: what a fleet teaches of its model of battery.
struct HealthLearn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn what a model of battery is like from its fleet.",
        discussion: """
            Each CSV file of the folder holds the readings of one battery of the model, as for
            'health assess'; with '--gateway' they are those batteries of a gateway that the ledger
            has with the same chemistry and rated capacity. What is learnt is written to a file
            for '--battery-model', with the digests of what it was learnt from; a file that is
            given keeps its limits.

            Learnt is the open-circuit voltage, which takes rests within five days of a full charge
            of at least five batteries; and what cold takes of the capacity, where five have charged
            warm and cold.

            EXAMPLES
              cyclade health learn readings --chemistry nmc --rated-ah 150 --cells 91 -o nmc-91.json
              cyclade health learn --gateway gw-1 --battery-model nmc-91.json -o nmc-91.json
              cyclade health assess frames.csv --battery-model nmc-91.json
            """
    )

    @OptionGroup var source: FleetSource
    @OptionGroup var model: BatteryModelOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Write the model here.", valueName: "file"))
    var output: String

    func validate() throws {
        guard model.isComplete else {
            throw ValidationError(
                "Give '--chemistry', '--rated-ah' and '--cells', or '--battery-model FILE'."
            )
        }
    }

    func run() async throws {
        try await ExitStatus.reportTelemetry {
            guard let known = try model.known().model(named: "", of: nil) else { return }
            let former = try model.file.map { try BatteryModelFile.read($0).coldPacks } ?? nil
            var lesson = FleetLesson(model: known, coldPacks: former)
            let progress = Progress()
            defer { progress.clear() }
            if let gateway = source.gateway {
                try learn(&lesson, of: known, from: gateway, progress)
            } else {
                try learn(&lesson, inFolder: source.folder ?? "", progress)
            }
            progress.clear()
            do {
                try write(lesson.learnt(), cold: lesson.cold.coefficient)
            } catch let refusal as OpenCircuitVoltageLearner.Refusal {
                throw ExitStatus.saying(ExitStatus.failedCheck, "Nothing is learnt: \(refusal).")
            }
        }
    }

    private func learn(
        _ lesson: inout FleetLesson,
        inFolder folder: String,
        _ progress: Progress
    ) throws {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw ExitStatus.saying(ExitStatus.notFound, "There is no folder \(folder).")
        }
        do {
            try lesson.learn(from: URL(filePath: folder), progress)
        } catch let problem as MeasurementTable.Problem {
            throw ExitStatus.saying(ExitStatus.usage, "\(problem).")
        } catch let error as CocoaError {
            throw ExitStatus.saying(ExitStatus.unavailable, "\(folder) cannot be read: \(error).")
        }
    }

    private func learn(
        _ lesson: inout FleetLesson,
        of model: BatteryModel,
        from gateway: String,
        _ progress: Progress
    ) throws {
        let store = try SummaryStore.open(TelemetryFiles(of: gateway, in: source.data.directory))
        defer { try? store.close() }
        let queries = try LedgerReader(source.data.directory).queries()
        let codes = try store.batteries().filter { code in
            guard let found = queries.battery(code).flatMap({ BatteryModel($0) }) else {
                return false
            }
            return found.chemistry == model.chemistry && found.ratedCapacity == model.ratedCapacity
        }
        let batteries = try codes.map { code in
            let life = LifeRecord(try queries.history(of: "battery/\(code)").reversed())
            return FleetLesson.Battery(code: code, since: life.restart)
        }
        try lesson.learn(from: store, batteries, progress)
    }

    private func write(_ file: BatteryModelFile, cold: ColdLearner.Coefficient?) throws {
        do {
            try file.write(to: output)
        } catch {
            throw ExitStatus.saying(
                ExitStatus.unavailable,
                "\(output) cannot be written: \(error)."
            )
        }
        guard let learning = file.learning, let table = file.model.openCircuitVoltage else {
            return
        }
        let (low, high) = (table.statesOfCharge.first ?? 0, table.statesOfCharge.last ?? 1)
        print(
            "\(output): \(learning.rests) rests of \(learning.packs) batteries, "
                + "from \(low.percent(places: 0)) to \(high.percent(places: 0)) of the charge"
        )
        let taken = "\(file.model.capacityPerDegree.percent(places: 2)) a degree below 25 °C"
        print(
            cold.map { "cold takes \(taken), from \($0.packCount) batteries" }
                ?? "cold takes \(taken), as before: the fleet does not tell it surely enough"
        )
        print("Next: cyclade health assess FILE --battery-model \(output)")
    }
}
