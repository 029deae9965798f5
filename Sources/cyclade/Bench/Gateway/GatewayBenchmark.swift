import CycladeSchema
import FoundationEssentials
import GBT32960
import LedgerNode
import Logging
import ServiceLifecycle
import TelemetryGateway

/// Times a whole gateway on this machine: links, evidence on the disk, and summaries, with the load on
/// the same cores.
struct GatewayBenchmark {
    struct Figures: Encodable {
        let frames: Int
        let framesPerWrite: Int
        /// Until every report was acknowledged: on the disk, hashed and in its tree.
        let framesPerS: Int
        /// Until every report was in the summaries too.
        let summarisedPerS: Int
        let peakMib: Int
        /// CPU time of the gateway, and of the load.
        let cpuUsPerFrame: Double
        let loadCpuUsPerFrame: Double
    }

    let connections: Int
    let framesPerWrite: Int
    let directory: DataDirectory

    /// Measures with so many reports, in a directory of their own.
    func run(frames: Int) async throws -> Figures {
        let path = "\(directory.path)/\(frames)-\(framesPerWrite)"
        try FileManager.default.createDirectory(
            atPath: directory.path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return try await withGateway(at: path) { gateway in
            let cpu = Usage.cpuSeconds
            let load = try LoadProcess([
                "--port", "\(gateway.port)", "--frames", "\(frames)",
                "--connections", "\(connections)", "--frames-per-write", "\(framesPerWrite)",
            ])
            guard await load.line() == GatewayLoadMark.ready else {
                throw BenchError.setUp("the load could not begin")
            }
            let clock = ContinuousClock()
            let start = clock.now
            let answer = await load.line() ?? ""
            guard await load.finish(),
                let outcome = try? JSONDecoder().decode(
                    FrameLoad.Outcome.self,
                    from: Data(answer.utf8)
                )
            else { throw BenchError.setUp("the load has failed") }
            // Logins are kept too.
            let expected = outcome.frames + connections
            while gateway.metrics.summarisedRecords < expected {
                try await Task.sleep(for: .milliseconds(5))
            }
            let summarised = (clock.now - start).seconds
            return Figures(
                frames: outcome.frames,
                framesPerWrite: framesPerWrite,
                framesPerS: Int(Double(outcome.frames) / outcome.seconds),
                summarisedPerS: Int(Double(outcome.frames) / summarised),
                peakMib: Usage.peakBytes >> 20,
                cpuUsPerFrame: ((Usage.cpuSeconds - cpu) * 1e6 / Double(outcome.frames))
                    .rounded(places: 2),
                loadCpuUsPerFrame: (outcome.cpuSeconds * 1e6 / Double(outcome.frames))
                    .rounded(places: 2)
            )
        }
    }

    /// The memory that so many idle links take, logged in, in MiB.
    func idle(_ count: Int) async throws -> Int {
        let path = "\(directory.path)/idle"
        return try await withGateway(at: path, vehicles: count) { gateway in
            let load = try LoadProcess([
                "--port", "\(gateway.port)", "--connections", "\(count)", "--hold",
            ])
            guard await load.line() == GatewayLoadMark.ready else {
                throw BenchError.setUp("the idle links could not be opened")
            }
            let resident = Usage.residentBytes >> 20
            _ = await load.finish()
            return resident
        }
    }

    private struct Running {
        let port: Int
        let metrics: EvidenceMetrics
    }

    private func withGateway<Output: Sendable>(
        at path: String,
        vehicles count: Int? = nil,
        _ body: (Running) async throws -> Output
    ) async throws -> Output {
        let count = count ?? connections
        try OpenFiles.raise(to: count + 64)
        let registry = PrometheusRegistry.forGateway()
        let metrics = EvidenceMetrics(factory: registry)
        let logger = Logger(label: "bench") { StreamLogHandler.standardError(label: $0) }
        let fleets = Self.fleets(count)
        let segments = SegmentDirectory(path)
        let store = try SummaryStore(path: "\(path).sqlite")
        let writer = try SegmentWriter(segments, gatewayID: "bench")
        let (ports, portFound) = AsyncStream.makeStream(of: Int.self)
        var settings = GatewaySettings()
        settings.limits.connections = count
        let services: [any Service] = [
            SummaryFeed(
                from: segments,
                upTo: writer.horizon,
                to: store,
                fleets,
                settings: { fleets.fleet(of: $0) },
                metrics: metrics,
                logger: logger
            ),
            SegmentWriting(writer),
            try GatewayServer(
                settings,
                register: fleets,
                accounts: [],
                locator: fleets,
                sink: writer,
                metrics: GatewayMetrics(factory: registry),
                logger: logger,
                whenReady: { portFound.yield($0) }
            ),
        ]
        let group = ServiceGroup(services: services, logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else {
                throw BenchError.setUp("the gateway does not listen")
            }
            let output = try await body(Running(port: port, metrics: metrics))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return output
        }
    }

    /// Vehicles with a battery each, put in long ago.
    private static func fleets(_ count: Int) -> FleetDirectory {
        let fleets = FleetDirectory()
        var vehicles: [RegisteredVehicle] = []
        let fleet = FleetSettings(name: "bench")
        for number in 0..<count {
            guard let sender = FrameLoad.vehicle(number) else { continue }
            let commitment = Data(sender.bytes)
            var register = TransactionBody()
            register.occurredMs = 1
            register.registerVehicle.vehicleID = "v-\(number)"
            register.registerVehicle.vinCommitment = commitment
            var install = TransactionBody()
            install.occurredMs = 1
            install.installBattery.vehicleID = "v-\(number)"
            install.installBattery.batteryID = "bench-\(number)"
            fleets.follow([register, install], upTo: 0, isNew: false)
            vehicles.append(
                RegisteredVehicle(sender: sender, vinCommitment: commitment, fleet: fleet)
            )
        }
        fleets.register(vehicles)
        return fleets
    }
}

/// What the load says when all its terminals are logged in.
enum GatewayLoadMark {
    static let ready = "ready"
}
