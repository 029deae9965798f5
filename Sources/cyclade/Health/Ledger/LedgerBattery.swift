import BatteryHealth
import CycladeSchema
import LedgerNode
import Rulebook

/// The least health that a ledger's policy asks for, in basis points.
struct LeastHealth {
    let inVehicles: UInt32
    let inSecondUse: UInt32
}

/// A battery on the ledger, and what its policy says of health.
struct LedgerBattery {
    let record: Battery
    let least: LeastHealth
    /// What happened to it.
    let life: LifeRecord

    /// Looks it up.
    ///
    /// - Throws: `StoreError`, or the status to end with once it was said that there is none.
    init(_ code: String, in directory: DataDirectory) throws {
        let queries = try LedgerReader(directory).queries()
        guard let record = queries.battery(code) else {
            throw RecordView.unknown("battery/\(code)")
        }
        self.record = record
        guard case .policy(let policy)? = queries.record(RecordKey<Policy>.policy.text)?.content
        else { throw StoreError.corrupt("the ledger has no policy") }
        least = LeastHealth(inVehicles: policy.reuseSohBp, inSecondUse: policy.cascadeSohBp)
        life = LifeRecord(try queries.history(of: "battery/\(code)").reversed())
    }

    /// Its code or enrolment number.
    var code: String { record.batteryID }
}
