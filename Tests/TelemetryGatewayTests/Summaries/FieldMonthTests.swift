import Foundation
import GBT32960
import TestSupport
import Testing

@testable import TelemetryGateway

@Suite("A month of a real vehicle")
struct FieldMonthTests {
    /// A row of `frames_F01.csv`, as a report.
    private func report(_ row: Substring) throws -> Fixture.Report? {
        let fields = row.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard fields.count == 11, let second = fields[0], let state = fields[2] else { return nil }
        var report = Fixture.Report(second: Fixture.start + UInt32(second))
        report.charge = state == 1 ? .chargingParked : .notCharging
        report.state = state == 1 ? .off : .started
        // What a field lacks is beyond what the protocol can say.
        report.volts = fields[4] ?? 9_999
        report.amperes = fields[5] ?? 9_999
        report.soc = fields[6] ?? 999
        report.cellMax = fields[7] ?? 99
        report.cellMin = fields[8] ?? 99
        report.celsiusMax = fields[9] ?? 999
        report.celsiusMin = fields[10] ?? 999
        return report
    }

    @Test("charges, energy and dirty values of eleven days are plausible")
    func month() throws {
        let folder = try Repository.shared("data/battery/ev_field_month")
        let text = try String(
            contentsOf: folder.appending(path: "frames_F01.csv"),
            encoding: .utf8
        )
        let rows = text.split(whereSeparator: \.isNewline).dropFirst().prefix(12_000)
        let records = try rows.compactMap(report).map { try Fixture.record($0) }
        let scene = try SummaryScene()
        try scene.store.ingest(records)
        try scene.store.flush()
        let telemetry = try #require(try scene.store.telemetry(of: Fixture.packs[0]))
        try checkCharges(telemetry, against: folder, upTo: telemetry.last)
        try checkEnergy(telemetry)
        #expect(telemetry.delivery.records == Int64(records.count))
        #expect(telemetry.delivery.outOfOrder == 0)
        // Cells of 0 V and probes at -40 C were left in on purpose.
        let dirty = Dictionary(uniqueKeysWithValues: telemetry.dirty.map { ($0.field, $0) })
        #expect(dirty["cell_min_V"]?.implausible ?? 0 > 0)
        #expect(dirty["temp_min_C"]?.implausible ?? 0 > 0)
        for day in telemetry.days {
            #expect(day.figures.cellMinV ?? 3 > 2.5)
            #expect(day.figures.temperatureMinC ?? 0 > -30)
            #expect(day.figures.cellSpreadV ?? 0 < 0.5)
        }
    }

    /// The sessions that the folder's own integration found, in the time that was taken in.
    private func checkCharges(
        _ telemetry: BatteryTelemetry,
        against folder: URL,
        upTo last: String?
    ) throws {
        let charges = telemetry.sessions.filter {
            $0.kind == .charge && $0.figures.chargeInAh > 10
        }
        let text = try String(
            contentsOf: folder.appending(path: "charge_sessions.csv"),
            encoding: .utf8
        )
        var compared = 0
        for row in text.split(whereSeparator: \.isNewline).dropFirst() {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard fields[0] == "F01", let start = UInt32(fields[1]), let end = UInt32(fields[2]),
                let soc = Double(fields[4]), let hours = Double(fields[5]),
                timeText(Fixture.start + end) < last ?? ""
            else { continue }
            let range = timeText(Fixture.start + start)...timeText(Fixture.start + end)
            let own = charges.filter { $0.start <= range.upperBound && range.lowerBound <= $0.end }
            let total = own.map(\.figures.chargeInAh).reduce(0, +)
            // The folder leaves out shorter gaps than the summaries do.
            let highest = fields[11] == "0" ? 1.01 * hours + 0.05 : 1.4 * hours
            #expect((0.99 * hours - 0.05...highest).contains(total), "charge at \(start) s")
            #expect(own.last?.socEndPercent == soc, "charge at \(start) s")
            compared += 1
        }
        print("compared \(compared) charges with the folder's own integration")
        #expect(compared >= 4)
    }

    private func checkEnergy(_ telemetry: BatteryTelemetry) throws {
        let inWh = telemetry.days.map(\.figures.energyInWh).reduce(0, +)
        let outWh = telemetry.days.map(\.figures.energyOutWh).reduce(0, +)
        let inAh = telemetry.days.map(\.figures.chargeInAh).reduce(0, +)
        print("in \(inWh) Wh, out \(outWh) Wh")
        // A pack of 91 cells in series is between 300 and 400 V.
        #expect((300...400).contains(inWh / inAh))
        #expect((0.5...1.2).contains(outWh / inWh))
    }
}
