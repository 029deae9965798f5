public import CycladeSchema

/// Orders batches: the seam between a node and the engine that gives the consortium one order.
///
/// An engine only orders bytes. Every node checks and executes what it hands out.
public protocol Sequencer: Sendable {
    associatedtype Batches: AsyncSequence<OrderedBatch, any Error> & Sendable

    /// Hands `batch` to the engine.
    ///
    /// Returning promises nothing durable; only a block's receipt does.
    func submit(_ batch: EncodedBatch) async throws(SequencerError)

    /// Every batch in order after `position`, without gaps or repeats.
    ///
    /// Pulled and bounded, so that a slow reader holds little memory.
    func batches(after position: SequencePosition) -> Batches
}

/// A place in the engine's order; 0 is before the first batch.
public struct SequencePosition: Hashable, Comparable, Sendable {
    /// The engine's number for the place.
    public let rawValue: UInt64

    /// Creates a position.
    public init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// A batch and the bytes that its proposer gave it: what an engine orders, and what is hashed.
public struct EncodedBatch: Sendable {
    /// What the bytes say.
    public let batch: Batch
    /// The batch as it travels.
    public let bytes: [UInt8]

    /// Creates an encoded batch of `bytes` that encode `batch`.
    public init(_ batch: Batch, bytes: [UInt8]) {
        self.batch = batch
        self.bytes = bytes
    }
}

/// A batch with its place in the order.
public struct OrderedBatch: Sendable {
    /// Where the engine put it.
    public let position: SequencePosition
    /// The batch as its proposer wrote it.
    public let encoded: EncodedBatch

    /// Creates an ordered batch.
    public init(position: SequencePosition, encoded: EncodedBatch) {
        self.position = position
        self.encoded = encoded
    }
}

/// Why an engine did not take a batch.
public enum SequencerError: Error, Hashable, Sendable {
    /// It holds as many as it may. Nothing was ordered; try again later.
    case busy
    /// It is not running, or has stopped. Nothing was ordered.
    case stopped
}
