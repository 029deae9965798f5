public import ArgumentParser
public import BatteryHealth

/// What a battery is, as far as its readings do not tell.
struct BatteryModelOptions: ParsableArguments {
    @Option(help: "The cells' chemistry: \(Chemistry.names).")
    var chemistry: Chemistry?

    @Option(name: .customLong("rated-ah"), help: "The rated capacity, in ampere-hours.")
    var ratedCapacity: Double?

    @Option(help: "How many cells are in series.")
    var cells: Int?

    @Option(
        name: .customLong("battery-model"),
        help: ArgumentHelp(
            "What is known of its model, in place of the three above.",
            discussion: "Such a file is written by 'health learn', or by hand for its limits.",
            valueName: "file"
        )
    )
    var file: String?

    /// The capacities that packs may have, in ampere-hours.
    static let ratedCapacities = 0.01...100_000.0

    func validate() throws {
        guard ratedCapacity.map(Self.ratedCapacities.contains) ?? true else {
            throw ValidationError("'--rated-ah' must be from 0.01 to 100,000.")
        }
        guard cells.map({ (1...10_000).contains($0) }) ?? true else {
            throw ValidationError("'--cells' must be from 1 to 10,000.")
        }
        guard file == nil || (chemistry == nil && ratedCapacity == nil && cells == nil) else {
            throw ValidationError(
                "'--battery-model' says what '--chemistry', '--rated-ah' and '--cells' would."
            )
        }
    }

    /// Whether nothing must come from the ledger.
    var isComplete: Bool {
        file != nil || (chemistry != nil && ratedCapacity != nil && cells != nil)
    }

    /// What the options say of a model of battery.
    ///
    /// - Throws: Why its file cannot be read, or the status to end with once it was said.
    func known() throws -> KnownModel {
        KnownModel(
            chemistry: chemistry,
            ratedCapacity: ratedCapacity,
            cells: cells,
            whole: try file.map { try BatteryModelFile.read($0).model }
        )
    }
}

extension Chemistry: ExpressibleByArgument {
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
