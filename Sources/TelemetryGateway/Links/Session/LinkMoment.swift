import GBT32960
import Vocabulary

/// A moment by both clocks: the one that people read, which may jump, and the one that only runs.
struct LinkMoment: Hashable, Sendable {
    let clock: UnixMilliseconds
    /// Milliseconds since some moment in the past, for measuring how long things take.
    let uptimeMs: UInt64

    /// The time for answers; `nil` outside the years 2000...2099.
    var beijing: BeijingTime? { try? BeijingTime(clock) }
}
