public import CycladeSchema
public import Vocabulary

/// What a receipt shows, each part only if the check behind it has passed.
public struct ReceiptFindings: Sendable {
    /// The tree that the log and its members have signed.
    public internal(set) var tree: SignedTree?
    /// The members that cosigned the tree, in the order of the trust file.
    public internal(set) var cosigners: [MemberID] = []
    /// The newest cosignature's time, in seconds of Unix time by the member's own clock.
    public internal(set) var cosignedAt: UInt64?
    /// The block that the outcome is in.
    public internal(set) var block: SealedBlock?
    /// The transaction that the block holds.
    public internal(set) var transaction: ProvenTransaction?
    /// The refusal that the block's seal holds.
    public internal(set) var refusal: SealedRefusal?
    /// The records, as they stood after a block.
    public internal(set) var state: StateFindings?

    /// A tree that a log stands by.
    public struct SignedTree: Hashable, Sendable {
        /// The name of the ledger.
        public let origin: String
        /// The number of leaves.
        public let size: UInt64
        /// The root.
        public let root: Digest
    }

    /// A block, by its seal.
    public struct SealedBlock: Hashable, Sendable {
        /// The block's place in the chain.
        public let height: UInt64
        /// The block's time in Unix milliseconds.
        public let timeMs: UInt64
        /// The leaf that holds the seal.
        public let sealLeaf: UInt64
    }

    /// A transaction in a block.
    public struct ProvenTransaction: Sendable {
        /// The transaction's id.
        public let id: Digest
        /// The member that it names as its signer.
        public let member: MemberID
        /// The member's key that it names.
        public let key: KeyID
        /// The command's name in the schema: `MakeBattery`.
        public let commandName: String
        /// What it asks for.
        public let body: TransactionBody
        /// The leaf that holds it.
        public let leafIndex: UInt64
    }

    /// Records as they stood after one block.
    public struct StateFindings: Sendable {
        /// The block.
        public let block: SealedBlock
        /// The root of the state after it.
        public let root: Digest
        /// What it held, in the receipt's order.
        public let records: [KeyFinding]
    }

    /// What the state held under a key.
    public struct KeyFinding: Sendable {
        /// The key, safe to print: its text, or `0x` and hexadecimal digits if it is not plain ASCII.
        public let key: String
        /// The record; `nil` if the state held none.
        public let record: Record?
    }
}
