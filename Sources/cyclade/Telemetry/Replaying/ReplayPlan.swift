import GBT32960
import Synchronization
import Vocabulary

/// What the simulated vehicles send, when and to whom.
struct ReplayPlan: Sendable {
    let host: String
    let port: Int
    let months: [FieldMonth]
    /// When each vehicle's first frame is of, Unix milliseconds.
    let startMs: UInt64
    /// How many times faster than it was measured; `nil` for as fast as it goes.
    let speed: Double?
    /// How long a terminal waits before it tries again.
    let retryWait: Duration
    /// How often a terminal tries again before it gives up.
    let retries: Int

    /// The frames of the vehicle of this number, and by how many seconds it starts later.
    func frames(of number: Int) -> (month: FieldMonth, shift: Double) {
        // Terminals do not all speak in the same second.
        (months[number % months.count], Double(number % 10))
    }

    /// The own time of a row.
    func time(of row: FieldMonth.Row) -> GBT32960.BeijingTime? {
        guard let moment = try? UnixMilliseconds(startMs + UInt64(row.second * 1_000)) else {
            return nil
        }
        return try? GBT32960.BeijingTime(moment)
    }
}

/// What all terminals did together.
final class ReplayCounts: Sendable {
    let frames = Atomic(0)
    let reissued = Atomic(0)
    let bytes = Atomic(0)
    let logins = Atomic(0)
    let lostLinks = Atomic(0)
    /// Frames that the gateway answered with an error.
    let refused = Atomic(0)
    /// Terminals that gave up.
    let givenUp = Atomic(0)
}
