import BatteryHealth
import CycladeSchema
import LedgerNode
import Rulebook

/// A battery on the ledger, and what its policy says of health.
struct LedgerBattery {
    let record: Battery
    /// The least health of a battery in vehicles, in basis points.
    let leastForVehicles: UInt32
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
        leastForVehicles = policy.reuseSohBp
        life = LifeRecord(try queries.history(of: "battery/\(code)").reversed())
    }

    /// The state of health that was recorded last, in basis points.
    var lastHealth: UInt32? { record.hasAssessment ? record.assessment.sohBp : nil }

    /// Its code or enrolment number.
    var code: String { record.batteryID }
}
