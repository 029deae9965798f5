/// Watches several rules at once.
struct WarningWatches: Sendable {
    // Beside each other and not in pairs: a pair would be copied to look at its rule.
    private let rules: [WarningRule]
    private var watches: [WarningWatch]

    /// Creates watches.
    ///
    /// - Parameters:
    ///   - rules: What is watched.
    ///   - model: The battery's model, which has the limits.
    init(_ rules: [WarningRule], _ model: BatteryModel) {
        let known = rules.compactMap { rule in
            model.warningLimits[rule].map { (rule: rule, watch: WarningWatch(rule, $0)) }
        }
        self.rules = known.map(\.rule)
        watches = known.map(\.watch)
    }

    /// Takes the next values of some rules.
    mutating func note(_ values: RuleValues, at time: Double) -> [Warning] {
        var warnings: [Warning] = []
        for (rule, value) in values.entries where value.isFinite {
            guard let index = rules.firstIndex(of: rule),
                let warning = watches[index].note(value, at: time)
            else { continue }
            warnings.append(warning)
        }
        return warnings
    }

    /// What a rule warns of now.
    func level(of rule: WarningRule) -> WarningLevel? {
        rules.firstIndex(of: rule).flatMap { watches[$0].raised }
    }

    /// The gravest that a rule has ever warned of.
    func gravest(of rule: WarningRule) -> WarningLevel? {
        rules.firstIndex(of: rule).flatMap { watches[$0].gravest }
    }
}
