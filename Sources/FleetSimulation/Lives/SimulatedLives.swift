/// A seeded fleet that stands in for measured cells where none are at hand.
///
/// The lives follow the fade laws of `docs/fade-laws.md`, two LFP for each NMC, and are blurred and
/// interrupted as real records are. The same seed gives the same lives.
public struct SimulatedLives: Sendable {
    /// How many cycles lie between two samples.
    public static let sampledEvery = 5

    /// The lives.
    public let lives: [MeasuredLife]

    /// Draws `count` lives, at most 100,000.
    public init(count: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        lives = (0..<min(max(0, count), 100_000)).compactMap { index in
            Self.life(number: index, &random)
        }
    }

    private static func life(number: Int, _ random: inout SplitMix64) -> MeasuredLife? {
        let dataset = number % 3 == 2 ? Dataset.simulatedNMC : .simulatedLFP
        let law = dataset == .simulatedNMC ? FadeLaw.nmc : .lfp
        let pace = min(1.45, max(0.7, 1 + 0.15 * random.nearlyNormal()))
        // Where its record ends: some are followed to the very end, most are not.
        let end = 0.12 + 0.5 * random.unit()
        var samples: [MeasuredLife.Sample] = []
        var cycle = 1
        while cycle <= 4_000 {
            let health = law.health(after: cycle, pace: pace)
            guard health > end else { break }
            let blurred = health + 0.003 * random.nearlyNormal()
            let isInterrupted = random.unit() < 0.005
            samples.append(
                MeasuredLife.Sample(
                    cycle: cycle,
                    capacityAh: max(0, law.nominalAh * blurred * (isInterrupted ? 0.5 : 1)),
                    resistanceOhm: law.resistanceOhm * (1 + 1.5 * (law.start - health))
                )
            )
            cycle += sampledEvery
        }
        // Every value is within limits by construction; a life is never dropped in practice.
        return try? MeasuredLife(
            id: "\(dataset.rawValue)-\(number + 1)",
            dataset: dataset,
            nominalAh: law.nominalAh,
            samples: samples
        )
    }
}
