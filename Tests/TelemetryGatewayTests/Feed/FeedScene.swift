import CycladeSchema
import Foundation
import GBT32960
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import TelemetryGateway

/// Vehicles on a ledger, segments, and the summaries that are fed from them.
final class FeedScene {
    let sample: SegmentSample
    let summaries: SummaryScene
    let fleets = FleetDirectory()
    let registry = PrometheusRegistry()

    static let startMs = UInt64(Fixture.start) * 1_000

    /// A vehicle with its first pack from an hour before the start on.
    init(fleet: FleetSettings = FleetSettings(name: "f")) throws {
        sample = try SegmentSample()
        summaries = try SummaryScene()
        let vehicle = try Fixture.vehicle()
        let commitment = Data(repeating: 7, count: 32)
        var register = TransactionBody()
        register.registerVehicle.vehicleID = "V-1"
        register.registerVehicle.vinCommitment = commitment
        fleets.follow(
            [register, Self.install(0, at: Self.startMs - 3_600_000)],
            upTo: 2,
            isNew: false
        )
        fleets.register([
            RegisteredVehicle(sender: vehicle, vinCommitment: commitment, fleet: fleet)
        ])
    }

    static func install(_ pack: Int, at ms: UInt64) -> TransactionBody {
        var body = TransactionBody()
        body.occurredMs = ms
        body.installBattery.vehicleID = "V-1"
        body.installBattery.batteryID = Fixture.packs[pack]
        return body
    }

    static func swap(_ taken: Int, for given: Int, at ms: UInt64) -> TransactionBody {
        var body = TransactionBody()
        body.occurredMs = ms
        body.swap.vehicleID = "V-1"
        body.swap.taken.batteryID = Fixture.packs[taken]
        body.swap.given.batteryID = Fixture.packs[given]
        return body
    }

    /// A report of so many seconds after the start, attributed as the ledger is now.
    func record(
        _ offset: UInt32,
        sealedBy cipher: AES128UnitCipher? = nil
    ) throws -> TelemetryRecord {
        var report = Fixture.Report()
        report.second += offset
        var bytes = try Fixture.frame(report, from: Fixture.vehicle())
        if let cipher { bytes = try ReceivedFrame(bytes).frame.sealed(by: cipher).encoded() }
        let atMs = UInt64(report.second) * 1_000
        let attribution = fleets.attribute(try Fixture.vehicle(), atMs: atMs)
        let battery: String? = if case .battery(let id) = attribution { id } else { nil }
        return TelemetryRecord(
            kind: .frame,
            receivedMs: atMs + 500,
            batteryID: battery,
            bytes: bytes
        )
    }

    /// Writes a closed segment.
    func write(_ records: [TelemetryRecord]) async throws {
        try await sample.withWriter { try await $0.append(records) }
    }

    /// Runs a feed until it has folded everything and made good what was late, and stops it.
    func feed() async throws {
        let newest = try sample.directory.numbers(.segment).last ?? 0
        let metrics = EvidenceMetrics(factory: registry)
        var pace = SummaryFeed.Pace()
        (pace.idle, pace.flush) = (.milliseconds(1), .milliseconds(1))
        let feed = SummaryFeed(
            from: sample.directory,
            upTo: SegmentHorizon(SegmentHorizon.Place(number: newest, byteCount: nil)),
            to: summaries.store,
            fleets,
            settings: { [fleets] in fleets.fleet(of: $0) },
            metrics: metrics,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            pace: pace
        )
        let group = ServiceGroup(
            services: [feed],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            while try summaries.store.position().number <= newest
                || summaries.store.redo() != []
            {
                try await Task.sleep(for: .milliseconds(5))
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// How many samples the summaries have of a pack, and how many records arrived for it.
    func counts(_ pack: Int) throws -> (samples: Int64, records: Int64) {
        guard let telemetry = try summaries.store.telemetry(of: Fixture.packs[pack]) else {
            return (0, 0)
        }
        let samples = telemetry.days.map(\.figures.samples).reduce(0, +)
        return (samples, telemetry.delivery.records)
    }
}
