import BatteryHealth

/// A remaining life, or why it is not told.
struct RemainingLifeAnswer: Encodable {
    let remainingLife: RemainingLife?
    /// Why there is none.
    let refusal: String?
    /// The capacity at which life ends, as a part of the rated one.
    let limit: Double

    init(until limit: Double, _ tell: () throws(RemainingLifeRefusal) -> RemainingLife) {
        self.limit = limit
        do {
            (remainingLife, refusal) = (try tell(), nil)
        } catch {
            (remainingLife, refusal) = (nil, "\(error)")
        }
    }

    /// The answer in one line.
    var line: String {
        guard let life = remainingLife else { return "not told: \(refusal ?? "")" }
        let left = life.months ?? life.left
        let unit = life.months == nil ? "of use" : "months"
        return "\(left.value.rounded(places: 1)) \(unit) until "
            + "\((limit * 100).rounded(places: 1)) %, \(Self.range(left))"
    }

    /// The answer for a person.
    var text: String {
        var lines = ["remaining life    \(line)"]
        guard let life = remainingLife else { return lines[0] }
        if let months = life.months, months != life.left {
            lines.append("in use            \(Self.told(life.left))")
        }
        lines += [
            "end of life       at a use of \(Self.told(life.end))",
            "told by           \(Self.method(life.method)), "
                + "\((life.fade * 100).rounded(places: 1)) % lost so far; "
                + "the end is at \(life.reach.rounded(places: 2)) times what was seen",
        ]
        if let knee = life.knee {
            lines.append(
                "knee              at a use of \(knee.use.rounded(places: 1)): then "
                    + "\(knee.slopeRatio.rounded(places: 1)) times as fast"
            )
        }
        lines += life.remarks.map { "remark            \(Self.remark($0))" }
        return lines.joined(separator: "\n")
    }

    private static func told(_ estimate: Estimate) -> String {
        "\(estimate.value.rounded(places: 1)), \(range(estimate))"
    }

    private static func range(_ estimate: Estimate) -> String {
        "from \(estimate.lower.rounded(places: 1)) to \(estimate.upper.rounded(places: 1)) "
            + "in nine cases of ten"
    }

    private static func method(_ method: RemainingLife.Method) -> String {
        switch method {
        case .library: "whole lives of like cells"
        case .fadeLaw: "the law of root and line"
        case .exponentialFade: "the law that falls ever faster after a knee"
        }
    }

    private static func remark(_ remark: RemainingLife.Remark) -> String {
        switch remark {
        case .noMatch: "no life of the library fits; a law was carried on instead"
        case .openUpwards(let times):
            "the upper bound is at \(times.rounded(places: 1)) times what was seen: "
                + "take it for open"
        }
    }
}
