public import CycladeSchema
public import Vocabulary

/// What became of a transaction that was ordered: durable, and final.
public struct Outcome: Sendable {
    /// The transaction's id.
    public let id: Digest
    /// The block that holds the outcome.
    public let height: UInt64
    /// The block's time in Unix milliseconds.
    public let timeMs: UInt64
    /// Whether the rules accepted it.
    public let verdict: Verdict

    /// Accepted or refused.
    public enum Verdict: Sendable {
        /// Its entry is this leaf of the log.
        case accepted(leaf: UInt64)
        /// Its id and the refusal's code stand in the block's seal.
        case refused(Refusal)
    }
}

/// Why a transaction was not ordered, and so what the caller can do next.
public enum SubmissionError: Error, Sendable {
    /// It can never be ordered as it is: correct it and sign it again. Nothing is recorded.
    case refused(Refusal)
    /// The queue is full. Nothing is recorded; send the same bytes again a little later.
    case busy
    /// The node is not running or has stopped. Nothing is recorded; send it elsewhere.
    case unavailable
    /// Storage failed half way. Look the id up before sending it again.
    case indeterminate
}
