import BatteryHealth
import TestSupport
import Testing

@Suite("Packs of used cells")
struct PackBuilderTests {
    private static func cells(_ count: Int, seed: UInt64, model: String = "A") -> [CellMeasurement]
    {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { number in
            let capacity = 20 * (0.75 + 0.05 * random.normal())
            return CellMeasurement(
                id: "\(model)\(number)",
                model: model,
                capacity: max(1, capacity),
                resistance: 0.002 * max(0.5, 1 + 0.1 * random.normal()),
                openCircuitVoltage: 3.3,
                shape: [random.normal(), random.normal()]
            )
        }
    }

    @Test("hold every cell once, of one model each", arguments: [1, 2, 3] as [UInt64])
    func conserve(seed: UInt64) throws {
        let cells = Self.cells(101, seed: seed) + Self.cells(57, seed: seed + 9, model: "B")
        let builder = try #require(PackBuilder(cellsPerPack: 8))
        let result = builder.build(cells)
        let placed = result.packs.flatMap(\.cells) + result.left + result.rejected.map(\.cell)
        #expect(placed.map(\.id).sorted() == cells.map(\.id).sorted())
        #expect(result.packs.allSatisfy { $0.cells.count == 8 })
        #expect(result.packs.allSatisfy { Set($0.cells.map(\.model)).count == 1 })
        #expect(result.left.count < 16)
    }

    @Test("are far more alike than packs of cells as they come")
    func alike() throws {
        let cells = Self.cells(400, seed: 5)
        let builder = try #require(PackBuilder(cellsPerPack: 8, duty: .backup))
        let packs = builder.build(cells).packs
        let mean = packs.map(\.capacitySpread).reduce(0, +) / Double(packs.count)
        let asTheyCome = stride(from: 0, to: 400, by: 8).map { start in
            let capacities = cells[start..<start + 8].map(\.capacity)
            return ((capacities.max() ?? 0) - (capacities.min() ?? 0))
                / (capacities.reduce(0, +) / 8)
        }
        let unsorted = asTheyCome.reduce(0, +) / Double(asTheyCome.count)
        #expect(mean < unsorted / 3)
    }

    @Test("exchanges make resistances more alike than sorting does alone")
    func exchanges() throws {
        let cells = Self.cells(400, seed: 6)
        let builder = try #require(PackBuilder(cellsPerPack: 8, duty: .backup))
        let result = builder.build(cells)
        let spread = result.packs.map(\.resistanceSpread).reduce(0, +)
        let out = Set(result.rejected.map(\.cell.id))
        let sorted = cells.filter { !out.contains($0.id) }
            .sorted { ($0.capacity, $0.id) < ($1.capacity, $1.id) }
        let plain = stride(from: 0, to: result.packs.count * 8, by: 8).map { start in
            let values = sorted[start..<start + 8].map(\.resistance)
            return ((values.max() ?? 0) - (values.min() ?? 0)) / (values.reduce(0, +) / 8)
        }
        #expect(spread < plain.reduce(0, +) * 0.85)
    }

    @Test("leave out what was not measured, and what is unlike all others")
    func rejects() throws {
        var cells = Self.cells(40, seed: 7)
        let bad = [(Double.nan, 0.002), (0, 0.002), (15, .infinity), (15, -1), (15, 0.02)]
        cells += bad.enumerated().map { number, value in
            CellMeasurement(
                id: "X\(number)",
                model: "A",
                capacity: value.0,
                resistance: value.1
            )
        }
        let builder = try #require(PackBuilder(cellsPerPack: 4))
        let rejected = builder.build(cells).rejected
        #expect(Set(rejected.map(\.cell.id)).isSuperset(of: ["X0", "X1", "X2", "X3", "X4"]))
        #expect(rejected.first { $0.cell.id == "X4" }?.reason == .resistance)
    }

    @Test("leave out what is unsafe, and what loses its charge unlike all others")
    func rejectsUnsafe() throws {
        let cells = (0..<40).map { number -> CellMeasurement in
            let usual = 0.002 + Double(number % 5) / 10_000
            return CellMeasurement(
                id: "C\(number)",
                model: "A",
                capacity: 15 + Double(number) / 100,
                resistance: 0.002,
                selfDischarge: number == 3 ? 0.05 : usual,
                isUnsafe: number == 7
            )
        }
        let builder = try #require(PackBuilder(cellsPerPack: 4))
        let rejected = builder.build(cells).rejected
        #expect(Set(rejected.map(\.cell.id)) == ["C3", "C7"])
        #expect(rejected.first { $0.cell.id == "C3" }?.reason == .selfDischarge)
        #expect(rejected.first { $0.cell.id == "C7" }?.reason == .unsafe)
        let groups = try #require(CellGrouping(groupCount: 4)).group(cells)
        #expect(groups.rejected.map(\.cell.id) == ["C7"])
    }

