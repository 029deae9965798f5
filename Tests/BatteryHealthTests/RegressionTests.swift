import Foundation
import TestSupport
import Testing

@testable import BatteryHealth

@Suite("Regressions")
struct RegressionTests {
    /// Rows of random numbers, and a value that follows from them but for noise.
    private static func sample(
        _ count: Int,
        seed: UInt64,
        noise: Double = 0.1,
        _ value: ([Double]) -> Double
    ) -> (rows: [[Double]], targets: [Double]) {
        var random = SplitMix64(seed: seed)
        let rows = (0..<count).map { _ in (0..<4).map { _ in random.normal() } }
        return (rows, rows.map { value($0) + noise * random.normal() })
    }

    private struct RidgeCase: Encodable {
        let rows: [[Double]]
        let targets: [Double]
        let penalty: Double
        let asked: [[Double]]
    }

    @Test("a ridge is that of scikit-learn, to six digits")
    func scikit() async throws {
        let python = try Program.python
        let folder = try TemporaryDirectory()
        let cases = [0.001, 1, 1_000].map { penalty in
            let (rows, targets) = Self.sample(60, seed: 3) { 80 + 3 * $0[0] - 2 * $0[3] }
            return RidgeCase(
                rows: rows,
                targets: targets,
                penalty: penalty,
                asked: Self.sample(20, seed: 4) { _ in 0 }.rows
            )
        }
        let lines = try cases.map {
            String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
        }
        let file = URL(filePath: folder.path).appending(path: "cases.jsonl")
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let script = Repository.interop.appending(path: "python/ridge.py")
        let judged = try await Program.run(python, [script.path, file.path])
        try #require(judged.status == 0, "\(judged.output)")
        let answers = try judged.output.split(separator: "\n").map {
            try JSONDecoder().decode([Double].self, from: Data($0.utf8))
        }
        try #require(answers.count == cases.count)
        for (each, answer) in zip(cases, answers) {
            let ridge = try #require(
                RidgeRegression(each.rows, each.targets, penalty: each.penalty)
            )
            for (row, told) in zip(each.asked, answer) {
                #expect(abs(ridge(row) / told - 1) < 1e-6)
            }
        }
    }

    @Test("a process follows what no line can")
    func curve() throws {
        let value = { (row: [Double]) in sin(2 * row[0]) + row[1] }
        let (rows, targets) = Self.sample(150, seed: 5, noise: 0.02, value)
        let shape = GaussianProcess.likeliestShape(rows, targets)
        let process = try #require(GaussianProcess(rows, targets, shape: shape))
        let ridge = try #require(RidgeRegression(rows, targets, penalty: 1))
        let asked = Self.sample(200, seed: 6, noise: 0, value)
        let errors = zip(asked.rows, asked.targets).map { process($0) - $1 }
        let straight = zip(asked.rows, asked.targets).map { ridge($0) - $1 }
        #expect(errors.rootMeanSquare < straight.rootMeanSquare / 2)
    }

    @Test("intervals hold nine of ten values of cells that were not seen")
    func coverage() throws {
        var random = SplitMix64(seed: 8)
        func examples(_ cells: Range<Int>) -> [TrainingExample] {
            cells.flatMap { cell in
                // Each cell is off by something of its own, as real ones are.
                let own = random.normal()
                return (0..<6).map { _ in
                    let x = random.normal()
                    return TrainingExample(
                        cell: "\(cell)",
                        features: [x, random.normal()],
                        target: 80 + 3 * x + own + 0.2 * random.normal()
                    )
                }
            }
        }
        let outcome = try EstimatorTraining(examples(0..<40)).fit()
        let asked = examples(40..<240)
        let held = asked.count { example in
            guard let told = outcome.estimator.estimate(example.features) else { return false }
            return (told.lower...told.upper).contains(example.target)
        }
        #expect((0.85...0.95).contains(Double(held) / Double(asked.count)))
        #expect((0.85...0.95).contains(outcome.crossValidatedCoverage))
    }

    @Test("nothing is learnt from what cannot teach")
    func refused() {
        func example(_ cell: String, _ features: [Double], _ target: Double) -> TrainingExample {
            TrainingExample(cell: cell, features: features, target: target)
        }
        #expect(throws: TrainingError.noExamples) { try EstimatorTraining([]) }
        #expect(throws: TrainingError.oneCell("a")) {
            try EstimatorTraining([example("a", [1], 1), example("a", [2], 2)])
        }
        #expect(throws: TrainingError.featureCount(index: 1, found: 2)) {
            try EstimatorTraining([example("a", [1], 1), example("b", [2, 3], 2)])
        }
        #expect(throws: TrainingError.notANumber(index: 1)) {
            try EstimatorTraining([example("a", [1], 1), example("b", [.nan], 2)])
        }
    }

    @Test("what is no number, or has other features, is not told")
    func unasked() throws {
        let examples = (0..<12).map { number in
            TrainingExample(
                cell: "\(number / 2)",
                features: [Double(number), Double(number * number)],
                target: Double(number)
            )
        }
        let estimator = try EstimatorTraining(examples).fit().estimator
        #expect(estimator.estimate([1, 2]) != nil)
        #expect(estimator.estimate([1]) == nil)
        #expect(estimator.estimate([1, .nan]) == nil)
        #expect(estimator.estimate([.infinity, 1]) == nil)
    }
}
