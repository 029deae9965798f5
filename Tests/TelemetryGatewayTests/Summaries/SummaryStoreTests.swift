import Foundation
import GBT32960
import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("Summaries of batteries")
struct SummaryStoreTests {
    private static let pack = Fixture.packs[0]

    /// About a day of driving, charging and standing, with dirty values, alarms and pauses.
    private func life(seed: UInt64, count: Int = 1_200) throws -> [TelemetryRecord] {
        var random = SplitMix64(seed: seed)
        var report = Fixture.Report()
        return try (0..<count).map { _ in
            let isPause = Int.random(in: 0..<60, using: &random) == 0
            report.second += isPause ? UInt32.random(in: 300...9_000, using: &random) : 30
            if Int.random(in: 0..<40, using: &random) == 0 {
                let isCharge = Bool.random(using: &random)
                report.state = isCharge || Bool.random(using: &random) ? .off : .started
                report.charge = isCharge ? .chargingParked : .notCharging
            }
            report.amperes =
                report.charge == .chargingParked
                ? -80 : Double(Int.random(in: -50...200, using: &random))
            report.volts = Double(Int.random(in: 330...380, using: &random))
            report.soc = Double(Int.random(in: 0...100, using: &random))
            report.cellMin = Int.random(in: 0..<50, using: &random) == 0 ? 0 : 3.6
            report.celsiusMax = Int.random(in: 0..<50, using: &random) == 0 ? 999 : 30
            report.alarms = Int.random(in: 0..<30, using: &random) == 0 ? [.insulation] : []
            return try Fixture.record(report)
        }
    }

    private func telemetry(
        _ records: [TelemetryRecord],
        batches: Int = 1,
        options: SummaryStore.Options = SummaryStore.Options()
    ) throws -> BatteryTelemetry {
        let scene = try SummaryScene(options: options)
        let size = max(1, records.count / batches)
        for start in stride(from: 0, to: records.count, by: size) {
            try scene.store.ingest(Array(records[start..<min(start + size, records.count)]))
            try scene.store.flush()
        }
        return try #require(try scene.store.telemetry(of: Self.pack))
    }

    /// All but how the records arrived.
    private func told(_ telemetry: BatteryTelemetry) -> some Equatable & Sendable {
        [
            "\(telemetry.sessions)", "\(telemetry.days)", "\(telemetry.alarms)",
            "\(telemetry.dirty)", "\(telemetry.first ?? "")", "\(telemetry.last ?? "")",
        ]
    }

    @Test("late and repeated frames give the summaries of frames in order", arguments: 1...8)
    func order(seed: UInt64) throws {
        let records = try life(seed: seed)
        let inOrder = try telemetry(records)
        #expect(inOrder.sessions.count > 5)
        #expect(inOrder.delivery.outOfOrder == 0)
        var random = SplitMix64(seed: seed + 100)
        let repeated = records + records.filter { _ in Bool.random(using: &random) }
        let shuffled = repeated.shuffled(using: &random)
        let mixed = try telemetry(shuffled, batches: Int.random(in: 1...12, using: &random))
        #expect(told(mixed) == told(inOrder))
        #expect(mixed.delivery.records == Int64(repeated.count))
        #expect(mixed.delivery.duplicates == Int64(repeated.count - records.count))
        #expect(mixed.delivery.amended == 0)
        #expect(mixed.delivery.outOfOrder > 0)
    }

    @Test("a stretch that comes days late gives the summaries of frames in order", arguments: 1...4)
    func late(seed: UInt64) throws {
        let records = try life(seed: seed)
        let inOrder = try telemetry(records)
        let late = Array(records[..<300] + records[500...] + records[300..<500])
        #expect(told(try telemetry(late, batches: 6)) == told(inOrder))
        // Two records of every batch, and the rest of it later.
        let combed =
            stride(from: 0, to: 1_200, by: 3).map { records[$0] }
            + records.indices.filter { $0 % 3 != 0 }.map { records[$0] }
        #expect(told(try telemetry(combed, batches: 9)) == told(inOrder))
    }

    @Test("with next to no memory the summaries are the same")
    func memory() throws {
        let records = try life(seed: 5)
        var options = SummaryStore.Options()
        options.mostPendingBytes = 1
        let tight = try telemetry(records, batches: 40, options: options)
        #expect(told(tight) == told(try telemetry(records)))
        #expect(tight.delivery.duplicates == 0)
    }

    @Test("the sums are those of a plain loop over everything", arguments: 1...4)
    func plain(seed: UInt64) throws {
        let records = try life(seed: seed)
        var scanner = ReportScanner()
        var out = 0.0
        var last: (second: UInt64, power: Double)?
        for record in records {
            try scanner.scan(unsafe record.bytes.span.bytes)
            let second = try scanner.time.moment().rawValue / 1_000
            let volts = try #require(scanner.vehicle?.voltage.value)
            let amperes = try #require(scanner.vehicle?.current.value)
            if let last, second - last.second <= 120 {
                let energy = (last.power + volts * amperes) / 2 * Double(second - last.second)
                out += energy / 3_600
            }
            last = (second, volts * amperes)
        }
        let days = try telemetry(records).days
        let net = days.map { $0.figures.energyOutWh - $0.figures.energyInWh }.reduce(0, +)
        #expect(abs(net - out) < 0.01)
    }

