import BatteryHealth

extension PackAssessment {
    /// The assessment for a person.
    var text: String {
        var lines = [
            "\(model): \(readings.count) readings over \((readings.seconds / 86_400).rounded(places: 1)) days, "
                + "\(chargeCount) charges, \(countedCharges) of them count",
            "state of health   " + (health.map(Self.percents) ?? "unknown"),
            "capacity at 25 °C " + (capacity.map { "\($0.rounded(places: 1)) Ah" } ?? "unknown"),
            "resistance, 25 °C "
                + (resistance.map { "\(($0 * 1_000).rounded(places: 1)) mΩ" } ?? "unknown"),
            "verdict           \(decision.verdict.rawValue): \(Self.why(decision))",
        ]
        lines += consistency.map(Self.cells) ?? []
        lines += remarks.map { "remark            \($0)" }
        lines += Self.summed(warnings)
        lines += Self.leftOut(readings.defects, "left out")
        lines += Self.leftOut(consistency?.defects ?? [:], "left out of cells")
        return lines.joined(separator: "\n")
    }

    private static func leftOut(_ defects: [ReadingDefect: Int], _ head: String) -> [String] {
        let head = head + String(repeating: " ", count: max(1, 18 - head.count))
        return defects.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\(head)\($0.value) × \($0.key.rawValue)" }
    }

    /// A line for each rule and level, the gravest first: how often it was, and how far it went.
    private static func summed(_ warnings: [Warning]) -> [String] {
        let byRule = Dictionary(grouping: warnings) { Raised(rule: $0.rule, level: $0.level) }
        return byRule.sorted { $0.key.comes(before: $1.key) }.map { raised, warnings in
            let values = warnings.map(\.value).sorted()
            let range = [values.first, values.last].compactMap { $0.map(raised.rule.text) }
            let text =
                range.first == range.last ? range.first ?? "" : range.joined(separator: " to ")
            let times = warnings.count > 1 ? "\(warnings.count) times, " : ""
            return "warning           level \(raised.level.rawValue), "
                + "\(raised.rule.words.english): \(times)\(text)"
        }
    }

    /// What was warned of, and how gravely.
    private struct Raised: Hashable {
        let rule: WarningRule
        let level: WarningLevel

        func comes(before other: Raised) -> Bool {
            (other.level, rule.rawValue) < (level, other.rule.rawValue)
        }
    }

    private static func percents(_ health: Estimate) -> String {
        func percent(_ part: Double) -> String { "\((part * 100).rounded(places: 1))" }
        return "\(percent(health.value)) %, from \(percent(health.lower)) to "
            + "\(percent(health.upper)) % in nine cases of ten"
    }

    private static func cells(_ consistency: Consistency) -> [String] {
        func numbers(_ cells: [Int]) -> String {
            cells.isEmpty ? "none" : cells.map { "\($0 + 1)" }.joined(separator: ", ")
        }
        let spread = consistency.rest.map { "\(($0.spread * 1_000).rounded(places: 0)) mV" }
        return [
            "cells at rest     \(spread ?? "unknown"), unlike the others: "
                + numbers(consistency.rest?.outliers ?? []),
            "self-discharge    \(consistency.selfDischarge)",
            "cells weak        " + weak(consistency, numbers(consistency.weak)),
            "cells resistant   " + numbers(consistency.resistant),
            "cells apart       " + numbers(consistency.apart),
        ]
    }

    private static func weak(_ consistency: Consistency, _ numbers: String) -> String {
        let known = consistency.capacities.enumerated().compactMap { cell, capacity in
            capacity.map { (cell: cell, ratio: $0.ratio) }
        }
        guard let weakest = known.min(by: { $0.ratio < $1.ratio }) else {
            return "unknown: no steady charge of half the capacity"
        }
        let part = (weakest.ratio * 100).rounded(places: 1)
        return "\(numbers); the weakest, \(weakest.cell + 1), holds \(part) % of the middle one"
    }

    private static func why(_ decision: Decision) -> String {
        let reasons = decision.reasons.map { reason in
            switch reason {
            case .interval: "the whole interval says so"
            case .limitInside(let limit): "the interval contains \(Int(limit * 100)) %"
            case .safety(let finding): "found: \(finding.rawValue)"
            case .noEstimate: "the state of health is not known"
            case .notCredible: "no battery has such a state of health"
            }
        }
        let blocked = decision.blocked.map { "test each cell first: \($0.rawValue)" }
        let test: [String] =
            switch decision.test {
            case .pulse: ["a pulse test would tell"]
            case .fullCapacity: ["only a full capacity test would tell"]
            case nil: []
            }
        return (reasons + test + blocked).joined(separator: "; ")
    }
}
