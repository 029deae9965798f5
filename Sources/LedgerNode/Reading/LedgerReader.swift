public import CycladeSchema
import FoundationEssentials
import SwiftProtobuf

/// A ledger on disk, opened for reading: beside a running node, or without one.
public final class LedgerReader: Sendable {
    /// The ledger's origin.
    public let origin: String

    let store: LedgerStore
    let genesisBytes: [UInt8]

    /// Opens the ledger in `directory`.
    public init(_ directory: DataDirectory) throws {
        guard directory.holdsLedger else { throw StoreError.noLedger(directory: directory.path) }
        store = try LedgerStore(path: directory.ledgerFile, readOnly: true)
        genesisBytes = try store.read { try $0.genesis() }
        guard let genesis = try? Genesis(serializedBytes: genesisBytes) else {
            throw StoreError.corrupt("the genesis cannot be read")
        }
        origin = genesis.ledger
    }

    /// The genesis, as it was sealed.
    public var genesis: Genesis {
        get throws { try Genesis(serializedBytes: genesisBytes) }
    }

    /// Rebuilds the records as of the newest block, compares them with its seal, and answers.
    ///
    /// Takes about 2 s for a million records.
    public func queries() throws -> LedgerQueries {
        let restored = try RestoredLedger(from: store, forWriting: false)
        let records = restored.records
        return LedgerQueries(store: store, records: records, state: RestoredState(restored))
    }
}
