import NIOCore
import Synchronization

/// The links that are open, at most so many.
final class OpenLinks: Sendable {
    private struct State {
        var next: SessionTable.LinkID = 0
        var channels: [SessionTable.LinkID: any Channel] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())
    private let maximum: Int

    init(maximum: Int) {
        self.maximum = maximum
    }

    /// Takes a link in; `nil` if there are too many, or none is taken any more.
    func add(_ channel: any Channel) -> SessionTable.LinkID? {
        state.withLock { state in
            guard !state.isClosed, state.channels.count < maximum else { return nil }
            state.next += 1
            state.channels[state.next] = channel
            return state.next
        }
    }

    func remove(_ link: SessionTable.LinkID) {
        state.withLock { _ = $0.channels.removeValue(forKey: link) }
    }

    /// Takes no more; those that are open.
    func close() -> [any Channel] {
        state.withLock { state in
            state.isClosed = true
            return Array(state.channels.values)
        }
    }
}
