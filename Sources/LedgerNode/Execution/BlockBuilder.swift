import CycladeSchema
import FoundationEssentials
import MerkleLog
import Rulebook
import SwiftProtobuf
import Verification
import Vocabulary

/// A block while its transactions are executed.
struct BlockBuilder {
    let height: UInt64
    let timeMs: UInt64
    let firstLeaf: UInt64
    private(set) var entries: [[UInt8]] = []
    private(set) var refusals: [Refusal] = []
    /// What the accepted transactions did, if somebody wants to know.
    private(set) var applied: [AppliedTransaction] = []
    private let isObserved: Bool

    init(after head: Head?, clockMs: UInt64, isObserved: Bool = false) {
        self.isObserved = isObserved
        height = head.map { $0.height + 1 } ?? 0
        // Times rise strictly, whatever the clock does.
        timeMs = max(head.map { $0.timeMs + 1 } ?? 0, clockMs)
        firstLeaf = head?.treeSize ?? 0
    }

    /// The leaf of the next transaction that is accepted.
    var nextLeaf: UInt64 { firstLeaf + UInt64(entries.count) }

    /// Decides a transaction and, if the rules accept it, applies its events.
    ///
    /// - Parameters:
    ///   - transaction: The transaction.
    ///   - bytes: The same, as the batch carries it.
    ///   - state: The records.
    /// - Returns: Where it stands in the log, or why it does not.
    mutating func execute(
        _ transaction: SignedTransaction,
        bytes: Data,
        in state: LedgerState
    ) -> Outcome.Verdict {
        let ordered = OrderedTransaction(id: transaction.id, body: transaction.body)
        do throws(Refusal) {
            let events = try Rulebook.decide(ordered, at: timeMs, in: state)
            let leaf = nextLeaf
            state.begin(leaf: leaf)
            for event in events { event.apply(to: state) }
            append(bytes)
            if isObserved {
                applied.append(
                    AppliedTransaction(
                        leaf: leaf,
                        blockTime: timeMs,
                        body: transaction.body,
                        events: events
                    )
                )
            }
            return .accepted(leaf: leaf)
        } catch {
            var refusal = Refusal()
            refusal.transactionID = Data(transaction.id.bytes)
            refusal.code = error.code
            refusals.append(refusal)
            return .refused(error)
        }
    }

    private mutating func append(_ transaction: Data) {
        var entry = Entry()
        entry.height = height
        entry.index = UInt32(entries.count)
        entry.timeMs = timeMs
        entry.transaction = transaction
        entries.append(encoded(entry))
    }

    /// Closes the block with its seal.
    mutating func seal(
        previous: Digest?,
        stateRoot: Digest,
        batchDigest: Digest,
        proposer: String
    ) {
        var seal = Seal()
        seal.height = height
        seal.timeMs = timeMs
        seal.previousSeal = previous.map { Data($0.bytes) } ?? Data()
        seal.stateRoot = Data(stateRoot.bytes)
        seal.transactionCount = UInt32(entries.count)
        seal.refusals = refusals
        seal.batchDigest = Data(batchDigest.bytes)
        seal.proposer = proposer
        var entry = Entry()
        entry.height = height
        entry.index = UInt32(entries.count)
        entry.timeMs = timeMs
        entry.seal = seal
        entries.append(encoded(entry))
    }
}

/// The bytes of a message that this process made.
func encoded(_ message: some Message) -> [UInt8] {
    do {
        return try message.serializedBytes()
    } catch {
        // Only a proto2 message with missing required fields, or one over 2 GiB, cannot be encoded.
        fatalError("\(type(of: message)) cannot be encoded: \(error)")
    }
}
