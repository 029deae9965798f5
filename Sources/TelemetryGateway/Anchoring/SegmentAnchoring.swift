import CycladeSchema
import FoundationEssentials
public import LedgerClient
public import Logging
public import ServiceLifecycle
import SwiftProtobuf
public import Verification
import Vocabulary

/// Puts the roots of closed segments on the ledger, in their order, and keeps the receipts.
///
/// While the node does not answer it waits longer and longer, up to a minute, and goes on.
public struct SegmentAnchoring: Service {
    /// The ledger as a gateway reaches it.
    public struct Ledger: Sendable {
        /// Signs for the gateway's member.
        public let signer: TransactionSigner
        /// Takes transactions.
        public let node: NodeClient
        /// Whom receipts must be signed by.
        public let trust: TrustFile

        /// Names a ledger.
        public init(signer: TransactionSigner, node: NodeClient, trust: TrustFile) {
            self.signer = signer
            self.node = node
            self.trust = trust
        }
    }

    private static let longestWait = Duration.seconds(60)
    private static let validityMs: UInt64 = 5 * 60_000

    private let directory: SegmentDirectory
    private let ledger: Ledger
    private let anchors: GatewayAnchors
    private let closed: AsyncStream<ClosedSegment>
    private let metrics: EvidenceMetrics
    private let logger: Logger

    /// Creates the service; nothing is read.
    ///
    /// - Parameters:
    ///   - directory: The segments.
    ///   - ledger: Where the anchors go.
    ///   - anchors: What the ledger has of this gateway.
    ///   - closed: Tells of each segment that the writer closes.
    ///   - metrics: Told how far behind it is.
    ///   - logger: For what an operator must know.
    public init(
        _ directory: SegmentDirectory,
        on ledger: Ledger,
        _ anchors: GatewayAnchors,
        closed: AsyncStream<ClosedSegment>,
        metrics: EvidenceMetrics,
        logger: Logger
    ) {
        self.directory = directory
        self.ledger = ledger
        self.anchors = anchors
        self.closed = closed
        self.metrics = metrics
        self.logger = logger
    }

    /// Anchors until it is told to stop; then what is left, if the node answers at once.
    ///
    /// - Throws: ``SegmentError`` when a segment cannot be read.
    public func run() async throws {
        var waiting = try directory.unanchored()
        var segments = closed.cancelOnGracefulShutdown().makeAsyncIterator()
        while true {
            waiting = try await anchor(waiting)
            guard let next = await segments.next() else { break }
            waiting.append(next.header.number)
        }
        for number in try directory.unanchored() {
            guard await attempt(number) else { break }
        }
    }

    /// Anchors segments one after the other; gives back those that are left on stopping.
    private func anchor(_ numbers: [UInt64]) async throws -> [UInt64] {
        var rest = numbers[...]
        var wait = Duration.seconds(1)
        while let number = rest.first {
            metrics.oldestUnanchored(try directory.closed(number).footer.firstMs)
            if await attempt(number) {
                rest.removeFirst()
                wait = .seconds(1)
                continue
            }
            let goesOn: Void? = try? await cancelWhenGracefulShutdown { [wait] in
                try await Task.sleep(for: wait)
            }
            guard goesOn != nil else { return Array(rest) }
            wait = min(wait * 2, Self.longestWait)
        }
        metrics.oldestUnanchored(nil)
        return []
    }

    /// Anchors a segment, or fetches the receipt of its anchor; says whether its receipt is kept.
    private func attempt(_ number: UInt64) async -> Bool {
        do {
            let receipt = try await receipt(of: number)
            try directory.keep(
                receipt: try receipt.serializedBytes(),
                of: number,
                trust: ledger.trust
            )
            metrics.segmentAnchored()
            return true
        } catch let error as NodeClientError {
            logger.warning("segment \(number) is not anchored yet: \(error.reason)")
        } catch {
            logger.error("segment \(number) is not anchored: \(error)")
        }
        return false
    }

    private func receipt(of number: UInt64) async throws -> Receipt {
        if let id = anchors.transaction(anchoring: number) {
            return try await ledger.node.receipt(of: id)
        }
        let segment = try directory.closed(number)
        let now = SystemClock.unixMilliseconds()
        let transaction = try ledger.signer.sign(
            .anchorTelemetry(AnchorTelemetry(anchoring: segment)),
            occurredMs: max(now, segment.footer.lastMs),
            validUntilMs: now + Self.validityMs
        )
        return try await ledger.node.submit(transaction)
    }
}
