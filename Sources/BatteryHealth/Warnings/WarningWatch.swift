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
    /// The limit that is reached first; `nil` for a rule without any.
    private let mildest: Double?
    private var runs: [WarningLevel: Run] = [:]
    /// What it warns of now.
    private(set) var raised: WarningLevel?
    /// The gravest that it has ever warned of.
    private(set) var gravest: WarningLevel?

    /// Values in a row that are beyond a limit.
    private struct Run {
        let start: Double
        var count = 0
    }

    init(_ rule: WarningRule, _ limits: WarningLimits) {
        self.rule = rule
        self.limits = limits
        mildest = limits.isLower ? limits.limits.values.max() : limits.limits.values.min()
    }

    /// Takes the next value.
    mutating func note(_ value: Double, at time: Double) -> Warning? {
        if isWell(value) { return nil }
        for level in WarningLevel.allCases {
            guard limits.isBeyond(value, level) else {
                runs[level] = nil
                continue
            }
            runs[level, default: Run(start: time)].count += 1
        }
        if let level = raised, !limits.isBeyond(value, level, less: limits.release) {
            raised = WarningLevel.allCases.last { level in
                limits.isBeyond(value, level, less: limits.release)
                    && level < (raised ?? .stop)
            }
        }
        let held = WarningLevel.allCases.last { hasHeld($0, at: time) }
        guard let held, raised.map({ held > $0 }) ?? true else { return nil }
        raised = held
        gravest = max(gravest ?? held, held)
        return Warning(rule: rule, level: held, time: time, value: value)
    }

    /// Whether nothing is or was beyond any limit, as it is in nearly every reading.
    private func isWell(_ value: Double) -> Bool {
        guard let mildest else { return true }
        return (limits.isLower ? value >= mildest : value <= mildest)
            && runs.isEmpty && raised == nil
    }

    private func hasHeld(_ level: WarningLevel, at time: Double) -> Bool {
        guard let run = runs[level] else { return false }
        return run.count >= limits.dwell[level] ?? 1
            && time - run.start >= limits.days * 86_400
    }
}
