import CycladeSchema
import LedgerNode
import Logging
import ServiceLifecycle
import TelemetryGateway

/// Tells a gateway what its member's ledger accepts.
struct LedgerFollower: Service {
    private static let interval = Duration.seconds(1)

    let reader: LedgerReader
    let fleets: FleetDirectory
    let anchors: GatewayAnchors
    let logger: Logger
    /// The first leaf that is not told yet.
    private var next: UInt64 = 0

    /// Reads the ledger from its beginning.
    init(
        _ reader: LedgerReader,
        _ fleets: FleetDirectory,
        _ anchors: GatewayAnchors,
        logger: Logger
    ) throws {
        self.reader = reader
        self.fleets = fleets
        self.anchors = anchors
        self.logger = logger
        next = try tell(from: 0, isNew: false)
    }

    /// Follows it until it is told to stop.
    func run() async throws {
        var leaf = next
        while !Task.isShuttingDownGracefully {
            do {
                leaf = try tell(from: leaf, isNew: true)
            } catch {
                // Busy, or being restored: what is missed is told at the next try.
                logger.error("the ledger cannot be read: \(error)")
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
        }
    }

    private func tell(from leaf: UInt64, isNew: Bool) throws -> UInt64 {
        try reader.forEachTransaction(from: leaf) { transactions in
            fleets.follow(transactions.lazy.map(\.body), isNew: isNew)
            for transaction in transactions { anchors.follow(transaction.id, transaction.body) }
        }
    }
}
