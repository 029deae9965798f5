public import Logging
public import ServiceLifecycle

/// Deletes records that are older than they have to be kept, once an hour.
///
/// What is left of a segment shows how much of which battery is gone; see
/// ``SegmentDirectory/delete(_:)``.
public struct SegmentRetention: Service {
    private static let interval = Duration.seconds(3_600)
    private static let dayMs: UInt64 = 86_400_000

    private let directory: SegmentDirectory
    private let store: SummaryStore
    private let days: UInt64
    private let logger: Logger

    /// Creates the service.
    ///
    /// - Parameters:
    ///   - directory: The segments.
    ///   - store: The summaries; what is not in them yet is kept.
    ///   - days: How many days records are kept after they were received, `1...36500`.
    ///   - logger: Told what is deleted.
    public init(
        of directory: SegmentDirectory,
        _ store: SummaryStore,
        days: Int,
        logger: Logger
    ) {
        self.directory = directory
        self.store = store
        self.days = UInt64(min(max(days, 1), 36_500))
        self.logger = logger
    }

    public func run() async throws {
        while !Task.isShuttingDownGracefully {
            let now = SystemClock.unixMilliseconds()
            do {
                let deleted = try directory.deleteAll(
                    receivedBefore: max(now, days * Self.dayMs) - days * Self.dayMs,
                    keepingFrom: store.position().number
                )
                if let first = deleted.first, let last = deleted.last {
                    logger.notice("the records of segments \(first) to \(last) are deleted")
                }
            } catch {
                logger.error("old records are not deleted: \(error)")
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
        }
    }
}
