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
    private let horizon: SegmentHorizon
    private let closed: AsyncStream<Void>
    private let metrics: EvidenceMetrics
    private let logger: Logger

    /// Creates the service; nothing is read.
    ///
    /// - Parameters:
    ///   - directory: The segments.
    ///   - ledger: Where the anchors go.
    ///   - anchors: What the ledger has of this gateway.
    ///   - horizon: Which segments the writer has closed.
    ///   - closed: Tells that it has closed one.
    ///   - metrics: Told how far behind it is.
    ///   - logger: For what an operator must know.
    public init(
        _ directory: SegmentDirectory,
        on ledger: Ledger,
        _ anchors: GatewayAnchors,
        upTo horizon: SegmentHorizon,
        closed: AsyncStream<Void>,
        metrics: EvidenceMetrics,
        logger: Logger
    ) {
        self.directory = directory
        self.ledger = ledger
        self.anchors = anchors
        self.horizon = horizon
        self.closed = closed
        self.metrics = metrics
        self.logger = logger
    }

    /// Anchors until it is told to stop; then what is left, if the node answers at once.
    ///
    /// - Throws: ``SegmentError`` when a segment cannot be read.
    public func run() async throws {
        var closings = closed.cancelOnGracefulShutdown().makeAsyncIterator()
        repeat {
            try await anchorAll()
        } while await closings.next() != nil
        for number in try waiting() {
            guard await attempt(number) else { break }
        }
    }

    /// The closed segments that have no receipt and may still get one, in order.
    private func waiting() throws(SegmentError) -> [UInt64] {
        let place = horizon.place
        let closed = place.byteCount == nil ? place.number : place.number - 1
        return try directory.unanchored(upTo: closed)
    }

    /// Anchors segments one after the other, until there are no more or it is told to stop.
    private func anchorAll() async throws {
        var wait = Duration.seconds(1)
        while let number = try waiting().first {
            metrics.oldestUnanchored(try directory.closed(number).footer.firstMs)
            if await attempt(number) {
                wait = .seconds(1)
                continue
            }
            let goesOn: Void? = try? await cancelWhenGracefulShutdown { [wait] in
                try await Task.sleep(for: wait)
            }
            guard goesOn != nil else { return }
            wait = min(wait * 2, Self.longestWait)
        }
        metrics.oldestUnanchored(nil)
    }

    /// Anchors a segment, or fetches the receipt of its anchor; says whether that is settled.
    private func attempt(_ number: UInt64) async -> Bool {
        do {
            guard let receipt = try await receipt(of: number) else {
                // Such as of a directory that was restored from an old copy.
                try directory.giveUp(anchoring: number)
                logger.error(
                    "segment \(number) is never anchored: the ledger has another of its number"
                )
                return true
            }
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

    /// The receipt of a segment's anchor; `nil` if its number is taken on the ledger.
    private func receipt(of number: UInt64) async throws -> Receipt? {
        let segment = try directory.closed(number)
        switch anchors.standing(of: segment.link) {
        case .passed: return nil
        case .anchored(let id): return try await ledger.node.receipt(of: id)
        case .free: break
        }
        let now = SystemClock.unixMilliseconds()
        let transaction = try ledger.signer.sign(
            .anchorTelemetry(AnchorTelemetry(anchoring: segment)),
            occurredMs: max(now, segment.footer.lastMs),
            validUntilMs: now + Self.validityMs
        )
        return try await ledger.node.submit(transaction)
    }
}
