import CoreMetrics
import Foundation
import GBT32960
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import TelemetryGateway

/// Keeps records in memory, each batch after a time, as a disk would.
final class MemorySink: TelemetrySink {
    private let kept = Mutex<[TelemetryRecord]>([])
    private let delay: Duration

    init(delay: Duration = .milliseconds(20)) {
        self.delay = delay
    }

    var records: [TelemetryRecord] { kept.withLock { $0 } }

    func append(_ records: [TelemetryRecord]) async throws {
        try await Task.sleep(for: delay)
        kept.withLock { $0 += records }
    }
}

/// A gateway on a port of this machine.
struct RunningGateway {
    let port: Int
    let sink: MemorySink
    let registry: PrometheusRegistry
    let group: ServiceGroup

    /// Runs `body` beside a gateway, then shuts it down.
    static func run<Result: Sendable>(
        _ sink: MemorySink = MemorySink(),
        register: any VehicleRegister = Samples.register(),
        _ change: (inout GatewaySettings) -> Void = { _ in },
        _ body: (RunningGateway) async throws -> Result
    ) async throws -> Result {
        let registry = PrometheusRegistry.forGateway()
        let hash = try PasswordHash(of: Array("secret".utf8), log2N: 10)
        var settings = GatewaySettings()
        change(&settings)
        let (ports, portsIn) = AsyncStream.makeStream(of: Int.self)
        let server = try GatewayServer(
            settings,
            register: register,
            accounts: [
                PlatformAccount(user: "user17", password: hash, fleet: FleetSettings(name: "p"))
            ],
            locator: NoBatteryLocator(),
            sink: sink,
            metrics: GatewayMetrics(factory: registry),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            whenReady: { portsIn.yield($0) }
        )
        let group = ServiceGroup(
            services: [server],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        return try await withThrowingTaskGroup { tasks in
            var result: Result?
            tasks.addTask { try await group.run() }
            for await port in ports {
                let gateway = RunningGateway(
                    port: port,
                    sink: sink,
                    registry: registry,
                    group: group
                )
                result = try await body(gateway)
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try #require(result)
        }
    }

    /// Has the client in Python speak; it judges the answers.
    @concurrent
    func speak(_ arguments: String...) async throws -> String {
        let result = try await Program.run(
            try Program.find("python3"),
            [
                Repository.interop.appending(path: "python/speak_gbt32960.py").path, "\(port)",
            ] + arguments
        )
        #expect(result.status == 0, "\(result.output)")
        return result.output
    }
}
