import Planning

/// Why a proposal is what it is, for programs.
struct ExplanationAnswer: Encodable {
    struct Figure: Encodable {
        let measure: String
        let amount: Int64
        let unit: String

        init(_ figure: Planning.Figure) {
            measure = figure.measure.rawValue
            amount = figure.amount
            unit = figure.measure.unit
        }

        /// The amount for a person.
        fileprivate var text: String {
            switch unit {
            case "fen": PlanText.yuan(amount)
            case "m": PlanText.kilometres(amount)
            default: "\(amount) \(unit)"
            }
        }
    }

    struct RunnerUp: Encodable {
        let choice: String
        let figure: Figure
    }

    let choice: String
    let reason: String
    /// What a cheaper choice had too little of.
    let lacking: String?
    let explanation: String
    /// What counted; the last decided.
    let figures: [Figure]
    /// Missing where nothing else was possible.
    let second: RunnerUp?

    init<Choice>(_ explanation: Explanation<Choice>) {
        choice = "\(explanation.choice)"
        (reason, lacking) = explanation.reason.code
        self.explanation = "\(explanation.reason)"
        figures = explanation.figures.map(Figure.init)
        second = explanation.runnerUp.map { runnerUp in
            RunnerUp(choice: "\(runnerUp.choice)", figure: Figure(runnerUp.figure))
        }
    }

    /// Why, by which figure, what was second, and by which figure: for a table.
    var cells: [String] {
        [
            explanation, figures.last?.text ?? "-", second?.choice ?? "nothing else",
            second?.figure.text ?? "-",
        ]
    }
}

extension Reason {
    /// The reason for programs, and what was lacking.
    fileprivate var code: (reason: String, lacking: String?) {
        switch self {
        case .nearest: ("nearest", nil)
        case .cheapest: ("cheapest", nil)
        case .cheapestLeft(let shortage): ("cheapestLeft", shortage.rawValue)
        case .cheapestTogether: ("cheapestTogether", nil)
        case .greatestSaving: ("greatestSaving", nil)
        case .greatestGain: ("greatestGain", nil)
        case .greatestGainTogether: ("greatestGainTogether", nil)
        case .leastWorn: ("leastWorn", nil)
        }
    }
}
