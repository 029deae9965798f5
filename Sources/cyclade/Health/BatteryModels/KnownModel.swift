import BatteryHealth
import CycladeSchema

/// What is said of a model of battery, some of which may be left to the ledger.
struct KnownModel: Sendable {
    var chemistry: Chemistry?
    /// In ampere-hours.
    var ratedCapacity: Double?
    var cells: Int?
    /// All of it; in place of the others.
    var whole: BatteryModel?

    /// The model of one battery, and for what is left out what the ledger says; `nil` if that is too
    /// little.
    func model(named name: String, of battery: Battery?) -> BatteryModel? {
        if var whole {
            whole.name = name
            return whole
        }
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

extension KnownModel {
    /// The model of one battery of a fleet, which may be of several: one that the ledger has
    /// otherwise is as the ledger has it.
    func model(named name: String, ofFleet battery: Battery?) -> BatteryModel? {
        guard let whole, let found = battery.flatMap({ BatteryModel($0) }),
            (found.chemistry, found.ratedCapacity) != (whole.chemistry, whole.ratedCapacity)
        else { return model(named: name, of: battery) }
        return found
    }

    /// The same with what a list says of one battery in place of it.
    ///
    /// - Returns: `nil` if it is not known what is left out.
    func model(
        named name: String,
        chemistry: Chemistry?,
        ratedCapacity: Double?,
        cells: Int?
    ) -> BatteryModel? {
        if let whole, chemistry ?? whole.chemistry == whole.chemistry,
            ratedCapacity ?? whole.ratedCapacity == whole.ratedCapacity,
            cells ?? whole.seriesCellCount == whole.seriesCellCount
        {
            return model(named: name, of: nil)
        }
        let usual = KnownModel(
            chemistry: chemistry ?? self.chemistry ?? whole?.chemistry,
            ratedCapacity: ratedCapacity ?? self.ratedCapacity ?? whole?.ratedCapacity,
            cells: cells ?? self.cells ?? whole?.seriesCellCount
        )
        return usual.model(named: name, of: nil)
    }
}