    @Test("what was written is there after opening again, and the mark with it")
    func reopening() throws {
        let scene = try SummaryScene()
        let records = try life(seed: 9)
        #expect(try scene.store.mark() == nil)
        try scene.store.ingest(Array(records[..<600]))
        try scene.store.flush(mark: "12/600")
        try scene.store.ingest(Array(records[600..<700]))
        try scene.store.close()
        let again = try SummaryStore(path: scene.path)
        #expect(try again.mark() == "12/600")
        try again.ingest(Array(records[600...]))
        try again.flush()
        let telemetry = try #require(try again.telemetry(of: Self.pack))
        #expect(told(telemetry) == told(try self.telemetry(records)))
        #expect(telemetry.delivery.duplicates == 100)
        #expect(try again.batteries() == [Self.pack])
    }

    @Test("a swap that the ledger learns of late is put right", arguments: 1...4)
    func withdrawal(seed: UInt64) throws {
        let records = try life(seed: seed)
        let other = Fixture.packs[1]
        let scene = try SummaryScene()
        try scene.store.ingest(records)
        let swap = Fixture.start + 9_000
        try scene.store.withdraw(Self.pack, swap...UInt32.max)
        let moved = records.filter { $0.receivedMs >= UInt64(swap) * 1_000 }.map {
            TelemetryRecord(
                kind: $0.kind,
                receivedMs: $0.receivedMs,
                batteryID: other,
                bytes: $0.bytes
            )
        }
        try scene.store.ingest(moved)
        try scene.store.flush()
        let first = try #require(try scene.store.telemetry(of: Self.pack))
        let kept = records.filter { $0.receivedMs < UInt64(swap) * 1_000 }
        #expect(told(first) == told(try telemetry(kept)))
        let second = try #require(try scene.store.telemetry(of: other))
        #expect(second.days.map(\.figures.samples).reduce(0, +) == Int64(moved.count))
        // Putting it back gives what was there before.
        try scene.store.ingest(records)
        try scene.store.flush()
        let again = try #require(try scene.store.telemetry(of: Self.pack))
        #expect(told(again) == told(try telemetry(records)))
        try scene.store.withdraw(Self.pack, 0...UInt32.max)
        let nothing = try #require(try scene.store.telemetry(of: Self.pack))
        #expect(nothing.first == nil)
        #expect(nothing.days.isEmpty && nothing.alarms.isEmpty && nothing.dirty.isEmpty)
    }

    @Test("frames of one second that say different things are told together")
    func split() throws {
        let full = Fixture.Report()
        let other = Fixture.Report(cellMax: 3.95, cellMin: 3.80)
        let telemetry = try telemetry([Fixture.record(full), Fixture.record(other)])
        #expect(telemetry.delivery.amended == 1)
        #expect(telemetry.days.first?.figures.samples == 1)
        #expect(telemetry.days.first?.figures.cellMaxV == 3.95)
        #expect(telemetry.days.first?.figures.cellMinV == 3.80)
    }

    @Test("records that cannot be used are counted")
    func unusable() throws {
        let good = try Fixture.record(Fixture.Report())
        var bytes = good.bytes
        bytes[40] ^= 1
        let damaged = TelemetryRecord(
            kind: .frame,
            receivedMs: good.receivedMs,
            batteryID: Self.pack,
            bytes: bytes
        )
        let early = try Fixture.record(Fixture.Report(), receivedMs: 0)
        let nobody = try Fixture.record(Fixture.Report(), battery: nil)
        let telemetry = try telemetry([good, damaged, early, nobody])
        #expect(telemetry.delivery.records == 1)
        #expect(telemetry.delivery.unreadable == 1)
        #expect(telemetry.delivery.badTime == 1)
    }

    @Test("a question for some time gets the stretches of that time")
    func ranges() throws {
        let scene = try SummaryScene()
        try scene.store.ingest(try life(seed: 3))
        try scene.store.flush()
        let all = try #require(try scene.store.telemetry(of: Self.pack))
        // The day begins in Beijing, where the tests' time begins at eight.
        let day = Fixture.start + 16 * 3_600
        let query = TelemetryQuery(seconds: day...day + 86_399, mostSessions: 1)
        let part = try #require(try scene.store.telemetry(of: Self.pack, query))
        #expect(part.days == all.days.filter { $0.day == "2026-03-02" })
        #expect(part.sessions.count == 1)
        #expect(part.hasMoreSessions)
        #expect(part.first == all.first)
        #expect(try scene.store.telemetry(of: "unknown") == nil)
        let json = try JSONEncoder().encode(all)
        #expect(try JSONDecoder().decode(BatteryTelemetry.self, from: json) == all)
    }

    @Test("the file is its owner's alone, and another format is refused")
    func file() throws {
        let scene = try SummaryScene()
        try scene.store.close()
        let attributes = try FileManager.default.attributesOfItem(atPath: scene.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let queue = try DatabaseQueue(path: scene.path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 9") }
        try queue.close()
        #expect(throws: SummaryError.file(path: scene.path, .otherFormat(found: 9, expected: 2))) {
            try SummaryStore(path: scene.path)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: scene.path)
        #expect(throws: SummaryError.file(path: scene.path, .exposed)) {
            try SummaryStore(path: scene.path)
        }
    }

    @Test("altered samples are refused as damage")
    func damage() throws {
        let scene = try SummaryScene()
        try scene.store.ingest([try Fixture.record(Fixture.Report())])
        try scene.store.close()
        let queue = try DatabaseQueue(path: scene.path)
        try queue.write { try $0.execute(sql: "UPDATE chunk SET samples = x'00ff'") }
        try queue.close()
        let store = try SummaryStore(path: scene.path)
        let error = #expect(throws: SummaryError.self) {
            try store.ingest([try Fixture.record(Fixture.Report())])
        }
        guard case .file(_, .damaged)? = error else {
            Issue.record("expected damage, found \(String(describing: error))")
            return
        }
    }
}
