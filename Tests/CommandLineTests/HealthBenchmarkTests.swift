import Foundation
import TestSupport
import Testing

/// The whole table of the benchmark, which takes minutes: every figure that must be reached, and every
/// interval that must hold.
@Suite("Health benchmark", .timeLimit(.minutes(40)))
struct HealthBenchmarkTests {
    private struct Score: Decodable {
        let value: Double?
        let must: Double?
        let coverage90: Double?
        let n: Int
    }

    /// Where more is better; elsewhere less is.
    private static let rising: Set<String> = [
        "classes.calce_accuracy", "classes.calce_dismantle_recall", "regroup.lsd",
    ]

    @Test(
        "reaches every figure that it must, with intervals that hold nine of ten",
        .enabled(if: Soak.isOn)
    )
    func table() throws {
        let data = try Repository.shared("data/battery").path
        let outcome = try CommandLine.cyclade(
            ["health", "benchmark", "--train", data, "--json"]
        )
        try #require(outcome.status == 0, "\(outcome.errors)")
        let scores = try JSONDecoder().decode(
            [String: Score].self,
            from: Data(outcome.output.utf8)
        )
        #expect(scores.count == 27)
        for (name, score) in scores.sorted(by: { $0.key < $1.key }) {
            let value = try #require(score.value, "\(name)")
            if let must = score.must {
                let isReached = Self.rising.contains(name) ? value >= must : value <= must
                #expect(isReached, "\(name): \(value), must \(must)")
            }
            guard let coverage = score.coverage90 else { continue }
            let held = Int((coverage * Double(score.n)).rounded())
            let chance = BinomialTest(of: 0.9).chance(of: held, in: score.n)
            print("\(name): \(value); \(held) of \(score.n) held, p = \(chance)")
            #expect(chance >= 0.05, "\(name): \(held) of \(score.n) held, p = \(chance)")
            if score.n >= 200 { #expect((0.85...0.95).contains(coverage), "\(name)") }
        }
    }

    @Test(
        "its binomial test is scipy's",
        arguments: [
            (9, 10, 1.0), (5, 10, 0.0016349374), (86, 100, 0.1814536791), (180, 200, 1.0),
            (97, 100, 0.0178437664), (0, 3, 0.001),
        ]
    )
    func binomial(held: Int, count: Int, chance: Double) {
        #expect(abs(BinomialTest(of: 0.9).chance(of: held, in: count) - chance) < 1e-9)
    }
}

/// How likely an outcome is that is as unlikely as one seen, or more so: exact and two-sided.
private struct BinomialTest {
    let part: Double

    init(of part: Double) {
        self.part = part
    }

    func chance(of held: Int, in count: Int) -> Double {
        let chances = (0...count).map { probability(of: $0, in: count) }
        let limit = chances[held] * (1 + 1e-7)
        return min(1, chances.filter { $0 <= limit }.reduce(0, +))
    }

    private func probability(of held: Int, in count: Int) -> Double {
        let (n, k) = (Double(count), Double(held))
        let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        return exp(ways + k * log(part) + (n - k) * log(1 - part))
    }
}
