import BatteryHealth
import Foundation
import TestSupport
import Testing

/// Verdicts on a growing history, against those on a history that ends there.
@Suite("No verdict looks ahead")
struct CausalityTests {
    private enum Reading {
        case pack(PackReading)
        case cells(CellReading)
    }

    private static func add(_ reading: Reading, to history: inout PackHistory) {
        switch reading {
        case .pack(let reading): history.add(reading)
        case .cells(let reading): history.add(reading)
        }
    }

    /// Feeds readings one by one, and compares at some of them.
    private static func check(_ readings: [Reading], of model: BatteryModel, at moments: [Int]) {
        var growing = PackHistory(model)
        for (index, reading) in readings.enumerated() {
            add(reading, to: &growing)
            guard moments.contains(index) else { continue }
            var alone = PackHistory(model)
            for earlier in readings[...index] { add(earlier, to: &alone) }
            #expect(growing.assessment() == alone.assessment(), "at \(index)")
            #expect(growing.sessions == alone.sessions)
            #expect(growing.capacities == alone.capacities)
            #expect(growing.warnings == alone.warnings)
            #expect(life(of: growing) == life(of: alone))
        }
    }

    /// What is told of the remaining life, or why nothing is.
    private static func life(of history: PackHistory) -> Result<RemainingLife, RemainingLifeRefusal>
    {
        Result { () throws(RemainingLifeRefusal) in try history.remainingLife() }
    }

    @Test("on a month of a real vehicle")
    func vehicle() throws {
        let url = try Repository.shared("data/battery/ev_field_month/frames_F01.csv")
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        let readings = lines.dropFirst().compactMap(Self.reading)
        let model = BatteryModel(
            name: "F01",
            chemistry: .nmc,
            ratedCapacity: 150,
            seriesCellCount: 91
        )
        let moments = [1, 999, 20_000, 47_111, readings.count - 1]
        Self.check(readings.map(Reading.pack), of: model, at: moments)
    }

    /// A line of the frames, whose columns are those of `docs/health.md`.
    private static func reading(_ line: Substring) -> PackReading? {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(Double.init)
        guard fields.count == 11, let time = fields[0] else { return nil }
        var reading = PackReading(time: time)
        (reading.speed, reading.odometer) = (fields[1], fields[3])
        reading.charging = fields[2].flatMap { UInt8(exactly: $0) }
            .flatMap(PackReading.Charging.init)
        (reading.voltage, reading.current) = (fields[4], fields[5])
        reading.stateOfCharge = fields[6].map { $0 / 100 }
        (reading.cellMaximum, reading.cellMinimum) = (fields[7], fields[8])
        (reading.temperatureMaximum, reading.temperatureMinimum) = (fields[9], fields[10])
        return reading
    }

    private static let faults: [SyntheticCells.Fault] = [
        .none, .leak(6), .growingLeak(3), .resistance(1.8), .contact(0.3), .stuck, .low(0.2),
    ]

    @Test("on single cells, whatever is wrong with one", arguments: faults)
    func cells(fault: SyntheticCells.Fault) {
        var pack = SyntheticCells(fault, seed: 3)
        let readings = pack.days(30)
        let moments = [0, readings.count / 3, readings.count / 2, readings.count - 1]
        Self.check(readings.map(Reading.cells), of: SyntheticCells.model, at: moments)
    }

    @Test("on the remaining life, month by month")
    func months() {
        var readings: [PackReading] = []
        var moments: [Int] = []
        for month in 0..<10 {
            let capacity = 150 * (1 - 0.01 * Double(month))
            var pack = SyntheticPack(capacity: capacity, seed: UInt64(month))
            for var reading in pack.days(2) {
                reading.time += Double(month) * 30.44 * 86_400
                readings.append(reading)
            }
            moments.append(readings.count - 1)
        }
        Self.check(readings.map(Reading.pack), of: SyntheticPack.model, at: moments)
    }
}
