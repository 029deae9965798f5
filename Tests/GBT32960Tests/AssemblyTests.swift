import TestSupport
import Testing

@testable import GBT32960

@Suite("Split cell voltages")
struct AssemblyTests {
    @Test("parts in any order, some twice, give the whole once", arguments: 0..<30 as Range<UInt64>)
    func anyOrder(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let total = Int.random(in: 1...900, using: &random)
        let cells = (0..<total).map { _ in UInt16.random(in: 0...65_535, using: &random) }
        var parts = stride(from: 0, to: total, by: 200).map { $0..<min($0 + 200, total) }
        parts += [try #require(parts.randomElement(using: &random))]
        parts.shuffle(using: &random)

        var assembly = CellVoltageAssembly()
        var outcomes: [CellVoltageAssembly.Outcome] = []
        for part in parts {
            outcomes += assembly.add(
                pack(1, cells[part], from: part.lowerBound + 1, of: total),
                at: time(1)
            )
        }
        outcomes += assembly.finish()
        #expect(outcomes == [.complete(key(1), millivolts: cells)])
    }

    @Test("what never came is told when a set is given up")
    func incomplete() {
        var assembly = CellVoltageAssembly(maximumOpen: 2)
        let part = [UInt16](repeating: 3_300, count: 2)
        #expect(assembly.add(pack(1, part[...], from: 3, of: 8), at: time(1)) == [])
        #expect(assembly.add(pack(1, part[...], from: 7, of: 8), at: time(1)) == [])
        #expect(assembly.add(pack(2, part[...], from: 1, of: 4), at: time(1)) == [])
        #expect(
            assembly.add(pack(1, part[...], from: 1, of: 4), at: time(2))
                == [.incomplete(key(1), total: 8, missing: [1...2, 5...6])]
        )
        #expect(
            assembly.finish() == [
                .incomplete(key(1, pack: 2), total: 4, missing: [3...4]),
                .incomplete(key(2), total: 4, missing: [3...4]),
            ]
        )
        #expect(assembly.finish() == [])
    }

    @Test("a part that fits no set is refused and changes nothing")
    func refusals() {
        var assembly = CellVoltageAssembly(maximumCells: 300)
        let cells: [UInt16] = [3_300, 3_301]
        for (first, total) in [(0, 4), (4, 4), (65_535, 4), (1, 65_534), (1, 1)] {
            let outcome = assembly.add(pack(1, cells[...], from: first, of: total), at: time(1))
            #expect(outcome == [.refused(key(1), .impossible)])
        }
        #expect(
            assembly.add(pack(1, cells[...], from: 1, of: 301), at: time(1))
                == [.refused(key(1), .tooMany(301))]
        )
        #expect(assembly.add(pack(1, cells[...], from: 1, of: 4), at: time(1)) == [])
        #expect(
            assembly.add(pack(1, cells[...], from: 3, of: 6), at: time(1))
                == [.refused(key(1), .totalChanged(from: 4, to: 6))]
        )
        #expect(
            assembly.add(pack(1, cells[...], from: 3, of: 4), at: time(1))
                == [.complete(key(1), millivolts: cells + cells)]
        )
    }

    private func pack(
        _ number: UInt8,
        _ cells: ArraySlice<UInt16>,
        from first: Int,
        of total: Int
    ) -> PackVoltages {
        var pack = PackVoltages()
        pack.number = number
        pack.cellTotal = Quantity(unchecked: UInt32(total), .number)
        pack.firstCell = Quantity(unchecked: UInt32(first), .number)
        pack.cells.raw = .list(Array(cells))
        return pack
    }

    private func time(_ second: UInt8) -> BeijingTime {
        BeijingTime(year: 24, month: 1, day: 1, hour: 0, minute: 0, second: second)
    }

    private func key(_ second: UInt8, pack: UInt8 = 1) -> CellVoltageAssembly.Key {
        CellVoltageAssembly.Key(time: time(second), pack: pack)
    }
}
