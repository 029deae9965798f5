import Vocabulary

/// Writes a gateway's records into segments, one after another, and closes each in time.
///
/// ## Durability
///
/// ``append(_:)`` returns when its records are on the disk. Those that come within one
/// ``SegmentLimits/flushInterval`` share a flush.
///
/// ## Failure
///
/// The first error of the disk ends it: nothing more is written or acknowledged, every caller is
/// told, and ``run()`` throws. Opening the directory again continues after the last whole record.
///
/// ## Lifecycle
///
/// ``run()`` flushes and closes as time passes; without it appends wait for ever. It returns after
/// ``shutDown()`` or the cancellation of its task, with the open segment closed. It runs once.
public actor SegmentWriter: TelemetrySink {
    /// Where the segments lie.
    public nonisolated let directory: SegmentDirectory
    /// What was done on opening about a segment that was left open; `nil` if there was none.
    public nonisolated let recovery: SegmentRecovery?

    /// How far the records are on the disk.
    public nonisolated let horizon: SegmentHorizon

    private nonisolated let executor = SegmentExecutor()
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private nonisolated let gatewayID: RecordName
    private nonisolated let limits: SegmentLimits
    private nonisolated let uptime: @Sendable () -> Duration
    private nonisolated let didClose: @Sendable (ClosedSegment) -> Void
    private nonisolated let lock: SegmentFile

    /// The first error of the disk, after which nothing is written.
    private var failure: SegmentError?
    /// Whether no more records are taken.
    private var isEnding = false
    /// The newest closed segment.
    private var last: SegmentLink
    private var segment: OpenSegment?
    private var unflushedByteCount = 0
    /// Who waits for the next flush.
    private var waiting: [CheckedContinuation<Result<Void, SegmentError>, Never>] = []

    /// Takes a directory, making it if need be, and closes what a crash left open.
    ///
    /// - Parameters:
    ///   - directory: Where the segments lie; only one process may write there.
    ///   - gatewayID: The gateway, as its member names it: 1 to 64 of `A-Z a-z 0-9 . _ -`.
    ///   - anchored: The newest segment that the ledger knows. If it is newer than the directory's,
    ///     which happens when that was lost or restored, numbers go on from there.
    ///   - limits: When to close and to flush.
    ///   - uptime: The time by a clock that is never set.
    ///   - didClose: Told of each segment that the writer closes, on its thread: be quick.
    /// - Throws: ``SegmentError``.
    public init(
        _ directory: SegmentDirectory,
        gatewayID: String,
        continuing anchored: SegmentLink = .none,
        limits: SegmentLimits = SegmentLimits(),
        uptime: @escaping @Sendable () -> Duration = SegmentWriter.steadyClock(),
        didClose: @escaping @Sendable (ClosedSegment) -> Void = { _ in }
    ) throws(SegmentError) {
        guard let name = try? RecordName(gatewayID) else { throw .gatewayName(gatewayID) }
        try directory.make()
        lock = try directory.lock()
        recovery = try directory.recover()
        let newest = try directory.newest()
        if let found = newest?.header.gatewayID, found != name {
            throw .otherGateway(found: found.text)
        }
        let held = newest?.link ?? .none
        guard anchored.number != held.number || anchored == held else {
            throw .brokenChain(number: held.number)
        }
        last = anchored.number > held.number ? anchored : held
        horizon = SegmentHorizon(SegmentHorizon.Place(number: held.number, byteCount: nil))
        self.directory = directory
        self.gatewayID = name
        self.limits = limits
        self.uptime = uptime
        self.didClose = didClose
    }

    /// The time since the call, by a clock that is never set.
    public static func steadyClock() -> @Sendable () -> Duration {
        let start = ContinuousClock.now
        return { ContinuousClock.now - start }
    }

    // MARK: - Appending

    /// Keeps records; when this returns, they are on the disk, in this order.
    ///
    /// Records are encoded and hashed before the writer's turn, on the concurrent pool.
    ///
    /// - Throws: ``SegmentError/record(index:)`` for what cannot be kept, with nothing kept;
    ///   ``SegmentError/shutDown``; or the disk's error, after which some of them may be kept.
    @concurrent
    public nonisolated func append(_ records: [TelemetryRecord]) async throws(SegmentError) {
        guard !records.isEmpty else { return }
        let batch = try RecordBatch(records)
        let outcome = await commit(batch)
        try outcome.get()
    }

    private func commit(_ batch: RecordBatch) async -> Result<Void, SegmentError> {
        if let refusal { return .failure(refusal) }
        do throws(SegmentError) {
            try write(batch)
            guard unflushedByteCount < limits.unflushedByteCount else {
                try flush()
                return .success(())
            }
        } catch {
            fail(error)
            return .failure(error)
        }
        return await withCheckedContinuation { waiting.append($0) }
    }

    /// Why no more is taken; `nil` while it is.
    private var refusal: SegmentError? {
        failure ?? (isEnding ? .shutDown : nil)
    }

    private func write(_ batch: RecordBatch) throws(SegmentError) {
        try closeIfOld()
        var items = batch.items[...]
        var start = 0
        while let first = items.first {
            let segment = try openSegment(receivedMs: first.receivedMs)
            let byteCount = try segment.write(
                &items,
                of: batch,
                from: start,
                limit: limits.byteCount
            )
            start += byteCount
            unflushedByteCount += byteCount
            if !items.isEmpty { try close() }
        }
    }

    // MARK: - Segments

    /// The open segment; a new one, from a record's time on, if there is none.
    private func openSegment(receivedMs: UInt64) throws(SegmentError) -> OpenSegment {
        if let segment { return segment }
        guard last.number < SegmentDirectory.maximumNumber else { throw .exhausted }
        let header = SegmentHeader(
            gatewayID: gatewayID,
            number: last.number + 1,
            previousRoot: last.root,
            openedMs: receivedMs
        )
        let opened = try OpenSegment(header, in: directory, opened: uptime())
        segment = opened
        horizon.move(to: opened.place)
        return opened
    }

    private func closeIfOld() throws(SegmentError) {
        guard let segment, uptime() - segment.opened >= limits.age else { return }
        try close()
    }

    /// Closes the open segment; whoever waited for the disk waits no longer.
    private func close() throws(SegmentError) {
        guard let segment else { return }
        let closed = try segment.close()
        self.segment = nil
        last = closed.link
        horizon.move(to: SegmentHorizon.Place(number: last.number, byteCount: nil))
        acknowledge(.success(()))
        didClose(closed)
    }

    /// Puts what waits on the disk.
    private func flush() throws(SegmentError) {
        guard unflushedByteCount > 0 else { return }
        if let segment {
            try segment.sync()
            horizon.move(to: segment.place)
        }
        acknowledge(.success(()))
    }

    private func acknowledge(_ outcome: Result<Void, SegmentError>) {
        unflushedByteCount = 0
        let waiting = waiting
        self.waiting = []
        for continuation in waiting { continuation.resume(returning: outcome) }
    }

    private func fail(_ error: SegmentError) {
        if failure == nil { failure = error }
        acknowledge(.failure(error))
    }

    // MARK: - Time

    /// Flushes and closes as time passes, until ``shutDown()``, cancellation or a failure.
    ///
    /// - Throws: The ``SegmentError`` that ended it.
    public func run() async throws(SegmentError) {
        while !isEnding, !Task.isCancelled {
            try step { () throws(SegmentError) in
                try closeIfOld()
                try flush()
            }
            // Cancellation ends the sleep, and then the loop.
            try? await Task.sleep(for: limits.flushInterval)
        }
        isEnding = true
        try step(close)
    }

    /// Takes no more records; ``run()`` returns once all that were taken are on the disk.
    public func shutDown() {
        isEnding = true
    }

    private func step(_ body: () throws(SegmentError) -> Void) throws(SegmentError) {
        if let failure { throw failure }
        do throws(SegmentError) {
            try body()
        } catch {
            fail(error)
            throw error
        }
    }
}