    @Test(
        "leave out one that is unlike all others where those are all the same, but for rounding",
        arguments: [
            (0.02, 0.000_1, [.resistance]), (0.002_1, 0.001, []), (0.002, 0.02, [.selfDischarge]),
        ]
            as [(Double, Double, [Regrouping.Rejected.Reason])]
    )
    func rejectsAmongEqual(
        resistance: Double,
        selfDischarge: Double,
        reasons: [Regrouping.Rejected.Reason]
    ) throws {
        let cells = (0..<21).map { number in
            CellMeasurement(
                id: "C\(number)",
                model: "A",
                capacity: 15 + Double(number) / 100,
                resistance: number == 4 ? resistance : 0.002,
                selfDischarge: number == 4 ? selfDischarge : 0
            )
        }
        let rejected = try #require(PackBuilder(cellsPerPack: 4)).build(cells).rejected
        #expect(rejected.map(\.reason) == reasons)
        #expect(rejected.allSatisfy { $0.cell.id == "C4" })
    }

    @Test("are none where nobody can say which unit is right")
    func noUnit() throws {
        let cells = (0..<8).map { number in
            CellMeasurement(
                id: "C\(number)",
                model: "A",
                capacity: number < 4 ? 15 : 15_000,
                resistance: 0.002
            )
        }
        let result = try #require(PackBuilder(cellsPerPack: 4)).build(cells)
        #expect(result.packs.isEmpty && result.rejected.count == 8)
        #expect(result.rejected.allSatisfy { $0.reason == .capacity })
    }

    @Test("leave out a capacity in another unit", arguments: [15_000, 0.015])
    func rejectsUnits(capacity: Double) throws {
        let odd = CellMeasurement(id: "X", model: "A", capacity: capacity, resistance: 0.002)
        let cells = Self.cells(20, seed: 3) + [odd]
        let rejected = try #require(PackBuilder(cellsPerPack: 4)).build(cells).rejected
        #expect(rejected.first { $0.cell.id == "X" }?.reason == .capacity)
        let grouped = try #require(CellGrouping(groupCount: 4)).group(cells)
        #expect(grouped.rejected.first { $0.cell.id == "X" }?.reason == .capacity)
    }

    @Test(
        "are accepted within 5 % of capacity, 20 % of resistance and 10 mV at rest",
        arguments: [
            (0.049, 0.19, 0.009_9, true), (0.052, 0.19, 0.009_9, false),
            (0.049, 0.21, 0.009_9, false), (0.049, 0.19, 0.010_1, false),
        ]
    )
    func accepted(capacity: Double, resistance: Double, voltage: Double, isAccepted: Bool) throws {
        let cells = [-0.5, 0.5].map { side in
            CellMeasurement(
                id: "\(side)",
                model: "A",
                capacity: 20 * (1 + side * capacity),
                resistance: 0.002 * (1 + side * resistance),
                openCircuitVoltage: 3.3 + side * voltage
            )
        }
        let packs = try #require(PackBuilder(cellsPerPack: 2)).build(cells).packs
        #expect(packs.map(\.isAccepted) == [isAccepted])
    }

    @Test("that cycle daily have more alike shapes of charge than packs for backup")
    func shapes() throws {
        let cells = Self.cells(400, seed: 8)
        func spread(_ duty: PackBuilder.Duty) throws -> Double {
            try #require(PackBuilder(cellsPerPack: 8, duty: duty)).build(cells).packs
                .reduce(0) { sum, pack in
                    let shapes = pack.cells.map { $0.shape[0] }
                    return sum + (shapes.max() ?? 0) - (shapes.min() ?? 0)
                }
        }
        #expect(try spread(.dailyCycling) < 0.95 * spread(.backup))
    }

    @Test("are none of one cell, and none of nothing")
    func none() throws {
        #expect(PackBuilder(cellsPerPack: 1) == nil)
        let builder = try #require(PackBuilder(cellsPerPack: 4))
        #expect(builder.build([]).packs.isEmpty)
        #expect(builder.build(Self.cells(3, seed: 1)).left.count == 3)
    }
}
