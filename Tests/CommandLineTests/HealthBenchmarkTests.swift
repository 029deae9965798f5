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
}
