import GBT32960
import Testing

@testable import TelemetryGateway

@Suite("Attribution of frames to batteries")
struct AttributionTests {
    private static let packs = Fixture.packs
    private static let startMs = UInt64(Fixture.start) * 1_000
    private static let hourMs: UInt64 = 3_600_000

    /// Pack 0 from the start, pack 1 after an hour, pack 2 after two, none after three.
    private func twoSwaps() throws -> BatteryTimeline {
        let vehicle = try Fixture.vehicle()
        func fact(_ pack: Int, _ change: BatteryFact.Change, hours: UInt64) -> BatteryFact {
            BatteryFact(
                vehicle: vehicle,
                batteryID: Self.packs[pack],
                change: change,
                atMs: Self.startMs + hours * Self.hourMs
            )
        }
        return BatteryTimeline([
            fact(1, .removed, hours: 2), fact(2, .installed, hours: 2),
            fact(0, .installed, hours: 0), fact(2, .removed, hours: 3),
            fact(0, .removed, hours: 1), fact(1, .installed, hours: 1),
        ])
    }

    static let moments: [(Int64, Attribution)] = [
        (-60_001, .none(.noBattery)), (-60_000, .none(.nearSwap)), (0, .none(.nearSwap)),
        (60_000, .none(.nearSwap)), (60_001, .battery(packs[0])),
        (3_539_999, .battery(packs[0])), (3_540_000, .none(.nearSwap)),
        (3_600_000, .none(.nearSwap)), (3_660_000, .none(.nearSwap)),
        (3_660_001, .battery(packs[1])), (7_260_001, .battery(packs[2])),
        (10_739_999, .battery(packs[2])), (10_800_000, .none(.nearSwap)),
        (10_860_001, .none(.noBattery)), (1 << 50, .none(.noBattery)),
    ]

    @Test("the ledger's battery at the frame's own time", arguments: moments)
    func moment(offset: Int64, expected: Attribution) throws {
        let atMs = UInt64(Int64(Self.startMs) + offset)
        #expect(try twoSwaps().battery(of: Fixture.vehicle(), atMs: atMs) == expected)
    }

    @Test("a vehicle that the ledger does not know has none")
    func unknown() throws {
        let attribution = try twoSwaps().battery(of: Fixture.vehicle(1), atMs: Self.startMs)
        #expect(attribution == .none(.unknownVehicle))
    }

    @Test("with two batteries in the vehicle a frame belongs to none")
    func several() throws {
        let vehicle = try Fixture.vehicle()
        let timeline = BatteryTimeline(
            (0...1).map {
                BatteryFact(
                    vehicle: vehicle,
                    batteryID: Self.packs[$0],
                    change: .installed,
                    atMs: Self.startMs
                )
            }
        )
        let attribution = timeline.battery(of: vehicle, atMs: Self.startMs + Self.hourMs)
        #expect(attribution == .none(.severalBatteries))
    }

    @Test("facts that change nothing are no swap")
    func noChange() throws {
        let vehicle = try Fixture.vehicle()
        let installed = BatteryFact(
            vehicle: vehicle,
            batteryID: Self.packs[0],
            change: .installed,
            atMs: Self.startMs
        )
        let nothing = BatteryFact(
            vehicle: vehicle,
            batteryID: Self.packs[1],
            change: .removed,
            atMs: Self.startMs + Self.hourMs
        )
        let timeline = BatteryTimeline([installed, nothing])
        let attribution = timeline.battery(of: vehicle, atMs: nothing.atMs)
        #expect(attribution == .battery(Self.packs[0]))
    }

    @Test("two swaps, a lost link, a re-upload after three days: every frame is on its pack")
    func reupload() throws {
        let scene = try SummaryScene()
        let attributor = BatteryAttributor(try twoSwaps())
        let intake = FrameIntake()
        var strays = StrayCounts()
        let receivedMs = Self.startMs + 3 * 24 * Self.hourMs
        var expected: [String: Int64] = [:]
        var records: [TelemetryRecord] = []
        for index in 0..<360 {
            var report = Fixture.Report(command: .reissue)
            report.second += UInt32(index) * 30
            let frame = try Fixture.frame(report, from: Fixture.vehicle())
            let taken = intake.take(
                frame,
                receivedMs: receivedMs,
                attributor.attribute
            )
            strays.count(taken, knows: attributor.timeline.knows)
            records.append(taken.record)
            // By hand: 120 frames an hour; those up to 60 s before and after a swap belong to none.
            let minute = index / 2
            let isNear = [0, 60, 120, 180].contains { abs(index * 30 - $0 * 60) <= 60 }
            let pack: String? = isNear ? nil : Self.packs[minute / 60]
            #expect(taken.record.batteryID == pack)
            if let pack { expected[pack, default: 0] += 1 }
        }
        records.shuffle()
        try scene.store.ingest(records)
        scene.store.count(strays)
        try scene.store.flush()
        for pack in Self.packs {
            let telemetry = try #require(try scene.store.telemetry(of: pack))
            #expect(telemetry.days.map(\.figures.samples).reduce(0, +) == expected[pack])
        }
        #expect(try scene.store.strays().map(\.reason) == ["nearSwap"])
        #expect(try scene.store.strays().first?.frames == 15)
        #expect(try scene.store.strays().first?.vehicle == Fixture.vehicle().text)
    }

