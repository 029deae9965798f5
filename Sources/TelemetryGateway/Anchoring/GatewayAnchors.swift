public import CycladeSchema
import Synchronization
public import Vocabulary

/// What the ledger has of one gateway's segments; told by whoever follows the ledger.
public final class GatewayAnchors: Sendable {
    private struct State {
        var newest = SegmentLink.none
        var transactions: [UInt64: Digest] = [:]
    }

    /// How many anchors are remembered: those before have long had their receipts fetched.
    private static let most: UInt64 = 4_096

    private let memberID: String
    private let gatewayID: String
    private let state = Mutex(State())

    /// Creates the memory for a member's gateway.
    public init(memberID: String, gatewayID: String) {
        self.memberID = memberID
        self.gatewayID = gatewayID
    }

    /// The newest segment that is anchored.
    public var newest: SegmentLink { state.withLock { $0.newest } }

    /// The transaction that anchored a segment; `nil` if none did, or long ago.
    public func transaction(anchoring number: UInt64) -> Digest? {
        state.withLock { $0.transactions[number] }
    }

    /// Takes an accepted transaction.
    public func follow(_ id: Digest, _ body: TransactionBody) {
        guard case .anchorTelemetry(let anchor)? = body.command, body.memberID == memberID,
            anchor.gatewayID == gatewayID, let root = Digest(anchor.segmentRoot)
        else { return }
        state.withLock { state in
            state.newest = SegmentLink(number: anchor.number, root: root)
            state.transactions[anchor.number] = id
            if anchor.number > Self.most { state.transactions[anchor.number - Self.most] = nil }
        }
    }
}
