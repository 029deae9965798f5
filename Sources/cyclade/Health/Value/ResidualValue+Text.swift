import BatteryHealth

extension ResidualValue {
    /// The value for a person.
    var text: String {
        let first =
            "value             best: \(best.rawValue), by the prices of \(day) in \(currency)"
        let lives = options.map { option in
            let name = "  " + option.life.rawValue
            let padding = String(repeating: " ", count: max(1, 18 - name.count))
            return name + padding + Self.text(option)
        }
        return ([first] + lives + remarks.map { "  remark          \(Self.text($0))" })
            .joined(separator: "\n")
    }

    private static func text(_ option: Option) -> String {
        guard let value = option.value else {
            return "no: " + (option.obstacle.map(text) ?? "not told")
        }
        func whole(_ amount: Double) -> String { "\(amount.rounded(places: 0))".dropZero }
        guard value.p5 < value.p95 else { return "\(whole(value.p50)), whatever the health" }
        return "\(whole(value.p50)), \(whole(value.p25)) or more in three cases of four, "
            + "from \(whole(value.p5)) to \(whole(value.p95)) in nine of ten"
    }

    private static func text(_ obstacle: Obstacle) -> String {
        switch obstacle {
        case .unsafe(let findings): "found: " + names(findings)
        case .testFirst(let findings): "test each cell first: " + names(findings)
        case .below(let limit): "the whole interval is below \(Int(limit * 100)) %"
        }
    }

    private static func names(_ findings: [SafetyFinding]) -> String {
        findings.map(\.rawValue).joined(separator: ", ")
    }

    private static func text(_ remark: Remark) -> String {
        switch remark {
        case .withoutCosts(let costs):
            "no source for the cost of \(costs.joined(separator: ", ")): taken for 0"
        case .notPayable(let materials):
            "nobody says what is paid for \(materials.joined(separator: ", ")): taken for 0"
        case .throughputFromHealth:
            "the throughput that is left is taken from the health, along a straight line"
        case .nextLifeUndated:
            "the remaining life is not told: what comes after vehicles is not discounted"
        }
    }
}

extension String {
    /// A whole number without the ".0" that a Double is written with.
    fileprivate var dropZero: String { hasSuffix(".0") ? String(dropLast(2)) : self }
}
