public import CycladeSchema
import StateMap
import Vocabulary

/// Answers about a ledger, each from one committed block.
public struct LedgerQueries: Sendable {
    let store: LedgerStore
    let records: RecordStore
    let state: any ProvableState

    /// The record of a battery as of the newest block.
    public func battery(_ batteryID: String) -> Battery? {
        guard case .battery(let battery)? = record("battery/\(batteryID)")?.content else {
            return nil
        }
        return battery
    }

    /// The record under a key such as `battery/001PE…`, as of the newest block.
    public func record(_ key: String) -> Record? {
        records.record(at: StateMap.path(of: Array(key.utf8)))
    }
}

/// Records that can be proved under the seal of one block.
protocol ProvableState: Sendable {
    /// The newest block, and what its state says of some records.
    func prove(_ paths: [Digest]) async -> ProvenPaths
}

/// What one block's state says of some records.
struct ProvenPaths: Sendable {
    /// The block; `nil` before the first.
    let head: Head?
    /// For each path its record, if any, and the proof of either.
    let records: [(bytes: [UInt8]?, proof: StateProof)]
}

/// The state of a ledger that nobody is writing here, as it was when it was opened.
final class RestoredState: ProvableState {
    private let head: Head?
    private let records: RecordStore
    private let map: StateMap

    init(_ restored: consuming RestoredLedger) {
        head = restored.head
        records = restored.records
        map = restored.map
    }

    func prove(_ paths: [Digest]) -> ProvenPaths {
        ProvenPaths(
            head: head,
            records: paths.map { (records.bytes(at: $0), map.proof(for: $0)) }
        )
    }
}
