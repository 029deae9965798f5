/// When a segment is closed and when it is flushed.
public struct SegmentLimits: Hashable, Sendable {
    /// The most bytes that header and records may ever have: 64 MiB.
    public static let maximumByteCount = 64 << 20

    /// The most bytes of header and records, after which the footer comes.
    public var byteCount: Int
    /// How long a segment stays open, from its first record.
    public var age: Duration
    /// How long a record waits for a flush, which is also the time between two of them.
    public var flushInterval: Duration
    /// How many bytes may wait for the disk before it is flushed at once.
    public var unflushedByteCount: Int

    /// Sets limits; each is taken down to the largest that is allowed.
    ///
    /// - Parameters:
    ///   - byteCount: At most 64 MiB.
    ///   - age: At most 60 s.
    ///   - flushInterval: At most 200 ms.
    ///   - unflushedByteCount: At most 64 MiB.
    public init(
        byteCount: Int = SegmentLimits.maximumByteCount,
        age: Duration = .seconds(60),
        flushInterval: Duration = .milliseconds(100),
        unflushedByteCount: Int = 8 << 20
    ) {
        self.byteCount = min(byteCount, Self.maximumByteCount)
        self.age = min(age, .seconds(60))
        self.flushInterval = min(flushInterval, .milliseconds(200))
        self.unflushedByteCount = min(unflushedByteCount, Self.maximumByteCount)
    }
}
