/// A rule that has held for long enough.
public struct Warning: Hashable, Sendable, Codable {
    public let rule: WarningRule
    public let level: WarningLevel
    /// By the device, in seconds.
    public let time: Double
    /// What was beyond the limit, in the unit of the rule.
    public let value: Double
}

/// Watches one rule: it warns once when it has held for long enough, and again only when the value
/// has come well back in between, or has become graver.
struct WarningWatch: Sendable {
    private let rule: WarningRule
    private let limits: WarningLimits
    private var counts: [WarningLevel: Int] = [:]
    private var raised: WarningLevel?

    init(_ rule: WarningRule, _ limits: WarningLimits) {
        self.rule = rule
        self.limits = limits
    }

    /// Takes the next value.
    mutating func note(_ value: Double, at time: Double) -> Warning? {
        for level in WarningLevel.allCases {
            counts[level] = limits.isBeyond(value, level) ? (counts[level] ?? 0) + 1 : 0
        }
        if let level = raised, !limits.isBeyond(value, level, less: limits.release) {
            raised = WarningLevel.allCases.last { level in
                limits.isBeyond(value, level, less: limits.release)
                    && level < (raised ?? .stop)
            }
        }
        let held = WarningLevel.allCases.last { level in
            (counts[level] ?? 0) >= limits.dwell[level] ?? 1
        }
        guard let held, raised.map({ held > $0 }) ?? true else { return nil }
        raised = held
        return Warning(rule: rule, level: held, time: time, value: value)
    }
}
