import Synchronization

/// Shows a person at a terminal how far long work is; to a program it shows nothing.
///
/// There is one line, drawn over itself at most ten times a second, and taken away at the end.
final class Progress: Sendable {
    private static let shortestInterval = Duration.milliseconds(100)

    private struct State {
        var what = ""
        var done = 0
        var total: Int?
        var start: ContinuousClock.Instant
        var drawn: ContinuousClock.Instant
    }

    private let state = Mutex(State(start: .now, drawn: .now))

    /// Begins a step and shows it at once.
    ///
    /// - Parameters:
    ///   - what: What is done or counted.
    ///   - total: How many there are in all, where that is known; asked for only if it is shown.
    func begin(_ what: String, total: @autoclosure () -> Int? = nil) {
        guard Terminal.isInteractive else { return }
        let total = total()
        let now = ContinuousClock.now
        state.withLock { state in
            state = State(what: what, total: total, start: now, drawn: now)
            Self.draw(state, at: now)
        }
    }

    /// Counts `count` more as done.
    func advance(by count: Int) {
        update { $0.done += count }
    }

    /// Says how many are done, and how many there are in all.
    func show(_ done: Int, of total: Int) {
        update { state in
            state.done = done
            state.total = total
        }
    }

    /// Takes the line away.
    func clear() {
        Terminal.clearLine()
    }

    private func update(_ change: (inout State) -> Void) {
        guard Terminal.isInteractive else { return }
        let now = ContinuousClock.now
        state.withLock { state in
            change(&state)
            guard now - state.drawn >= Self.shortestInterval else { return }
            state.drawn = now
            Self.draw(state, at: now)
        }
    }

    private static func draw(_ state: State, at now: ContinuousClock.Instant) {
        let line = ProgressLine(
            what: state.what,
            done: state.done,
            total: state.total,
            elapsed: now - state.start
        )
        Terminal.draw(line.text)
    }
}
