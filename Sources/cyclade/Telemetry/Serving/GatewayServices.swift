import CycladeSchema
import LedgerClient
import LedgerNode
import Logging
import ServiceLifecycle
import TelemetryGateway
import UnixSignals
import Vault
import Verification

/// A gateway with all its parts, ready to run.
struct GatewayServices {
    /// What it is made of.
    struct Parts {
        let reader: LedgerReader
        let ledger: SegmentAnchoring.Ledger
        let gatewayID: String
        let files: TelemetryFiles
        let vaultPath: String
        let vaultKeys: VaultKeys
        let file: GatewayFile
        let links: GatewaySettings
        let stationHost: String
        let stationPort: Int
        let metricsPort: Int
        /// How long records are kept; `nil` for ever.
        let keptDays: Int?
        let logger: Logger
    }

    /// What a part says when it listens.
    enum Ready { case vehicles, stations, metrics }

    let vehicleCount: Int
    let recovery: SegmentRecovery?
    private let services: [any Service]
    private let logger: Logger

    /// Reads the ledger, the vault and what is kept already; nothing is opened to the outside.
    init(
        _ parts: Parts,
        whenReady: @escaping @Sendable (Ready, _ port: Int) -> Void
    ) throws {
        let logger = parts.logger
        let registry = PrometheusRegistry.forGateway()
        let metrics = EvidenceMetrics(factory: registry)
        let fleets = FleetDirectory { vehicleID, contradiction in
            metrics.contradicted()
            let fitted = contradiction.fitted.joined(separator: ", ")
            logger.warning(
                "vehicle \(vehicleID) names other batteries than the ledger at its login (\(fitted))"
            )
        }
        let anchors = GatewayAnchors(
            memberID: parts.ledger.signer.keys.memberID,
            gatewayID: parts.gatewayID
        )
        let file = parts.file
        var options = SummaryStore.Options()
        options.reading = { file.reading(of: $0) }
        let store = try SummaryStore(path: parts.files.summaries, options: options)
        var follower = try LedgerFollower(
            parts.reader,
            fleets,
            anchors,
            upTo: store.ledgerLeaf(),
            logger: logger
        )
        let vehicles = GatewayVehicles(
            path: parts.vaultPath,
            keys: parts.vaultKeys,
            settings: file,
            fleets: fleets,
            logger: logger
        )
        vehicleCount = try vehicles.register()
        try follower.catchUp()
        // One that waits is enough: whoever is told looks for all that there are.
        let (closed, whenClosed) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let directory = SegmentDirectory(parts.files.segments)
        let writer = try SegmentWriter(
            directory,
            gatewayID: parts.gatewayID,
            continuing: anchors.newest,
            didClose: { _ in whenClosed.yield() }
        )
        recovery = writer.recovery
        let receiving: [any Service] = [
            SegmentWriting(writer),
            StationEndpoint(
                parts.file.stations,
                sink: writer,
                host: parts.stationHost,
                port: parts.stationPort,
                logger: logger,
                whenReady: { whenReady(.stations, $0) }
            ),
            try GatewayServer(
                parts.links,
                register: fleets,
                accounts: parts.file.platforms,
                locator: fleets,
                sink: writer,
                metrics: GatewayMetrics(factory: registry),
                logger: logger,
                whenReady: { whenReady(.vehicles, $0) }
            ),
            MetricsEndpoint(registry, port: parts.metricsPort) { whenReady(.metrics, $0) },
        ]
        var keeping: [any Service] = [
            follower, vehicles,
            SummaryFeed(
                from: directory,
                upTo: writer.horizon,
                to: store,
                fleets,
                settings: { file.fleet(of: $0) },
                metrics: metrics,
                logger: logger
            ),
            SegmentAnchoring(
                directory,
                on: parts.ledger,
                anchors,
                upTo: writer.horizon,
                closed: closed,
                metrics: metrics,
                logger: logger
            ),
        ]
        if let days = parts.keptDays {
            keeping.append(SegmentRetention(of: directory, store, days: days, logger: logger))
        }
        // Stopped in the opposite order: those that receive first, those that keep last.
        services = keeping + receiving
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT; everything received by then is kept, folded and anchored.
    func run() async throws {
        let services = services.map {
            ServiceGroupConfiguration.ServiceConfiguration(
                service: $0,
                failureTerminationBehavior: .gracefullyShutdownGroup
            )
        }
        let configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        try await ServiceGroup(configuration: configuration).run()
    }
}
