import CycladeSchema
import LedgerNode
import Logging
import ServiceLifecycle
import TelemetryGateway

/// Tells a gateway what its member's ledger accepts.
struct LedgerFollower: Service {
    private static let interval = Duration.seconds(1)

    private let reader: LedgerReader
    private let fleets: FleetDirectory
    private let anchors: GatewayAnchors
    private let logger: Logger
    /// The first leaf that is not told yet.
    private var next: UInt64 = 0

    /// Reads what the summaries have followed already.
    ///
    /// - Parameters:
    ///   - reader: The ledger.
    ///   - fleets: Told what happens to batteries.
    ///   - anchors: Told what is anchored.
    ///   - leaf: Where what was followed ends; `nil` for all that there is.
    ///   - logger: For what an operator must know.
    /// - Throws: `StoreError`.
    init(
        _ reader: LedgerReader,
        _ fleets: FleetDirectory,
        _ anchors: GatewayAnchors,
        upTo leaf: UInt64?,
        logger: Logger
    ) throws {
        self.reader = reader
        self.fleets = fleets
        self.anchors = anchors
        self.logger = logger
        next = try tell(from: 0, before: leaf ?? .max, isNew: false)
    }

    /// Tells what came while the gateway was away; the vehicles must be registered by now.
    mutating func catchUp() throws {
        next = try tell(from: next, isNew: true)
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

    private func tell(
        from leaf: UInt64,
        before limit: UInt64 = .max,
        isNew: Bool
    ) throws -> UInt64 {
        try reader.forEachTransaction(from: leaf, before: limit) { transactions in
            guard let last = transactions.last else { return }
            fleets.follow(
                transactions.lazy.map(\.body),
                upTo: last.leaf + 1,
                isNew: isNew
            )
            for transaction in transactions { anchors.follow(transaction.id, transaction.body) }
        }
    }
}
