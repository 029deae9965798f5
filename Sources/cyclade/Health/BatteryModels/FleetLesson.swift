import BatteryHealth
import FoundationEssentials
import TelemetryGateway
import Vocabulary

/// What the packs of a fleet teach of their model.
struct FleetLesson {
    /// A battery that a gateway has heard.
    struct Battery {
        let code: String
        /// From when on it is the battery that it is now.
        let since: CivilDate?
    }

    /// What the model was until now.
    private let model: BatteryModel
    /// From how many packs it was learnt before what cold does.
    private let coldPacks: Int?
    /// The same without what is to be learnt, which would carry its errors on.
    private let blank: BatteryModel
    private(set) var learner = OpenCircuitVoltageLearner()
    private(set) var cold = ColdLearner()
    /// The SHA-256 of each file, by its name.
    private(set) var files: [String: String]?

    init(model: BatteryModel, coldPacks: Int? = nil) {
        self.model = model
        self.coldPacks = coldPacks
        blank = model.withoutLessons
    }

    /// The model with what was learnt.
    ///
    /// - Throws: The refusal if it is too little.
    func learnt() throws(OpenCircuitVoltageLearner.Refusal) -> BatteryModelFile {
        let table = try learner.table()
        var model = model
        model.openCircuitVoltage = table.openCircuitVoltage
        let coefficient = cold.coefficient
        if let coefficient { model.capacityPerDegree = coefficient.perDegree }
        return BatteryModelFile(
            model: model,
            coldPacks: coefficient?.packCount ?? coldPacks,
            learning: BatteryModelFile.Learning(
                packs: table.packCount,
                rests: table.restCount,
                files: files
            )
        )
    }

    /// Learns from every CSV file of a folder, on all cores.
    ///
    /// - Throws: Why a file cannot be read.
    mutating func learn(from folder: URL, _ progress: Progress) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") && $0 != FleetFolder.listName }
            .sorted()
        progress.begin("batteries", total: names.count)
        let blank = blank
        let lessons = try ParallelMap.map(names) { name in
            defer { progress.advance(by: 1) }
            var lesson = PackLesson(blank)
            let table = try MeasurementTable(
                folder,
                name,
                columns: MeasurementTable.readingColumns
            )
            if let table { for reading in table.readings() { lesson.add(reading) } }
            lesson.finish()
            let file = InputFile(folder.appending(path: name).path)
            return (lesson, try file.digest(limit: MeasurementTable.mostBytes))
        }
        var files: [String: String] = [:]
        for (name, (lesson, digest)) in zip(names, lessons) {
            add(lesson)
            files[name] = "\(digest)"
        }
        self.files = files
    }

    /// Learns from the batteries of a gateway that are of the model.
    ///
    /// - Parameters:
    ///   - store: What the gateway keeps.
    ///   - batteries: Which of them.
    ///   - progress: Told of each.
    /// - Throws: `SummaryError`.
    mutating func learn(
        from store: SummaryStore,
        _ batteries: [Battery],
        _ progress: Progress
    ) throws {
        progress.begin("batteries", total: batteries.count)
        for battery in batteries {
            var lesson = PackLesson(blank)
            let seconds = (battery.since?.secondInBeijing ?? 0)...UInt32.max
            _ = try store.forEachSample(of: battery.code, in: seconds) {
                lesson.add(PackReading($0))
            }
            lesson.finish()
            add(lesson)
            progress.advance(by: 1)
        }
    }

    private mutating func add(_ lesson: PackLesson) {
        learner.add(lesson)
        cold.add(lesson)
    }
}

extension BatteryModel {
    fileprivate var withoutLessons: BatteryModel {
        var blank = self
        blank.openCircuitVoltage = nil
        blank.capacityPerDegree = chemistry.usualCapacityPerDegree
        return blank
    }
}
