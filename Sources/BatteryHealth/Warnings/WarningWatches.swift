/// Watches several rules at once.
struct WarningWatches: Sendable {
    private var watches: [(rule: WarningRule, watch: WarningWatch)]

    /// Creates watches.
    ///
    /// - Parameters:
    ///   - rules: What is watched.
    ///   - model: The battery's model, which has the limits.
    init(_ rules: [WarningRule], _ model: BatteryModel) {
        watches = rules.compactMap { rule in
            model.warningLimits[rule].map { (rule, WarningWatch(rule, $0)) }
        }
    }

    /// Takes the next values of some rules.
    mutating func note(_ values: RuleValues, at time: Double) -> [Warning] {
        var warnings: [Warning] = []
        for (rule, value) in values.entries where value.isFinite {
            guard let index = watches.firstIndex(where: { $0.rule == rule }),
                let warning = watches[index].watch.note(value, at: time)
            else { continue }
            warnings.append(warning)
        }
        return warnings
    }

    /// What a rule warns of now.
    func level(of rule: WarningRule) -> WarningLevel? {
        watches.first { $0.rule == rule }?.watch.raised
    }

    /// The gravest that a rule has ever warned of.
    func gravest(of rule: WarningRule) -> WarningLevel? {
        watches.first { $0.rule == rule }?.watch.gravest
    }
}
