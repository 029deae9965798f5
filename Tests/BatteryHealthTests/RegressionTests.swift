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
        let cases = [0.001, 1, 1_000].map { penalty in
            let (rows, targets) = Self.sample(60, seed: 3) { 80 + 3 * $0[0] - 2 * $0[3] }
            return RidgeCase(
                rows: rows,
                targets: targets,
                penalty: penalty,
                asked: Self.sample(20, seed: 4) { _ in 0 }.rows
            )
        }
        try await Self.judge(cases)
    }

    @Test("a ridge of measured pulses is that of scikit-learn too, plain and with all products")
    func scikitOnPulses() async throws {
        let (rows, targets) = try Self.pulses(of: "NMC2.1", at: "20")
        try #require(rows.count >= 30)
        let half = rows.count / 2
        let plain = [1e-4, 0.01, 1].map { penalty in
            RidgeCase(
                rows: Array(rows[..<half]),
                targets: Array(targets[..<half]),
                penalty: penalty,
                asked: Array(rows[half...])
            )
        }
        try await Self.judge(plain)
        try await Self.judge(
            plain.dropFirst().map { each in
                RidgeCase(
                    rows: each.rows.map(QuadraticFeatures.of),
                    targets: each.targets,
                    penalty: each.penalty,
                    asked: each.asked.map(QuadraticFeatures.of)
                )
            }
        )
    }

    /// The answers of the cells of a kind to pulses of five seconds, with their states of health.
    private static func pulses(
        of kind: String,
        at charge: String
    ) throws -> (rows: [[Double]], targets: [Double]) {
        let set = try Repository.shared("data/battery/pulsebat")
        func table(_ name: String) throws -> [[Substring]] {
            try String(contentsOf: set.appending(path: name), encoding: .utf8)
                .split(separator: "\n").dropFirst()
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        }
        let health = Dictionary(
            try table("cells.csv").compactMap { row in
                row.last.flatMap { Double($0) }.map { (row[0], 100 * $0) }
            }
        ) { first, _ in first }
        let found = try table("pulses.csv").compactMap { row -> ([Double], Double)? in
            guard row[0].hasPrefix(kind), row[1] == "5000", row[2] == charge,
                let health = health[row[0]]
            else { return nil }
            return (row[3..<24].compactMap { Double($0) }, health)
        }
        return (found.map(\.0), found.map(\.1))
    }

    /// Compares ridges with those of scikit-learn, on rows that neither was fitted to.
    private static func judge(_ cases: [RidgeCase]) async throws {
        let python = try Program.python
        let folder = try TemporaryDirectory()
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

    @Test("a ridge with more features than examples is the one that the features give")
    func dual() throws {
        let (rows, targets) = Self.sample(10, seed: 9) { 80 + $0[0] }
        let wide = rows.map { QuadraticFeatures.of($0) }
        let ridge = try #require(RidgeRegression(wide, targets, penalty: 0.1))
        let other = try #require(LeastSquares(wide, targets).ridge(penalty: 0.1))
        let (asked, _) = Self.sample(20, seed: 10) { _ in 0 }
        for row in asked {
            let features = QuadraticFeatures.of(row)
            #expect(abs(ridge(features) / other(features) - 1) < 1e-9)
        }
    }

    @Test("of many features, those that tell are chosen, with a product where it tells")
    func selection() throws {
        let (rows, targets) = Self.sample(600, seed: 11) { 80 + 3 * $0[1] + 2 * $0[2] * $0[3] }
        let folds = (0..<6).map { fold in rows.indices.filter { $0 % 6 == fold } }
        let validation = CrossValidation(rows, targets, on: .plain, reach: 1, leaving: folds)
        let columns = FeatureSelection(validation.folds, QuadraticFeatures.of).columns()
        // The products of four features follow them: of 3 with 0, 1, 2 and itself last. What is left
        // is that scaled products hold a little of the features.
        #expect(columns.prefix(2) == [1, 4 + 6 + 2])
    }

    @Test("a value that is one over a line is told on that scale, beyond what was seen")
    func reciprocal() throws {
        var random = SplitMix64(seed: 12)
        func example(_ cell: Int, _ value: Double) -> TrainingExample {
            TrainingExample(
                cell: "\(cell)",
                features: [100 / value + 0.001 * random.normal(), random.normal()],
                target: value
            )
        }
        let examples = (0..<40).map { example($0, 70 + Double($0)) }
        let estimator = try EstimatorTraining(examples).fit().estimator
        for value in [62.0, 85, 113] {
            let told = try #require(estimator.estimate(example(0, value).features))
            #expect(abs(told.value - value) < 0.5)
        }
    }

    @Test("what is outside all that was seen goes on as a line does, but not for ever")
    func extrapolation() throws {
        var random = SplitMix64(seed: 13)
        let examples = (0..<60).map { cell in
            let x = random.normal()
            return TrainingExample(
                cell: "\(cell)",
                features: [x, random.normal()],
                target: 80 + 3 * x + 0.1 * random.normal()
            )
        }
        let estimator = try EstimatorTraining(examples).fit().estimator
        let near = try #require(estimator.estimate([-4, 0]))
        #expect(abs(near.value - 68) < 1)
        let far = try #require(estimator.estimate([-1e9, 0]))
        let farther = try #require(estimator.estimate([-1e12, 0]))
        #expect(far == farther)
        let held = try EstimatorTraining(examples, reach: 0).fit().estimator
        #expect(held.estimate([-4, 0]) == held.estimate([-1e9, 0]))
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
        // Of 40 cells, nine tenths of the 41 that there are with the one asked for are 92 %.
        #expect((0.87...0.97).contains(Double(held) / Double(asked.count)))
        #expect((0.87...0.97).contains(outcome.crossValidatedCoverage))
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
