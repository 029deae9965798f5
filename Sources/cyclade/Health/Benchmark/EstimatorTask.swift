import BatteryHealth

/// A state of health to be told from features, learnt from one folder and told for another.
struct EstimatorTask: Sendable {
    let name: String
    let must: Double
    let baseline: Double
    let source: DataSource
    /// What its estimator is shown.
    let input: EstimatorInput
    let examples: @Sendable (HealthFolder) throws -> [TrainingExample]

    static let all: [EstimatorTask] =
        [
            window(.calce, .calce, must: 3.1, baseline: 3.12),
            window(.nasa, .nasa, must: 2.0, baseline: 1.84),
            window(.tongji, .tongji, must: 2.0, baseline: 1.99),
            secondLife(must: 1.6, baseline: 1.37),
        ].compactMap(\.self) + [
            pulse("LFP20", must: 1.6, baseline: 1.36), pulse("LFP35", must: 4.0, baseline: 3.12),
            pulse("LFP68", must: 1.6, baseline: 1.51), pulse("LMO10", must: 1.7, baseline: 1.30),
            pulse("NMC21", must: 0.8, baseline: 0.55),
        ]

    private static func window(
        _ set: WindowSet,
        _ source: DataSource,
        must: Double,
        baseline: Double
    ) -> EstimatorTask? {
        guard let window = set.window else { return nil }
        // The folders of the sets are named for the set and what it holds.
        return EstimatorTask(
            name: "window.\(set.folder.prefix { $0 != "_" })",
            must: must,
            baseline: baseline,
            source: source,
            input: EstimatorInput(window)
        ) { try set.examples(in: $0) }
    }

    private static func secondLife(must: Double, baseline: Double) -> EstimatorTask? {
        guard let window = SecondLifeSet.window else { return nil }
        return EstimatorTask(
            name: "window.lsd",
            must: must,
            baseline: baseline,
            source: .secondLife,
            input: EstimatorInput(window)
        ) { try SecondLifeSet.examples(in: $0) }
    }

    private static func pulse(_ kind: String, must: Double, baseline: Double) -> EstimatorTask {
        EstimatorTask(
            name: "pulse.\(kind.lowercased())",
            must: must,
            baseline: baseline,
            source: .pulseBat,
            input: .pulses(answers: PulseSet.answerCount)
        ) { try PulseSet(kind: kind).examples(in: $0) }
    }

    /// Learns from `train` and tells what of `test` is not in it; without `test`, each cell by all
    /// others.
    func score(train: HealthFolder, test: HealthFolder?) throws -> HealthScore {
        let known = try examples(train)
        let asked = try test.map(examples)?.unknown(to: known) ?? known
        guard !asked.isEmpty, let outcome = try EstimatorTraining.outcome(of: known) else {
            return score(nil, coverage: nil, count: 0)
        }
        guard test != nil else {
            return score(
                outcome.rootMeanSquareError,
                coverage: outcome.crossValidatedCoverage,
                count: known.count
            )
        }
        let judged = asked.compactMap { example in
            outcome.estimator.estimate(example.features).map { (example.target, $0) }
        }
        guard !judged.isEmpty else { return score(nil, coverage: nil, count: 0) }
        let squares = judged.reduce(0) { $0 + ($1.1.value - $1.0) * ($1.1.value - $1.0) }
        let held = judged.count { ($0.1.lower...$0.1.upper).contains($0.0) }
        return score(
            (squares / Double(judged.count)).squareRoot(),
            coverage: Double(held) / Double(judged.count),
            count: judged.count
        )
    }

    private func score(_ value: Double?, coverage: Double?, count: Int) -> HealthScore {
        HealthScore(
            value: value,
            unit: "% SOH RMSE",
            must: must,
            baseline: baseline,
            coverage90: coverage,
            n: count
        )
    }
}
