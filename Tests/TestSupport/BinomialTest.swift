import Foundation

/// How likely an outcome is that is as unlikely as one seen, or more so: exact and two-sided.
package struct BinomialTest {
    private let part: Double

    /// Creates a test of a part that is to be expected.
    package init(of part: Double) {
        self.part = part
    }

    /// The chance of an outcome.
    package func chance(of held: Int, in count: Int) -> Double {
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
