extension LifeRecordSummary {
    /// The summary for a report, a line each.
    public var lines: [String] {
        [Self.count(maintenance, swaps: swapCount, recalls: recallCount, years: years)]
            + parts + ["serves \(duty): ends at \(Percent.text(limit))"]
            + (comparableFrom.map { ["capacities are compared from \($0) on"] } ?? [])
            + findings.map { "found: \($0.rawValue)" } + remarks.map { "\($0)" } + changes
    }

    private var parts: [String] {
        guard !replacedParts.isEmpty else { return [] }
        let counts = replacedParts.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        return ["replaced: " + counts.joined(separator: ", ")]
    }

    private static func count(
        _ maintenance: [LifeEvent.Maintenance: Int],
        swaps: Int,
        recalls: Int,
        years: Double
    ) -> String {
        let counts = LifeEvent.Maintenance.allCases.compactMap { kind in
            maintenance[kind].map { "\($0) × \(kind.rawValue)" }
        }
        let others =
            (swaps > 0 ? ["\(swaps) × swap"] : [])
            + (recalls > 0 ? ["\(recalls) × recall"] : [])
        let all = counts + others
        let tenths = (years * 10).rounded() / 10
        return "in \(tenths) years: " + (all.isEmpty ? "nothing" : all.joined(separator: ", "))
    }
}

extension LifeEvent {
    /// What it changed in the judgement; `nil` if nothing.
    var change: String? {
        kind.change.map { "\(day): \($0)" }
    }
}

extension LifeEvent.Kind {
    fileprivate var change: String? {
        switch self {
        case .moduleReplaced:
            "a module was replaced: capacities before it are not compared with those after"
        case .regrouped: "its cells were put together anew: its history begins again"
        case .recalled(let reason, isForSafety: true):
            "called back for the sake of safety (\(reason)): each cell is tested before a second use"
        case .recalled(let reason, isForSafety: false):
            "called back (\(reason)): the judgement does not change"
        case .recallRemedied: "the recall was remedied: its finding is lifted"
        case .secondUseBegan(let scenario):
            "a second use began (\(scenario)): its life ends at "
                + "\(Percent.text(Decision.leastForSecondUse)), and fade is not that of driving"
        case .secondUseEnded:
            "the second use ended: it waits for another, or to be taken apart"
        case .maintained(.replacement, let parts) where !parts.isEmpty:
            "parts were replaced (\(parts.joined(separator: ", "))): the resistance may have changed"
        case .inspected(found: [], isWhole: _):
            "a test found nothing unsafe: what had been found before is lifted"
        case .inspected(let findings, isWhole: _):
            "found unsafe (\(findings.map(\.rawValue).joined(separator: ", "))): "
                + "that decides, whatever its health"
        case .made, .maintained, .swapped, .assessed: nil
        }
    }
}

extension LifeRecord.Duty: CustomStringConvertible {
    public var description: String {
        switch self {
        case .vehicle: "in vehicles"
        case .secondUse(let scenario): "a second use (\(scenario))"
        case .none: "nothing, after a second use"
        }
    }
}

extension LifeRecordSummary.Remark: CustomStringConvertible {
    public var description: String {
        switch self {
        case .manyRepairs(let rate, let most):
            "repaired \((rate * 10).rounded() / 10) times a year, more than \(most): find out why"
        case .makingUnknown: "when it was made is not known: rates are from the first event on"
        }
    }
}
