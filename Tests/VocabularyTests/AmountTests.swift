import TestSupport
import Testing
import Vocabulary

@Suite("Amounts")
struct AmountTests {
    static let types: [any Amount.Type] = [
        Grams.self, MilliampereHours.self, Millivolts.self, WattHours.self, Fen.self,
        MicroOhms.self, BasisPoints.self, StateOfHealth.self,
    ]

    @Test("hold zero to their limit and nothing else", arguments: types)
    func range(type: any Amount.Type) throws {
        func check<A: Amount>(_ type: A.Type) throws {
            #expect(try A(0) == .zero)
            #expect(try A(A.limit) == .maximum)
            for count in [-1, A.limit + 1, .min, .max] {
                let error = AmountError.outOfRange(count, limit: A.limit, unit: A.unit)
                #expect(throws: error) { try A(count) }
            }
        }
        try check(type)
    }

    @Test("add and subtract within their range", arguments: types)
    func arithmetic(type: any Amount.Type) throws {
        func check<A: Amount>(_ type: A.Type) throws {
            let (two, three) = (try A(2), try A(3))
            #expect(try two.adding(three).rawValue == 5)
            #expect(try three.subtracting(two).rawValue == 1)
            #expect(try three.subtracting(three) == .zero)
            #expect(try A.maximum.adding(.zero) == .maximum)
            #expect(throws: AmountError.differenceNegative(2, 3, unit: A.unit)) {
                try two.subtracting(three)
            }
            let sum = AmountError.sumOutOfRange(A.limit, 2, limit: A.limit, unit: A.unit)
            #expect(throws: sum) { try A.maximum.adding(two) }
            #expect(throws: AmountError.self) { try A.maximum.adding(.maximum) }
            #expect(two < three)
            #expect(two.description == "2 \(A.unit)")
        }
        try check(type)
    }

    @Test("most have a limit that JSON numbers carry exactly")
    func limits() {
        #expect(Grams.limit == 9_007_199_254_740_991)
        #expect(BasisPoints.limit == 10_000)
        #expect(StateOfHealth.limit == 15_000)
    }

    @Test(
        "charge and voltage make energy, rounded down",
        arguments: [
            (0, 0, 0), (153_000, 350_000, 53_550), (1_000, 1_000, 1), (999, 1_000, 0),
            (280_000, 3_200, 896), (1_999_999, 1, 1),
            (9_007_199_254_740_991, 1_000_000, 9_007_199_254_740_991),
            (9_007_199_254_740_991, 999_999, 9_007_190_247_541_736),
        ] as [(Int64, Int64, Int64)]
    )
    func energy(capacity: Int64, voltage: Int64, energy: Int64) throws {
        let result = try WattHours.energy(
            capacity: MilliampereHours(capacity),
            voltage: Millivolts(voltage)
        )
        #expect(result.rawValue == energy)
    }

    @Test(
        "an energy above the limit is refused",
        arguments: [1_000_001, 9_007_199_254_740_991] as [Int64]
    )
    func energyLimit(voltage: Int64) throws {
        let voltage = try Millivolts(voltage)
        #expect(throws: AmountError.energyOutOfRange(.maximum, voltage)) {
            try WattHours.energy(capacity: .maximum, voltage: voltage)
        }
    }

    @Test(
        "a share is rounded down",
        arguments: [
            (0, 10_000, 0), (1, 9_999, 0), (1, 10_000, 1), (3, 5_000, 1), (10_001, 1, 1),
            (19_999, 1, 1), (12_345, 2_500, 3_086), (9_007_199_254_740_991, 0, 0),
            (9_007_199_254_740_991, 10_000, 9_007_199_254_740_991),
            (9_007_199_254_740_991, 9_999, 9_006_298_534_815_516),
        ] as [(Int64, Int64, Int64)]
    )
    func share(amount: Int64, points: Int64, share: Int64) throws {
        #expect(try BasisPoints(points).share(of: Fen(amount)).rawValue == share)
    }

    @Test("two shares of a whole leave less than two units")
    func sharesOfWhole() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            let whole = try Grams(Int64.random(in: 0...Grams.limit, using: &random))
            let part = try BasisPoints(Int64.random(in: 0...10_000, using: &random))
            let rest = try BasisPoints.maximum.subtracting(part)
            let sum = try part.share(of: whole).adding(rest.share(of: whole))
            #expect(try whole.subtracting(sum).rawValue < 2)
        }
    }

    @Test("errors say the numbers and the unit")
    func messages() throws {
        let error = #expect(throws: AmountError.self) { try Grams(1).subtracting(Grams(2)) }
        #expect(error?.description == "1 - 2 g: expected to take away no more than there is")
        let range = #expect(throws: AmountError.self) { try StateOfHealth(15_001) }
        #expect(range?.description == "15001 bp: expected 0 to 15000 bp")
    }
}
