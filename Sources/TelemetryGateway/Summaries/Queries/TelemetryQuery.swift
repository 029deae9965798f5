/// Of what time statistics are asked, and how much.
public struct TelemetryQuery: Hashable, Sendable {
    /// Unix seconds.
    ///
    /// Whole stretches of two hours are taken; a session that began before is cut.
    public var seconds: ClosedRange<UInt32>
    /// Sessions that are shorter are left out, in seconds.
    public var shortestSession: UInt32
    /// The most sessions.
    public var mostSessions: Int

    public init(
        seconds: ClosedRange<UInt32> = 0...UInt32.max,
        shortestSession: UInt32 = 60,
        mostSessions: Int = 10_000
    ) {
        self.seconds = seconds
        self.shortestSession = shortestSession
        self.mostSessions = max(0, mostSessions)
    }

    /// The stretches of the time.
    var chunks: ClosedRange<UInt32> {
        let first = ChunkIndex(second: seconds.lowerBound).rawValue
        return first...ChunkIndex(second: seconds.upperBound).rawValue
    }
}
