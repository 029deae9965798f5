import GBT32960
import TestSupport
import Testing

@testable import TelemetryGateway

@Suite("What health is judged by")
struct StoredHistoryTests {
    /// A drive, then a charge of three hours over the bounds of stretches, from 20 to 80 %.
    private func day(_ pack: String, from start: UInt32) throws -> [TelemetryRecord] {
        try (0..<480).map { index in
            var report = Fixture.Report()
            report.second = start + UInt32(index) * 30
            let isCharge = index >= 120
            report.state = isCharge ? .off : .started
            report.charge = isCharge ? .chargingParked : .notCharging
            report.amperes = isCharge ? -60 : 40
            report.soc = isCharge ? (20 + Double(index - 120) / 6).rounded() : 50
            return try Fixture.record(report, battery: pack)
        }
    }

    @Test("charges are told whole, battery by battery, and as telemetry has them")
    func charges() throws {
        let scene = try SummaryScene()
        let records = try Fixture.packs.enumerated().flatMap { index, pack in
            try (0...index).flatMap { try day(pack, from: Fixture.start + UInt32($0) * 86_400) }
        }
        var random = SplitMix64(seed: 3)
        try scene.store.ingest(records.shuffled(using: &random))
        try scene.store.flush()
        var histories: [StoredHistory] = []
        try scene.store.forEachHistory { histories.append($0) }
        #expect(Set(histories.map(\.batteryID)) == Set(Fixture.packs))
        for (index, pack) in Fixture.packs.enumerated() {
            let history = try #require(histories.first { $0.batteryID == pack })
            #expect(history.charges.count == index + 1)
            #expect(history.samples == Int64(index + 1) * 480)
            let telemetry = try #require(try scene.store.telemetry(of: pack))
            let told = telemetry.sessions.filter { $0.kind == .charge }
            #expect(told.count == history.charges.count)
            for (stored, session) in zip(history.charges, told) {
                #expect(abs(stored.charge - session.figures.chargeInAh) < 1e-9)
                #expect(stored.stateOfChargeAtStart == session.socStartPercent.map { $0 / 100 })
                #expect(stored.stateOfChargeAtEnd == session.socEndPercent.map { $0 / 100 })
                #expect(stored.unmeasuredSeconds == 0)
            }
        }
    }

    @Test("samples come in order, in physical units, and only of the time that is asked for")
    func samples() throws {
        let scene = try SummaryScene()
        let records = try day(Fixture.packs[0], from: Fixture.start)
        try scene.store.ingest(records.reversed())
        try scene.store.flush()
        var samples: [TelemetrySample] = []
        #expect(try scene.store.forEachSample(of: Fixture.packs[0]) { samples.append($0) })
        #expect(samples.count == 480)
        #expect(zip(samples, samples.dropFirst()).allSatisfy { $0.second < $1.second })
        #expect(samples.last?.current == -60 && samples.last?.voltage == 350)
        #expect(samples.last?.stateOfCharge == 80 && samples.last?.activity == .charge)
        var some = 0
        let range = Fixture.start + 30...Fixture.start + 90
        #expect(try scene.store.forEachSample(of: Fixture.packs[0], in: range) { _ in some += 1 })
        #expect(some == 3)
        #expect(try !scene.store.forEachSample(of: "unknown") { _ in some += 1 })
    }

    @Test("two charges with a short drive between them are two")
    func driveBetween() throws {
        let scene = try SummaryScene()
        let records = try (0..<90).map { index in
            var report = Fixture.Report()
            report.second = Fixture.start + UInt32(index) * 30
            let isDrive = (40..<56).contains(index)
            report.state = isDrive ? .started : .off
            report.charge = isDrive ? .notCharging : .chargingParked
            report.amperes = isDrive ? 60 : -60
            return try Fixture.record(report)
        }
        try scene.store.ingest(records)
        try scene.store.flush()
        var charges: [StoredCharge] = []
        try scene.store.forEachHistory { charges += $0.charges }
        #expect(charges.count == 2)
    }
}
