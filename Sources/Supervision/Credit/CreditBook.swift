import CycladeSchema

/// What is known of every member's conduct.
struct CreditBook: Sendable {
    private struct FactorBook: Sendable {
        var good = DecayedCount()
        var bad = DecayedCount()
        var entries: [CreditEntry] = []
        /// The leaves of the newest good facts, in a ring.
        var goodLeaves: [UInt64] = []
        var goodCount = 0

        mutating func addGood(leaf: UInt64, on day: Int, halfLife: UInt32) {
            good.addOne(on: day, halfLife: halfLife)
            if goodLeaves.count < Credit.keptGoodEntries {
                goodLeaves.append(leaf)
            } else {
                goodLeaves[goodCount % Credit.keptGoodEntries] = leaf
            }
            goodCount += 1
        }
    }

    private var terms: [CreditTerms]
    private var members: [String: [CreditFactor: FactorBook]] = [:]

    init(_ terms: [CreditTerms]) {
        self.terms = terms
    }

    /// Goes by other terms from now on.
    mutating func follow(_ terms: [CreditTerms]) {
        self.terms = terms
    }

    private func halfLife(of factor: CreditFactor) -> UInt32? {
        terms.first { $0.factor == factor }?.halfLifeDays
    }

    mutating func addGood(
        _ factor: CreditFactor,
        of memberID: String,
        leaf: UInt64,
        on day: Int
    ) {
        guard let halfLife = halfLife(of: factor), !memberID.isEmpty else { return }
        members[memberID, default: [:]][factor, default: FactorBook()]
            .addGood(leaf: leaf, on: day, halfLife: halfLife)
    }

    mutating func addBad(
        _ factor: CreditFactor,
        of memberID: String,
        _ rule: WarningRule,
        leaf: UInt64,
        on day: Int
    ) {
        guard let halfLife = halfLife(of: factor), !memberID.isEmpty else { return }
        var book = members[memberID]?[factor] ?? FactorBook()
        book.bad.addOne(on: day, halfLife: halfLife)
        book.entries.append(CreditEntry(leaf: leaf, day: day, rule: rule))
        members[memberID, default: [:]][factor] = book
    }

    /// Takes back what the entry at `leaf` brought upon anyone.
    mutating func annul(_ leaf: UInt64, on day: Int) {
        for memberID in members.keys.sorted() {
            for terms in terms {
                guard var book = members[memberID]?[terms.factor] else { continue }
                for index in book.entries.indices
                where book.entries[index].leaf == leaf && !book.entries[index].isAnnulled {
                    book.entries[index].isAnnulled = true
                    let left = DecayedCount.decay(
                        DecayedCount.one,
                        days: day - book.entries[index].day,
                        halfLife: Int(terms.halfLifeDays)
                    )
                    book.bad.takeAway(left, on: day, halfLife: terms.halfLifeDays)
                }
                members[memberID]?[terms.factor] = book
            }
        }
    }

    /// The credit of a member on a day.
    func credit(of memberID: String, on day: Int) -> Credit {
        let parts = terms.map { terms in
            let book = members[memberID]?[terms.factor] ?? FactorBook()
            let good = book.good.value(on: day, halfLife: terms.halfLifeDays)
            let bad = book.bad.value(on: day, halfLife: terms.halfLifeDays)
            return Credit.Part(
                factor: terms.factor,
                weight: terms.weight,
                score: Self.score(good: good, bad: bad, penalty: terms.penalty),
                goodMillionths: Self.millionths(good),
                badMillionths: Self.millionths(bad),
                entries: book.entries,
                goodCount: book.goodCount,
                newestGoodLeaves: book.goodLeaves.sorted()
            )
        }
        let weights = parts.reduce(0) { $0 + UInt64($1.weight) }
        let sum = parts.reduce(0) { $0 + UInt64($1.weight) * UInt64($1.score) }
        return Credit(
            memberID: memberID,
            score: weights == 0 ? 1_000 : UInt32(sum / weights),
            parts: parts
        )
    }

    private static func score(good: UInt64, bad: UInt64, penalty: UInt32) -> UInt32 {
        // A count is below 2^51; shifted, its product with 1,000 stays below 2^64.
        let kept = (Credit.allowance * DecayedCount.one + good) >> 10
        let lost = (bad >> 10) * UInt64(penalty)
        return UInt32(kept * 1_000 / (kept + lost))
    }

    private static func millionths(_ count: UInt64) -> UInt64 {
        let product = count.multipliedFullWidth(by: 1_000_000)
        return product.high << 44 | product.low >> 20
    }
}
