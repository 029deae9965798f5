/// The values that some rules are to look at now.
///
/// There are a handful for each of millions of readings: a list is faster than a dictionary.
struct RuleValues: ExpressibleByDictionaryLiteral {
    private(set) var entries: [(rule: WarningRule, value: Double)] = []

    init() {
        entries.reserveCapacity(8)
    }

    init(dictionaryLiteral elements: (WarningRule, Double)...) {
        entries = elements.map { (rule: $0.0, value: $0.1) }
    }

    /// The value of a rule, which is set once; `nil` leaves it out.
    subscript(_ rule: WarningRule) -> Double? {
        get { entries.first { $0.rule == rule }?.value }
        set { if let newValue { entries.append((rule, newValue)) } }
    }
}
