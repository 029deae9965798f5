import Rulebook
import Synchronization
import Verification

/// A transaction whose signature is verified, and who waits for its outcome.
struct Admitted: Sendable {
    let transaction: SignedTransaction
    let reply: @Sendable (Result<Outcome, SubmissionError>) -> Void
}

/// The queue between admission and ordering: bounded, and cut into batches.
///
/// While one batch is on its way to a block the next one gathers here, so batches grow with the load
/// by themselves and an idle node adds no delay.
final class TransactionPool: Sendable {
    /// The most transactions, and bytes of transactions, in a batch.
    static let batchLimit = (count: 1_024, byteCount: 512 * 1_024)

    private struct State {
        var waiting: [Admitted] = []
        var inFlight = false
        var isClosed = false
        var cutter: CheckedContinuation<Void, Never>?

        /// The continuation to resume, when there is work to cut or none will come.
        mutating func wake() -> CheckedContinuation<Void, Never>? {
            guard !inFlight, isClosed || !waiting.isEmpty else { return nil }
            return cutter.take()
        }
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Queues `admitted`, or says why not.
    func add(_ admitted: Admitted) -> SubmissionError? {
        add(contentsOf: CollectionOfOne(admitted))
    }

    /// Queues all of `admitted`, with nothing in between, or none and says why not.
    func add(contentsOf admitted: some Collection<Admitted>) -> SubmissionError? {
        var cutter: CheckedContinuation<Void, Never>?
        let error: SubmissionError? = state.withLock { state in
            if state.isClosed { return .unavailable }
            if admitted.count > capacity - state.waiting.count { return .busy }
            state.waiting.append(contentsOf: admitted)
            cutter = state.wake()
            return nil
        }
        cutter?.resume()
        return error
    }

    /// The next batch, once the last one is settled; `nil` after ``close()`` when nothing waits.
    func cut() async -> [Admitted]? {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state in
                state.cutter = continuation
                return state.wake()
            }
            ready?.resume()
        }
        return state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            state.inFlight = true
            return Self.takeBatch(from: &state.waiting)
        }
    }

    /// Says that the batch last cut has its outcome.
    func settle() {
        let cutter = state.withLock { state in
            state.inFlight = false
            return state.wake()
        }
        cutter?.resume()
    }

    /// Admits nothing more; what waits is still cut.
    func close() {
        let cutter = state.withLock { state in
            state.isClosed = true
            return state.wake()
        }
        cutter?.resume()
    }

    /// Closes the pool and gives up what waits, also the batch last cut.
    ///
    /// - Returns: The transactions that no batch will hold, for an answer without a block.
    func abandon() -> [Admitted] {
        let (waiting, cutter) = state.withLock { state in
            let waiting = state.waiting
            state.waiting.removeAll()
            state.isClosed = true
            state.inFlight = false
            return (waiting, state.wake())
        }
        cutter?.resume()
        return waiting
    }

    private static func takeBatch(from waiting: inout [Admitted]) -> [Admitted] {
        var byteCount = 0
        var count = 0
        for admitted in waiting.prefix(batchLimit.count) {
            byteCount += admitted.transaction.bytes.count
            if count > 0, byteCount > batchLimit.byteCount { break }
            count += 1
        }
        let batch = Array(waiting.prefix(count))
        waiting.removeFirst(count)
        return batch
    }
}
