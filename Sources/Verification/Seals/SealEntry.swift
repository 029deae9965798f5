public import CycladeSchema
import FoundationEssentials
import MerkleLog
public import Vocabulary

/// A seal whose form has been checked: the last entry of a block, with digests that are digests.
///
/// The form says nothing of whether a log holds it.
public struct SealEntry: Hashable, Sendable {
    /// The block's place in the chain, from 0.
    public let height: UInt64
    /// The block's time in Unix milliseconds.
    public let timeMs: UInt64
    /// Leaf hash of the previous seal's entry; `nil` in block 0.
    public let previousSeal: Digest?
    /// Root of the state map after this block.
    public let stateRoot: Digest
    /// The number of transaction entries that directly precede the seal.
    public let transactionCount: UInt32
    /// What the block's batch held and the rules refused, in order.
    public let refusals: [SealedRefusal]
    /// Digest of the batch, or in block 0 of the genesis.
    public let batchDigest: Digest
    /// The member that proposed the batch; empty in block 0.
    public let proposer: String
    /// The hash of this entry as a leaf of the log.
    public let leafHash: Digest

    /// Reads a seal from the bytes of its entry.
    ///
    /// - Throws: ``SealEntryError`` for the first thing that is wrong.
    public init(entry bytes: [UInt8]) throws(SealEntryError) {
        guard bytes.count <= EntryBundle.maximumEntryByteCount else {
            throw .tooLarge(byteCount: bytes.count)
        }
        let entry: Entry
        do {
            entry = try Canonical.decode(Entry.self, from: bytes)
        } catch {
            throw .encoding(error)
        }
        guard case .seal(let seal) = entry.content else { throw .notSeal }
        guard entry.height == seal.height else { throw .contradiction(.height) }
        guard entry.timeMs == seal.timeMs else { throw .contradiction(.time) }
        guard entry.index == seal.transactionCount else { throw .contradiction(.index) }
        try self.init(seal, leafHash: LogHash.leaf(bytes))
    }

    private init(_ seal: Seal, leafHash: Digest) throws(SealEntryError) {
        guard seal.previousSeal.isEmpty == (seal.height == 0) else { throw .digest(.previousSeal) }
        previousSeal = try seal.height == 0 ? nil : Self.digest(seal.previousSeal, .previousSeal)
        stateRoot = try Self.digest(seal.stateRoot, .stateRoot)
        batchDigest = try Self.digest(seal.batchDigest, .batchDigest)
        var refusals: [SealedRefusal] = []
        for refusal in seal.refusals { refusals.append(try SealedRefusal(refusal)) }
        self.refusals = refusals
        height = seal.height
        timeMs = seal.timeMs
        transactionCount = seal.transactionCount
        proposer = seal.proposer
        self.leafHash = leafHash
    }

    private static func digest(
        _ bytes: Data,
        _ part: SealEntryError.DigestField
    ) throws(SealEntryError) -> Digest {
        guard let digest = Digest(bytes) else { throw .digest(part) }
        return digest
    }
}

/// A refusal as a seal holds it: no more than whose and why.
public struct SealedRefusal: Hashable, Sendable {
    /// The transaction that was refused.
    public let transactionID: Digest
    /// Why.
    public let code: RefusalCode

    /// Reads a refusal that carries an id and a code, and nothing that a seal would not hold.
    ///
    /// - Throws: ``SealEntryError/refusal``.
    public init(_ refusal: Refusal) throws(SealEntryError) {
        guard let id = Digest(refusal.transactionID), refusal.code != .unspecified,
            refusal.field.isEmpty, refusal.explanation.isEmpty
        else { throw .refusal }
        (transactionID, code) = (id, refusal.code)
    }
}

/// Why bytes are not the entry of a seal.
public enum SealEntryError: Error, Hashable, Sendable {
    /// What the entry and the seal in it say of the same thing.
    public enum Claim: String, Hashable, Sendable {
        case height, time, index
    }

    /// A digest that a seal has.
    public enum DigestField: String, Hashable, Sendable {
        case previousSeal = "previous_seal"
        case stateRoot = "state_root"
        case batchDigest = "batch_digest"
    }

    /// More bytes than an entry may have.
    case tooLarge(byteCount: Int)
    /// Not the one encoding that the schema gives.
    case encoding(CanonicalFormError)
    /// The entry holds no seal.
    case notSeal
    /// The entry says something else of the block than the seal does.
    case contradiction(Claim)
    /// A digest is not 32 bytes; in block 0 the previous seal's must be empty, and only there.
    case digest(DigestField)
    /// A refusal lacks its id or code, or carries more.
    case refusal
}
