import FoundationEssentials
import GBT32960
public import Logging
public import ServiceLifecycle
import Vocabulary

/// Folds what the segments hold into summaries, and keeps up with what is written to them.
///
/// The segments are the only source: after a crash it goes on from where the summaries last stood.
/// A frame counts for the battery that the ledger has in its vehicle at the frame's own time, as the
/// ledger is now; what the ledger says late is made good within ``Pace/correction``.
public actor SummaryFeed: Service {
    /// How often what is done.
    public struct Pace: Sendable {
        /// How long it waits when there is nothing to read.
        public var idle = Duration.milliseconds(100)
        /// How often summaries are written.
        public var flush = Duration.seconds(5)
        /// How often what the ledger said late is made good.
        public var correction = Duration.seconds(60)

        public init() {}
    }

    /// Records read at once.
    private static let portion = 4_096

    private nonisolated let executor = SegmentExecutor()
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private let directory: SegmentDirectory
    private let store: SummaryStore
    private let fleets: FleetDirectory
    private let metrics: EvidenceMetrics
    private let logger: Logger
    private let pace: Pace
    private let intake = FrameIntake()

    /// Creates a feed; nothing is read.
    ///
    /// - Parameters:
    ///   - directory: The segments.
    ///   - store: The summaries.
    ///   - fleets: The vehicles, and what is in them.
    ///   - metrics: Told how far behind it is.
    ///   - logger: For what an operator must know.
    ///   - pace: How often what is done.
    public init(
        from directory: SegmentDirectory,
        to store: SummaryStore,
        _ fleets: FleetDirectory,
        metrics: EvidenceMetrics,
        logger: Logger,
        pace: Pace = Pace()
    ) {
        self.directory = directory
        self.store = store
        self.fleets = fleets
        self.metrics = metrics
        self.logger = logger
        self.pace = pace
    }

    /// Folds until it is told to stop; then the rest, and writes the summaries.
    ///
    /// - Throws: ``SegmentError``, ``SummaryError``.
    public func run() async throws {
        for login in try store.logins() { remember(login) }
        let mark = try store.mark().flatMap { SegmentPosition($0) } ?? .start
        var follower = SegmentFollower(directory, from: mark)
        let clock = ContinuousClock()
        var (flushed, corrected) = (clock.now, clock.now)
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let count = try fold(&follower)
            if clock.now - flushed >= pace.flush {
                try store.flush(mark: follower.position.text)
                flushed = clock.now
            }
            if clock.now - corrected >= pace.correction {
                try correct(upTo: follower.position)
                corrected = clock.now
            }
            if count == 0 {
                metrics.summariesKeptUp()
                try? await cancelWhenGracefulShutdown { [pace] in
                    try await Task.sleep(for: pace.idle)
                }
            } else {
                await Task.yield()
            }
        }
        while try fold(&follower) > 0 {}
        try correct(upTo: follower.position)
        try store.flush(mark: follower.position.text)
    }

    /// Takes in the next records; how many there were.
    private func fold(_ follower: inout SegmentFollower) throws -> Int {
        let records = try follower.next(Self.portion)
        guard let last = records.last else { return 0 }
        var strays = StrayCounts()
        try store.ingest(
            records.compactMap { record in
                if let login = login(in: record) { note(login) }
                guard let taken = attributed(record) else { return record }
                strays.count(taken, knows: fleets.knows)
                return taken.record
            }
        )
        store.count(strays)
        metrics.summarised(records.count, upTo: last.receivedMs)
        return records.count
    }

    // MARK: - Frames

    /// The battery of a report as the ledger is now; `nil` for what is no vehicle's report.
    private func attributed(_ record: TelemetryRecord) -> FrameIntake.Taken? {
        guard record.kind == .frame,
            let header = try? FrameHeader(unsafe record.bytes.span.bytes),
            [.realtime, .reissue].contains(header.command)
        else { return nil }
        let plain = header.encryption == .none ? record.bytes : opened(record.bytes, header)
        return intake.take(
            plain ?? record.bytes,
            receivedMs: record.receivedMs,
            fleets.attribute
        )
    }

    private func login(in record: TelemetryRecord) -> VehicleLogin? {
        guard record.kind == .frame,
            let header = try? FrameHeader(unsafe record.bytes.span.bytes),
            header.command == .vehicleLogin
        else { return nil }
        let bytes = header.encryption == .none ? record.bytes : opened(record.bytes, header)
        guard let bytes, let unit = try? ReceivedFrame(bytes).frame.unit,
            let codes = unit.packCodes, let moment = try? unit.time?.moment()
        else { return nil }
        return VehicleLogin(vehicle: header.sender, atMs: moment.rawValue, packCodes: codes)
    }

    private func note(_ login: VehicleLogin) {
        store.note(login, remember(login))
    }

    @discardableResult
    private func remember(_ login: VehicleLogin) -> LoginContradiction? {
        guard let time = try? UnixMilliseconds(login.atMs) else { return nil }
        return fleets.loggedIn(login.vehicle, codes: login.packCodes, at: time)
    }

    /// An encrypted frame in plain; `nil` if it cannot be opened.
    private func opened(_ bytes: [UInt8], _ header: FrameHeader) -> [UInt8]? {
        guard let fleet = fleets.fleet(of: header.sender),
            let cipher = fleet.cipher(header.sender),
            let received = try? ReceivedFrame(bytes, schema: fleet.userBodies)
        else { return nil }
        return try? received.decrypted(by: cipher, schema: fleet.userBodies).frame.encoded()
    }
}

// MARK: - Corrections

extension SummaryFeed {
    /// Takes back what was told of the wrong battery, and tells it of the right one.
    private func correct(upTo end: SegmentPosition) throws {
        let changes = fleets.takeLateChanges()
        guard let first = changes.map(\.atMs).min() else { return }
        let margin = BatteryTimeline.swapMarginMs
        for change in changes {
            let from = UInt32(clamping: (max(change.atMs, margin) - margin) / 1_000)
            try store.withdraw(change.batteryID, from...UInt32.max)
        }
        let batteries = Set(changes.map(\.batteryID))
        // A vehicle's clock may be ahead of the gateway's.
        let earliest = max(first, FrameIntake.usualClockMarginMs) - FrameIntake.usualClockMarginMs
        var follower = SegmentFollower(
            directory,
            from: try directory.position(of: max(earliest, margin) - margin, before: end)
        )
        while follower.position < end {
            let records = try follower.next(Self.portion)
            guard !records.isEmpty else { break }
            let again = records.map { attributed($0)?.record ?? $0 }
            try store.ingest(
                again.filter { $0.batteryID.map(batteries.contains) ?? false },
                isCounted: false
            )
        }
        logger.info("summaries of \(batteries.count) batteries follow the ledger again")
    }
}

extension SegmentDirectory {
    /// Where the records begin that were received at a moment or later, Unix milliseconds: a
    /// segment's start before `end`.
    func position(
        of receivedMs: UInt64,
        before end: SegmentPosition
    ) throws(SegmentError) -> SegmentPosition {
        var start = SegmentPosition(number: end.number, index: 0)
        while start.number > 1 {
            let before = start.number - 1
            guard holds(before, .segment), try closed(before).footer.lastMs >= receivedMs else {
                break
            }
            start.number = before
        }
        return start
    }
}
