import Foundation
import TestSupport
import Testing

@testable import BatteryHealth

@Suite("Groups of used cells")
struct CellGroupingTests {
    private static func points(_ count: Int, seed: UInt64) -> [[Double]] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in (0..<5).map { _ in random.normal() } }
    }

    private struct Case: Encodable {
        let points: [[Double]]
        let count: Int
    }

    @Test("clusters are those of scipy")
    func scipy() async throws {
        let python = try Program.python
        let folder = try TemporaryDirectory()
        let cases = [(2, 1), (9, 3), (60, 8), (200, 17)].enumerated().map { seed, size in
            Case(points: Self.points(size.0, seed: UInt64(seed)), count: size.1)
        }
        let lines = try cases.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let file = URL(filePath: folder.path).appending(path: "cases.jsonl")
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let script = Repository.interop.appending(path: "python/ward.py")
        let judged = try await Program.run(python, [script.path, file.path])
        try #require(judged.status == 0, "\(judged.output)")
        let answers = try judged.output.split(separator: "\n").map {
            try JSONDecoder().decode([Int].self, from: Data($0.utf8))
        }
        try #require(answers.count == cases.count)
        for (each, labels) in zip(cases, answers) {
            let clusters = WardClustering.clusters(of: each.points, count: each.count)
            let theirs = Dictionary(grouping: labels.indices) { labels[$0] }
            #expect(Set(clusters) == Set(theirs.values))
        }
    }

    private static func cells(_ shapes: [Double]) -> [CellMeasurement] {
        shapes.enumerated().map { number, shape in
            CellMeasurement(
                id: "C\(number)",
                model: "A",
                capacity: 15,
                resistance: 0.002,
                shape: [shape, -shape]
            )
        }
    }

    @Test("a few cells of another kind are a group of their own")
    func sizes() throws {
        let shapes = (0..<40).map { $0 % 20 == 7 ? 5 : Double($0 % 3) / 10 }
        let grouping = try #require(CellGrouping(groupCount: 2))
        let groups = grouping.group(Self.cells(shapes)).packs
        #expect(groups.map(\.cells.count).sorted() == [2, 38])
        #expect(groups.first { $0.cells.count == 2 }?.cells.map(\.id) == ["C27", "C7"])
    }

    @Test("lives that are foretold decide where shapes do not")
    func lives() throws {
        let cells = (0..<30).map { number in
            CellMeasurement(
                id: "C\(number)",
                model: "A",
                capacity: 15 + Double(number % 5) / 100,
                resistance: 0.002,
                shape: [Double(number % 7)],
                foretoldLife: number < 4 ? 2_000 : 300
            )
        }
        let grouping = try #require(CellGrouping(groupCount: 2))
        let groups = grouping.group(cells).packs
        #expect(groups.first { $0.cells.count == 4 }?.cells.map(\.id) == ["C0", "C1", "C2", "C3"])
    }

    @Test("hold every measured cell once, of one model each, in whatever order they come")
    func conserve() throws {
        let unmeasured = CellMeasurement(id: "X", model: "A", capacity: 0, resistance: 1)
        let other = CellMeasurement(id: "Y", model: "B", capacity: 1, resistance: 1)
        let cells = Self.cells(Self.points(50, seed: 4).map { $0[0] }) + [unmeasured, other]
        let grouping = try #require(CellGrouping(groupCount: 6))
        let result = grouping.group(cells)
        #expect(result == grouping.group(cells.reversed()))
        let placed = result.packs.flatMap(\.cells) + result.rejected.map(\.cell)
        #expect(placed.map(\.id).sorted() == cells.map(\.id).sorted())
        #expect(result.rejected.map(\.cell.id) == ["X"])
        #expect(result.packs.count == 7)
        #expect(result.packs.allSatisfy { Set($0.cells.map(\.model)).count == 1 })
    }

    @Test("are as many as there are cells at most, and none of nothing")
    func few() throws {
        #expect(CellGrouping(groupCount: 0) == nil)
        let grouping = try #require(CellGrouping(groupCount: 6))
        #expect(grouping.group([]).packs.isEmpty)
        #expect(grouping.group(Self.cells([1, 2, 3])).packs.count == 3)
    }
}
