import BatteryHealth
import Foundation
import TestSupport
import Testing

@Suite("Total least squares")
struct TotalLeastSquaresTests {
    /// Charges of a battery of `capacity`, seen through noise.
    private static func observations(
        _ count: Int,
        capacity: Double,
        seed: UInt64
    ) throws -> [CapacityObservation] {
        var random = SplitMix64(seed: seed)
        return try (0..<count).map { _ in
            let change = Double.random(in: 0.1...0.9, using: &random)
            let (dx, dy) = (
                Double.random(in: 0.002...0.03, using: &random),
                Double.random(in: 0.001...0.01, using: &random) * capacity
            )
            return try #require(
                CapacityObservation(
                    stateOfChargeChange: change + dx * random.normal(),
                    deviation: dx,
                    charge: capacity * change + dy * random.normal(),
                    deviation: dy
                )
            )
        }
    }

    @Test("one exact charge tells the capacity")
    func exact() throws {
        let charge = try #require(
            CapacityObservation(
                stateOfChargeChange: 0.5,
                deviation: 0.01,
                charge: 70,
                deviation: 0.7
            )
        )
        let estimate = try #require(TotalLeastSquares.fit([charge]))
        #expect(abs(estimate.capacity - 140) < 1e-9)
        #expect(estimate.deviation > 0)
    }

    @Test("many charges tell it better, by their deviation and in fact")
    func converges() throws {
        let few = try #require(
            TotalLeastSquares.fit(Self.observations(10, capacity: 140, seed: 1))
        )
        let many = try #require(
            TotalLeastSquares.fit(Self.observations(1_000, capacity: 140, seed: 1))
        )
        #expect(many.deviation < few.deviation / 5)
        #expect(abs(many.capacity - 140) < 4 * many.deviation)
    }

    @Test("nothing, or nothing that went in, tells no capacity")
    func nothing() throws {
        #expect(TotalLeastSquares.fit([]) == nil)
        #expect(TotalLeastSquares(scale: 1).estimate == nil)
        for (change, charge) in [(0.5, -70.0), (0, 0)] {
            let observation = try #require(
                CapacityObservation(
                    stateOfChargeChange: change,
                    deviation: 0.01,
                    charge: charge,
                    deviation: 1
                )
            )
            #expect(TotalLeastSquares.fit([observation]) == nil)
        }
    }

    @Test("what is no number, or has no deviation, is no observation")
    func invalid() {
        let bad = [
            (Double.nan, 1.0, 1.0, 1.0), (1, 0, 1, 1), (1, 1, .infinity, 1), (1, 1, 1, -1),
        ]
        for (change, dx, charge, dy) in bad {
            #expect(
                CapacityObservation(
                    stateOfChargeChange: change,
                    deviation: dx,
                    charge: charge,
                    deviation: dy
                ) == nil
            )
        }
    }

    private struct Case: Encodable {
        let forgetting: Double
        let observations: [[Double]]
    }

    @Test("agrees with Python to nine digits")
    func python() async throws {
        let python = try Program.python
        let folder = try TemporaryDirectory()
        let sets = try (1...40).map { seed in
            (
                forgetting: [1, 0.995, 0.98][seed % 3],
                observations: try Self.observations(
                    seed * 5,
                    capacity: [2.4, 140, 645][seed % 3],
                    seed: UInt64(seed)
                )
            )
        }
        let lines = try sets.map { set in
            let rows = set.observations.map {
                [$0.stateOfChargeChange, $0.stateOfChargeDeviation, $0.charge, $0.chargeDeviation]
            }
            let line = Case(forgetting: set.forgetting, observations: rows)
            return String(decoding: try JSONEncoder().encode(line), as: UTF8.self)
        }
        let file = URL(filePath: folder.path).appending(path: "cases.jsonl")
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let script = Repository.interop.appending(path: "python/total_least_squares.py")
        let judged = try await Program.run(python, [script.path, file.path])
        try #require(judged.status == 0, "\(judged.output)")
        let answers = try judged.output.split(separator: "\n").map {
            try JSONDecoder().decode([Double].self, from: Data($0.utf8))
        }
        try #require(answers.count == sets.count)
        for (set, answer) in zip(sets, answers) {
            let fitted = TotalLeastSquares.fit(set.observations, forgetting: set.forgetting)
            let estimate = try #require(fitted)
            #expect(abs(estimate.capacity / answer[0] - 1) < 1e-9)
            #expect(abs(estimate.deviation / answer[1] - 1) < 1e-9)
        }
    }
}
