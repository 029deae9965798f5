import GBT32960
import Vocabulary

/// What is to be done after a frame, in this order: keep, answer, then ``next``.
struct LinkStep: Sendable {
    /// How the frame is counted.
    var result: FrameResult
    /// What to keep; the frame's bytes are the evidence.
    var record: Evidence?
    /// The answer; it must not be sent before the record is durable.
    var answer: [UInt8]?
    /// Whether the link's identity is free again.
    var endsSession = false
    var next = Next.goOn

    enum Next: Hashable, Sendable {
        case goOn
        /// Decide, and give the session nothing else before it has the decision.
        case decide(LoginRequest)
        case close(CloseReason)
    }

    init(_ result: FrameResult) {
        self.result = result
    }
}

/// What a frame to be kept says of itself.
struct Evidence: Hashable, Sendable {
    let sender: SenderID
    /// The frame's own time.
    let time: UnixMilliseconds
    /// Whether it is a report, realtime or sent again.
    var isReport = false
    /// The codes of the packs that a login names; `nil` for other frames.
    var packCodes: [String]?
    /// The bytes, where they are no longer those at hand: a login's, once it is decided.
    var bytes: [UInt8]?
}
