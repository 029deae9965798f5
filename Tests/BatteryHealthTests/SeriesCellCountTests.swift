import BatteryHealth
import TestSupport
import Testing

@Suite("How many cells a pack has")
struct SeriesCellCountTests {
    private static func reading(cells: Int, at cell: Double) -> PackReading {
        var reading = PackReading(time: 0)
        reading.voltage = (cell * Double(cells) * 10).rounded() / 10
        (reading.cellMaximum, reading.cellMinimum) = (cell + 0.008, cell - 0.006)
        return reading
    }

    @Test("is told from the voltages of the pack and its cells", arguments: [91, 96, 108, 198])
    func told(cells: Int) {
        // 3.7 V a cell where 3.65 is taken, and the other way round.
        for about in [Int(Double(cells) * 3.7 / 3.65), Int(Double(cells) * 3.6 / 3.65)] {
            var random = SplitMix64(seed: UInt64(cells))
            var count = SeriesCellCount(about: about)
            for _ in 0..<50 {
                let cell = Double.random(in: 3.4...4.1, using: &random)
                count.add(Self.reading(cells: cells, at: cell))
            }
            #expect(count.count == cells)
        }
    }

    @Test("is not that of a pack with a weak cell", arguments: [0.04, 0.08, 0.15])
    func weakCell(below: Double) {
        var random = SplitMix64(seed: 7)
        var count = SeriesCellCount(about: 96)
        for _ in 0..<200 {
            let cell = Double.random(in: 3.4...4.1, using: &random)
            var reading = Self.reading(cells: 96, at: cell)
            reading.cellMinimum = cell - below
            count.add(reading)
        }
        #expect(count.count == 96)
    }

    @Test("is that of the single cells, where they are read")
    func singleCells() {
        for (count, knows, isTaken) in [(96, false, true), (96, true, false), (60, false, false)] {
            var model = SyntheticCells.model
            model.seriesCellCount = 97
            var history = PackHistory(model, knowsCellCount: knows)
            for time in 0..<10 {
                let voltages = [Double?](repeating: 3.7, count: count)
                history.add(CellReading(time: Double(time) * 10, voltages: voltages))
            }
            let defects = history.assessment().consistency?.defects ?? [:]
            #expect((defects[.cellCount] == nil) == isTaken)
        }
    }

    @Test("is what the nominal voltage says where readings tell too little, or something else")
    func untold() {
        var few = SeriesCellCount(about: 97)
        for _ in 0..<19 { few.add(Self.reading(cells: 96, at: 3.7)) }
        #expect(few.count == 97)
        var other = SeriesCellCount(about: 97)
        for _ in 0..<50 {
            other.add(Self.reading(cells: 60, at: 3.7))
            var wrong = Self.reading(cells: 96, at: 3.7)
            (wrong.cellMaximum, wrong.cellMinimum) = (.nan, 0)
            other.add(wrong)
            // Numbers that are near in their ratio, and nothing else.
            (wrong.voltage, wrong.cellMaximum, wrong.cellMinimum) = (9.6e-21, 1e-22, 1e-22)
            other.add(wrong)
            (wrong.voltage, wrong.cellMaximum, wrong.cellMinimum) = (9.6e301, 1e300, 1e300)
            other.add(wrong)
        }
        #expect(other.count == 97)
    }
}
