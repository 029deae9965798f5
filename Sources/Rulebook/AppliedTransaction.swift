public import CycladeSchema
import Vocabulary

/// A transaction that the rules accepted, with what followed from it.
///
/// What a log and the rules together say, entry by entry: whoever executes a ledger again arrives at
/// the same. Supervision is a fold over these.
public struct AppliedTransaction: Sendable {
    /// The leaf of its entry in the log.
    public let leaf: UInt64
    /// The time of its block, in Unix milliseconds.
    public let blockTime: UInt64
    /// Who signed it, when it happened, and what it asked for; empty for the genesis.
    public let body: TransactionBody
    /// What followed, in order.
    public let events: [Event]

    /// Creates the account of an accepted transaction.
    public init(leaf: UInt64, blockTime: UInt64, body: TransactionBody, events: [Event]) {
        self.leaf = leaf
        self.blockTime = blockTime
        self.body = body
        self.events = events
    }

    /// The account of a ledger's founding, which comes before any transaction.
    ///
    /// - Throws: A refusal that names the founder or the parameter at fault.
    public init(founding genesis: Genesis) throws(Refusal) {
        let events = try Rulebook.found(genesis, in: LedgerState(over: NoRecords()))
        self.init(
            leaf: 0,
            blockTime: genesis.timeMs,
            body: TransactionBody(),
            events: events
        )
    }
}

/// Where a ledger's records come from before there are any.
private struct NoRecords: RecordSource {
    func record(at path: Digest) -> Record? { nil }
}
