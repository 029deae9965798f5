import Dispatch
import FoundationEssentials
import Synchronization

/// Work on every core, for what must be done before a caller can go on.
enum Cores {
    /// How many threads run side by side.
    static let count = max(1, ProcessInfo.processInfo.activeProcessorCount)

    /// Calls `body` with each number of `range`, several at once and in no order.
    ///
    /// - Throws: The error of the lowest number that failed; those after it may not have run.
    static func forEach(
        _ range: Range<Int>,
        _ body: @Sendable (Int) throws -> Void
    ) throws {
        let failure = Mutex<(number: Int, error: any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: range.count) { offset in
            let number = range.lowerBound + offset
            guard failure.withLock({ $0.map { number < $0.number } ?? true }) else { return }
            do {
                try body(number)
            } catch {
                failure.withLock { failure in
                    if failure.map({ number < $0.number }) ?? true { failure = (number, error) }
                }
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure.error }
    }
}
