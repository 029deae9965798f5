import CycladeSchema

extension SupervisionTerms {
    private static let mostDays: UInt32 = 3_650
    /// 31 December 2149 as days since 1970-01-01.
    private static let lastDay: UInt32 = 65_743

    /// Requires terms that supervision can go by; what they leave out is not supervised.
    func check(_ context: RuleContext) throws(Refusal) {
        try checkDuties(context)
        try checkDays(calendar.daysOff, "policy.supervision.calendar.days_off", context)
        try checkDays(calendar.daysOn, "policy.supervision.calendar.days_on", context)
        try checkLimits(context)
        let demands = "policy.supervision.scenarios"
        try requireOnce(scenarios.map(\.scenario), demands, context)
        for demand in scenarios {
            try context.requireRange(demand.leastSohBp, 0...10_000, demands)
            try requireOnce(demand.chemistries, demands, context)
        }
        let recovery = "policy.supervision.recovery"
        for target in self.recovery {
            try context.requireKnown(target.material, not: .unspecified, recovery)
            try context.requireRange(target.leastBp, 1...10_000, recovery)
            try checkDating(target.fromDay, target.legalSource, recovery, context)
        }
        try checkCredit(context)
    }

    private func checkDuties(_ context: RuleContext) throws(Refusal) {
        let field = "policy.supervision.duties"
        for terms in duties {
            try context.requireKnown(terms.kind, not: .unspecified, field)
            try context.requireRange(terms.days, 0...Self.mostDays, field)
            try checkDating(terms.fromDay, terms.legalSource, field, context)
        }
        let dated = duties.map { [UInt32($0.kind.rawValue), $0.fromDay] }
        guard Set(dated).count == dated.count else {
            throw Refusal(.duplicateInList, field, "Two terms for a duty begin on one day.")
        }
    }

    private func checkDating(
        _ day: UInt32,
        _ source: String,
        _ field: String,
        _ context: RuleContext
    ) throws(Refusal) {
        try context.requireRange(day, 0...Self.lastDay, field)
        try context.requireText(source, field)
    }

    private func checkDays(
        _ days: [UInt32],
        _ field: String,
        _ context: RuleContext
    ) throws(Refusal) {
        guard days.count <= 4_000 else {
            throw Refusal(.tooMany, field, "Name at most 4000 days.")
        }
        guard zip(days, days.dropFirst()).allSatisfy(<) else {
            throw Refusal(.duplicateInList, field, "Name each once, in ascending order.")
        }
        try context.requireRange(days.last ?? 0, 0...Self.lastDay, field)
    }

    private func checkLimits(_ context: RuleContext) throws(Refusal) {
        try checkLimit(limits.darkDays, most: Self.mostDays, "dark_days", context)
        try checkLimit(limits.sohJumpBp, "soh_jump_bp", context)
        try checkLimit(limits.measurementGapBp, "measurement_gap_bp", context)
        try checkLimit(limits.cellSpreadMv, "cell_spread_mv", context)
        try checkLimit(limits.residualBp, "residual_bp", context)
        try checkLimit(limits.contentToleranceBp, "content_tolerance_bp", context)
        try checkLimit(limits.fastestKmH, "fastest_km_h", context)
    }

    private func checkLimit(
        _ value: UInt32,
        most: UInt32 = 10_000,
        _ field: String,
        _ context: RuleContext
    ) throws(Refusal) {
        try context.requireRange(value, 0...most, "policy.supervision.limits.\(field)")
    }

    private func checkCredit(_ context: RuleContext) throws(Refusal) {
        let field = "policy.supervision.credit"
        try requireOnce(credit.map(\.factor), field, context)
        for terms in credit {
            try context.requireRange(terms.weight, 1...1_000, field)
            try context.requireRange(terms.halfLifeDays, 1...Self.mostDays, field)
            try context.requireRange(terms.penalty, 1...1_000, field)
        }
    }

    private func requireOnce<Value: CaseIterable & Hashable & RawRepresentable>(
        _ values: [Value],
        _ field: String,
        _ context: RuleContext
    ) throws(Refusal) where Value.RawValue == Int {
        guard Set(values).count == values.count else {
            throw Refusal(.duplicateInList, field, "Name each only once.")
        }
        guard values.allSatisfy({ $0.rawValue != 0 && Value.allCases.contains($0) }) else {
            throw Refusal(.invalidValue, field, "Choose named values, and not unspecified.")
        }
    }
}