    @Test("a frame without a sound time belongs to none")
    func badTime() throws {
        let intake = FrameIntake()
        let attributor = BatteryAttributor(try twoSwaps())
        var frame = try Fixture.frame(Fixture.Report(), from: Fixture.vehicle())
        let early = intake.take(frame, receivedMs: Self.startMs - 600_001, attributor.attribute)
        #expect(early.attribution == .none(.badTime))
        // Month 13; the check byte changes with it.
        frame[frame.count - 1] ^= frame[25] ^ 13
        frame[25] = 13
        let impossible = intake.take(frame, receivedMs: Self.startMs, attributor.attribute)
        #expect(impossible.attribution == .none(.badTime))
        frame[25] = 12
        let damaged = intake.take(frame, receivedMs: Self.startMs, attributor.attribute)
        #expect(damaged.attribution == .none(.unreadable))
    }
}

@Suite("Logins against the ledger")
struct LoginTests {
    private static let startMs = UInt64(Fixture.start) * 1_000
    private static let minuteMs: UInt64 = 60_000

    /// Pack 0, and pack 1 after an hour.
    private func attributor() throws -> BatteryAttributor {
        let vehicle = try Fixture.vehicle()
        let changes: [(Int, BatteryFact.Change, UInt64)] = [
            (0, .installed, 0), (0, .removed, 60), (1, .installed, 60),
        ]
        return BatteryAttributor(
            BatteryTimeline(
                changes.map { pack, change, minutes in
                    BatteryFact(
                        vehicle: vehicle,
                        batteryID: Fixture.packs[pack],
                        change: change,
                        atMs: Self.startMs + minutes * Self.minuteMs
                    )
                }
            )
        )
    }

    static let logins: [(codes: [String], minute: UInt64, contradicts: Bool)] = [
        ([], 10, false), ([""], 10, false), (["8986002014", "0"], 10, false),
        ([Fixture.packs[0]], 10, false), ([Fixture.packs[0].lowercased()], 10, false),
        ([Fixture.packs[1]], 10, true), ([Fixture.packs[1], Fixture.packs[0]], 10, false),
        ([Fixture.packs[1]], 60, false), ([Fixture.packs[0]], 60, false),
        ([Fixture.packs[1]], 59, false), ([Fixture.packs[2]], 60, true),
        ([Fixture.packs[0]], 70, true),
        // The code of a module says nothing of the pack.
        (["04QMB76836300JBC40000903"], 10, false),
    ]

    @Test(
        "only another pack contradicts, and near a swap either side may be named",
        arguments: logins
    )
    func contradiction(codes: [String], minute: UInt64, contradicts: Bool) throws {
        var attributor = try attributor()
        let atMs = Self.startMs + minute * Self.minuteMs
        let found = attributor.login(try Fixture.vehicle(), codes: codes, atMs: atMs)
        #expect((found != nil) == contradicts)
        guard contradicts else { return }
        let frame = attributor.attribute(try Fixture.vehicle(), atMs: atMs + 5 * Self.minuteMs)
        #expect(frame == .none(.contradictedLogin))
        #expect(found?.claimed == codes)
    }

    @Test("a contradiction holds until the next login or swap, and not before it")
    func duration() throws {
        var attributor = try attributor()
        let vehicle = try Fixture.vehicle()
        func at(_ minute: UInt64) -> Attribution {
            attributor.attribute(vehicle, atMs: Self.startMs + minute * Self.minuteMs)
        }
        let wrong = [Fixture.packs[2]]
        let right = [Fixture.packs[0]]
        _ = attributor.login(vehicle, codes: wrong, atMs: Self.startMs + 40 * Self.minuteMs)
        #expect(at(5) == .battery(Fixture.packs[0]))
        #expect(at(39) == .battery(Fixture.packs[0]))
        #expect(at(40) == .none(.contradictedLogin))
        #expect(at(58) == .none(.contradictedLogin))
        #expect(at(62) == .battery(Fixture.packs[1]))
        // A login that comes late speaks of its own time.
        _ = attributor.login(vehicle, codes: right, atMs: Self.startMs + 50 * Self.minuteMs)
        #expect(at(45) == .none(.contradictedLogin))
        #expect(at(50) == .battery(Fixture.packs[0]))
        #expect(at(5) == .battery(Fixture.packs[0]))
    }

    @Test("many logins take no more memory than a few")
    func bounded() throws {
        var attributor = try attributor()
        let vehicle = try Fixture.vehicle()
        for second in 0..<1_000 {
            _ = attributor.login(
                vehicle,
                codes: [Fixture.packs[2]],
                atMs: Self.startMs + UInt64(second) * 1_000
            )
        }
        // The oldest are forgotten.
        let early = attributor.attribute(vehicle, atMs: Self.startMs + 120_000)
        #expect(early == .battery(Fixture.packs[0]))
        let late = attributor.attribute(vehicle, atMs: Self.startMs + 1_000_000)
        #expect(late == .none(.contradictedLogin))
        let unknown = attributor.login(
            try Fixture.vehicle(7),
            codes: [Fixture.packs[0]],
            atMs: Self.startMs
        )
        #expect(unknown == nil)
    }
}
