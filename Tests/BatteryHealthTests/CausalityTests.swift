import BatteryHealth
import TestSupport
import Testing

/// What a history tells at some moment, against what it says of that time when all is known.
@Suite("What was told is not taken back")
struct CausalityTests {
    private enum Reading {
        case pack(PackReading)
        case cells(CellReading)

        var time: Double {
            switch self {
            case .pack(let reading): reading.time
            case .cells(let reading): reading.time
            }
        }
    }

    /// Feeds readings one by one, and holds what was told on the way against the whole.
    private static func check(_ readings: [Reading], of model: BatteryModel) {
        var history = PackHistory(model)
        var moments: [(time: Double, told: PackHistory)] = []
        for (index, reading) in readings.enumerated() {
            switch reading {
            case .pack(let reading): history.add(reading)
            case .cells(let reading): history.add(reading)
            }
            if index % 997 == 0 { moments.append((reading.time, history)) }
        }
        history.finish()
        #expect(moments.count > 5)
        for (time, told) in moments {
            // A warning is of the reading at which it is told.
            #expect(history.warnings.filter { $0.time <= time } == told.warnings)
            #expect(Array(history.sessions.prefix(told.sessions.count)) == told.sessions)
            let capacities = history.capacities.prefix(told.capacities.count)
            #expect(Array(capacities) == told.capacities)
            #expect(told.sessions.allSatisfy { $0.end.time <= time })
        }
    }

    private static let faults: [SyntheticCells.Fault] = [
        .none, .leak(6), .growingLeak(3), .resistance(1.8), .contact(0.3), .stuck, .low(0.2),
    ]

    @Test("of single cells, whatever is wrong with one", arguments: faults)
    func cells(fault: SyntheticCells.Fault) {
        var pack = SyntheticCells(fault, seed: 3)
        Self.check(pack.days(40).map(Reading.cells), of: SyntheticCells.model)
    }

    @Test("of a pack that fades, month by month")
    func months() {
        var readings: [Reading] = []
        for month in 0..<10 {
            let capacity = 150 * (1 - 0.01 * Double(month))
            var pack = SyntheticPack(capacity: capacity, seed: UInt64(month))
            for var reading in pack.days(4) {
                reading.time += Double(month) * 30.44 * 86_400
                readings.append(.pack(reading))
            }
        }
        Self.check(readings, of: SyntheticPack.model)
    }
}
