import GBT32960
import TestSupport
import Testing

@testable import TelemetryGateway

@Suite("Summaries that follow the segments")
struct SummaryFeedTests {
    private static let hourMs: UInt64 = 3_600_000

    @Test("go on where they stood, and count nothing twice")
    func resumption() async throws {
        let scene = try FeedScene()
        try await scene.write((0..<100).map { try scene.record($0 * 10) })
        try await scene.feed()
        #expect(try scene.counts(0) == (100, 100))
        try await scene.write((100..<150).map { try scene.record($0 * 10) })
        try await scene.feed()
        #expect(try scene.counts(0) == (150, 150))
        #expect(try scene.summaries.store.mark() == "3:0")
    }

    @Test("put frames on the pack that a swap names late, and take them from the other")
    func lateSwap() async throws {
        let scene = try FeedScene()
        // Two hours of frames, all received before the ledger knows of the swap after one.
        try await scene.write((0..<720).map { try scene.record($0 * 10) })
        try await scene.feed()
        #expect(try scene.counts(0).samples == 720)
        let swapped = FeedScene.startMs + Self.hourMs
        scene.fleets.follow([FeedScene.swap(0, for: 1, at: swapped)], upTo: 3, isNew: true)
        try await scene.feed()
        // By hand: 360 frames an hour; those up to 60 s before and after the swap belong to none.
        #expect(try scene.counts(0).samples == 354)
        #expect(try scene.counts(1).samples == 353)
        // They arrived once.
        #expect(try scene.counts(0).records + scene.counts(1).records == 720)
    }

    @Test("what a crash cut short, or the ledger said meanwhile, is made good at the next start")
    func resumedCorrection() async throws {
        let scene = try FeedScene()
        try await scene.write((0..<720).map { try scene.record($0 * 10) })
        try await scene.feed()
        // It was noted and begun, and then the process was killed.
        let swapped = FeedScene.startMs + Self.hourMs
        scene.fleets.follow([FeedScene.swap(0, for: 1, at: swapped)], upTo: 3, isNew: false)
        let redo = Fixture.packs.prefix(2).map { SummaryRedo(batteryID: $0, fromMs: swapped) }
        scene.summaries.store.note(followedTo: 3, redo)
        try scene.summaries.store.flush()
        try scene.summaries.store.withdraw(Fixture.packs[0], Fixture.start...UInt32.max)
        #expect(try scene.counts(0).samples == 0)
        try scene.summaries.store.flush()
        #expect(try scene.summaries.store.redo() == Array(redo))
        scene.summaries.store.note(
            followedTo: 3,
            [SummaryRedo(batteryID: Fixture.packs[0], fromMs: FeedScene.startMs - Self.hourMs)]
        )
        try await scene.feed()
        #expect(try scene.counts(0).samples == 354)
        #expect(try scene.counts(1).samples == 353)
    }

    @Test("with a battery put beside it late, the first one's frames belong to none")
    func secondBattery() async throws {
        let scene = try FeedScene()
        try await scene.write((0..<720).map { try scene.record($0 * 10) })
        try await scene.feed()
        let installed = FeedScene.startMs + Self.hourMs
        scene.fleets.follow([FeedScene.install(1, at: installed)], upTo: 3, isNew: true)
        try await scene.feed()
        #expect(try scene.counts(0).samples == 354)
        #expect(try scene.counts(1).samples == 0)
    }

    @Test("of a segment that was deleted stay as they were")
    func deletedSegments() async throws {
        let scene = try FeedScene()
        try await scene.write((0..<360).map { try scene.record($0 * 10) })
        try await scene.write((360..<720).map { try scene.record($0 * 10) })
        try await scene.feed()
        try SegmentFile.remove(scene.sample.directory.file(1, .segment))
        // The swap is of the deleted half: only what can be read again is told anew.
        let swapped = FeedScene.startMs + Self.hourMs / 2
        scene.fleets.follow([FeedScene.swap(0, for: 1, at: swapped)], upTo: 3, isNew: true)
        try await scene.feed()
        let (first, second) = (try scene.counts(0).samples, try scene.counts(1).samples)
        // Ten minutes behind its beginning, by which a vehicle's clock may be ahead.
        #expect(first >= 360 && first <= 360 + 61)
        #expect(first + second == 720)
    }

    @Test("a swap that is known in time puts each frame on its pack at once")
    func swapInTime() async throws {
        let scene = try FeedScene()
        let swapped = FeedScene.startMs + Self.hourMs
        scene.fleets.follow([FeedScene.swap(0, for: 1, at: swapped)], upTo: 3, isNew: true)
        try await scene.write((0..<720).map { try scene.record($0 * 10) })
        try await scene.feed()
        #expect(try scene.counts(0) == (354, 354))
        #expect(try scene.counts(1) == (353, 353))
        #expect(try scene.summaries.store.strays().map(\.frames) == [13])
    }

    @Test("an encrypted frame counts as it would in plain")
    func encrypted() async throws {
        let cipher = try AES128UnitCipher(
            key: Array(0..<16),
            mode: .cbc(initializationVector: Array(16..<32)),
            padding: .pkcs7
        )
        var fleet = FleetSettings(name: "f")
        fleet.cipher = { _ in cipher }
        let scene = try FeedScene(fleet: fleet)
        try await scene.write((0..<20).map { try scene.record($0 * 10, sealedBy: cipher) })
        try await scene.feed()
        #expect(try scene.counts(0) == (20, 20))
        let stats = try #require(try scene.summaries.store.telemetry(of: Fixture.packs[0]))
        #expect(stats.days.first?.figures.socMaxPercent == 80)
    }

    @Test("a login that names another pack keeps the frames after it from every pack")
    func contradiction() async throws {
        let scene = try FeedScene()
        let vehicle = try Fixture.vehicle()
        var login = Login2016()
        login.time = BeijingTime(year: 26, month: 3, day: 1, hour: 8, minute: 0, second: 0)
        login.sequence = 1
        (login.subsystems, login.codeLength) = (1, 24)
        login.codes = [PaddedText(Fixture.packs[2])]
        let frame = Frame(
            .y2016,
            .vehicleLogin,
            sender: vehicle,
            unit: DataUnit(.login2016(login))
        )
        let record = TelemetryRecord(
            kind: .frame,
            receivedMs: FeedScene.startMs,
            batteryID: nil,
            bytes: try frame.encoded()
        )
        try await scene.write([record] + (1..<20).map { try scene.record($0 * 10) })
        try await scene.feed()
        #expect(try scene.counts(0) == (0, 0))
        #expect(try scene.summaries.store.strays().map(\.reason) == ["contradictedLogin"])
        let found = try #require(try scene.summaries.store.contradictions().first)
        #expect(found.claimed == [Fixture.packs[2]] && found.fitted == [Fixture.packs[0]])
        // One who starts anew has not forgotten it.
        #expect(try scene.summaries.store.logins().map(\.packCodes) == [[Fixture.packs[2]]])
    }

    @Test("of a time to come are counted and belong to no pack")
    func future() async throws {
        let scene = try FeedScene()
        let record = try scene.record(0)
        let early = TelemetryRecord(
            kind: .frame,
            receivedMs: FeedScene.startMs - 3_600_000,
            batteryID: record.batteryID,
            bytes: record.bytes
        )
        try await scene.write([early])
        try await scene.feed()
        #expect(try scene.counts(0) == (0, 0))
        #expect(try scene.summaries.store.strays().map(\.reason) == ["badTime"])
    }
}
