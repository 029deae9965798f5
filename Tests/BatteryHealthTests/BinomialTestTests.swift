import TestSupport
import Testing

@Suite("The binomial test")
struct BinomialTestTests {
    @Test(
        "is scipy's",
        arguments: [
            (9, 10, 1.0), (5, 10, 0.0016349374), (86, 100, 0.1814536791), (180, 200, 1.0),
            (97, 100, 0.0178437664), (0, 3, 0.001),
        ]
    )
    func binomial(held: Int, count: Int, chance: Double) {
        #expect(abs(BinomialTest(of: 0.9).chance(of: held, in: count) - chance) < 1e-9)
    }
}
