public import CycladeSchema
import Synchronization
public import Vocabulary

/// What the ledger has of one gateway's segments; told by whoever follows the ledger.
public final class GatewayAnchors: Sendable {
    private struct State {
        var newest = SegmentLink.none
        var transactions: [UInt64: (id: Digest, root: Digest)] = [:]
    }

    /// How many anchors are remembered: a month's and more, after which their receipts are kept.
    private static let most: UInt64 = 65_536

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

    /// What the ledger has of a segment's number.
    enum Standing: Hashable {
        /// It may be anchored.
        case free
        /// This very segment is anchored, by this transaction.
        case anchored(Digest)
        /// The number is taken, or passed over: by another segment, or too long ago to tell.
        case passed
    }

    /// What the ledger has of a segment.
    func standing(of segment: SegmentLink) -> Standing {
        state.withLock { state in
            if let found = state.transactions[segment.number] {
                return found.root == segment.root ? .anchored(found.id) : .passed
            }
            return segment.number > state.newest.number ? .free : .passed
        }
    }

    /// Takes an accepted transaction.
    public func follow(_ id: Digest, _ body: TransactionBody) {
        guard case .anchorTelemetry(let anchor)? = body.command, body.memberID == memberID,
            anchor.gatewayID == gatewayID, let root = Digest(anchor.segmentRoot)
        else { return }
        state.withLock { state in
            state.newest = SegmentLink(number: anchor.number, root: root)
            state.transactions[anchor.number] = (id, root)
            if anchor.number > Self.most { state.transactions[anchor.number - Self.most] = nil }
        }
    }
}
