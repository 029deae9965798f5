public import ArgumentParser
public import BatteryHealth
import CycladeSchema

/// What a battery is, as far as its readings do not tell.
struct BatteryModelOptions: ParsableArguments {
    @Option(help: "The cells' chemistry: \(Chemistry.names).")
    var chemistry: Chemistry?

    @Option(name: .customLong("rated-ah"), help: "The rated capacity, in ampere-hours.")
    var ratedCapacity: Double?

    @Option(help: "How many cells are in series.")
    var cells: Int?

    func validate() throws {
        guard ratedCapacity.map({ $0.isFinite && $0 > 0 }) ?? true else {
            throw ValidationError("'--rated-ah' must be more than 0.")
        }
        guard cells.map({ (1...10_000).contains($0) }) ?? true else {
            throw ValidationError("'--cells' must be from 1 to 10,000.")
        }
    }

    /// Whether nothing must come from the ledger.
    var isComplete: Bool { chemistry != nil && ratedCapacity != nil && cells != nil }

    /// What the options say, and for what they leave out the ledger; `nil` if it says too little.
    func model(named name: String, of battery: Battery?) -> BatteryModel? {
        let known = battery.flatMap { BatteryModel($0) }
        guard let chemistry = chemistry ?? known?.chemistry,
            let ratedCapacity = ratedCapacity ?? known?.ratedCapacity,
            let cells = cells ?? known?.seriesCellCount
        else { return nil }
        return BatteryModel(
            name: name,
            chemistry: chemistry,
            ratedCapacity: ratedCapacity,
            seriesCellCount: cells
        )
    }
}

extension Chemistry: ExpressibleByArgument {
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
