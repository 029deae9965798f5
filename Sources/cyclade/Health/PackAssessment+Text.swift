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
        lines += warnings.map { warning in
            "warning           level \(warning.level.rawValue), \(warning.rule.rawValue) "
                + "\(warning.value.rounded(places: 3)) at \(warning.time.rounded()) s"
        }
        let defects = readings.defects.sorted { $0.key.rawValue < $1.key.rawValue }
        lines += defects.map { "left out          \($0.value) × \($0.key.rawValue)" }
        return lines.joined(separator: "\n")
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
            "cells resistant   " + numbers(consistency.resistant),
            "cells apart       " + numbers(consistency.apart),
        ]
    }

    private static func why(_ decision: Decision) -> String {
        let reasons = decision.reasons.map { reason in
            switch reason {
            case .interval: "the whole interval says so"
            case .limitInside(let limit): "the interval contains \(Int(limit * 100)) %"
            case .safety(let finding): "found: \(finding.rawValue)"
            case .noEstimate: "the state of health is not known"
            }
        }
        let blocked = decision.blocked.map { "test each cell first: \($0.rawValue)" }
        return (reasons + blocked).joined(separator: "; ")
    }
}
