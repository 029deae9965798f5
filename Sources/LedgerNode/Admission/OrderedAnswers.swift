import Synchronization

/// Collects the answers to a list of transactions, whichever comes first.
final class OrderedAnswers: Sendable {
    typealias Answer = Result<Outcome, SubmissionError>

    private struct State {
        var answers: [Answer?]
        var missing: Int
        var completion: (@Sendable ([Answer]) -> Void)?
    }

    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(answers: Array(repeating: nil, count: count), missing: count))
    }

    /// Calls `completion` when every answer is there.
    func onceComplete(_ completion: @escaping @Sendable ([Answer]) -> Void) {
        finish { $0.completion = completion }
    }

    subscript(index: Int) -> Answer? {
        get { state.withLock { $0.answers[index] } }
        set {
            finish { state in
                if state.answers[index] == nil { state.missing -= 1 }
                state.answers[index] = newValue
            }
        }
    }

    private func finish(_ change: (inout State) -> Void) {
        let (completion, answers) = state.withLock { state in
            change(&state)
            guard state.missing == 0 else {
                return (nil as (@Sendable ([Answer]) -> Void)?, [Answer]())
            }
            return (state.completion.take(), state.answers.compactMap { $0 })
        }
        completion?(answers)
    }
}
