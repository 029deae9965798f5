import NIOCore
import Vocabulary

import let Glibc.CLOCK_REALTIME
import func Glibc.clock_gettime
import struct Glibc.timespec

/// This machine's clocks.
public enum SystemClock {
    /// The time, in Unix milliseconds.
    @Sendable
    public static func unixMilliseconds() -> UInt64 { now().clock.rawValue }

    @Sendable
    static func now() -> LinkMoment {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        let milliseconds = UInt64(max(0, time.tv_sec)) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
        let clock = (try? UnixMilliseconds(milliseconds)) ?? .maximum
        return LinkMoment(
            clock: clock,
            uptimeMs: NIODeadline.now().uptimeNanoseconds / 1_000_000
        )
    }
}
