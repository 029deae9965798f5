import FoundationEssentials
public import GBT32960
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
    private let horizon: SegmentHorizon
    private let fleets: FleetDirectory
    private let settings: @Sendable (SenderID) -> FleetSettings?
    private let metrics: EvidenceMetrics
    private let logger: Logger
    private let pace: Pace
    private let intake = FrameIntake()

    /// Creates a feed; nothing is read.
    ///
    /// - Parameters:
    ///   - directory: The segments.
    ///   - horizon: How far their writer's records are on the disk.
    ///   - store: The summaries.
    ///   - fleets: The vehicles, and what is in them.
    ///   - settings: How a vehicle's frames are built and encrypted.
    ///   - metrics: Told how far behind it is.
    ///   - logger: For what an operator must know.
    ///   - pace: How often what is done.
    public init(
        from directory: SegmentDirectory,
        upTo horizon: SegmentHorizon,
        to store: SummaryStore,
        _ fleets: FleetDirectory,
        settings: @escaping @Sendable (SenderID) -> FleetSettings?,
        metrics: EvidenceMetrics,
        logger: Logger,
        pace: Pace = Pace()
    ) {
        self.directory = directory
        self.horizon = horizon
        self.settings = settings
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
        for login in try store.logins() { fleets.remember(login) }
        var follower = SegmentFollower(directory, from: try store.position(), upTo: horizon)
        try await correct(&follower)
        let clock = ContinuousClock()
        var (flushed, corrected) = (clock.now, clock.now)
        while !isStopping {
            let count = try fold(&follower)
            if clock.now - flushed >= pace.flush {
                try store.flush(mark: follower.position.text)
                flushed = clock.now
            }
            if clock.now - corrected >= pace.correction {
                try await correct(&follower)
                corrected = clock.now
            }
            guard count == 0 else {
                await Task.yield()
                continue
            }
            metrics.summariesKeptUp()
            try? await cancelWhenGracefulShutdown { [pace] in
                try await Task.sleep(for: pace.idle)
            }
        }
        while try fold(&follower) > 0 {}
        noteLateChanges()
        try store.flush(mark: follower.position.text)
    }

    private var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    /// Takes in the next records; how many there were.
    private func fold(_ follower: inout SegmentFollower) throws -> Int {
        let records = try follower.next(Self.portion)
        guard let last = records.last else { return 0 }
        var strays = StrayCounts()
        let told = records.map { record in
            if let login = login(in: record) { note(login) }
            guard let taken = attributed(record) else { return record }
            strays.count(taken, knows: fleets.knows)
            return taken.record
        }
        // Written with the mark that they go with, or not at all.
        store.count(strays)
        try store.ingest(told, mark: follower.position.text)
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
        guard let time = try? UnixMilliseconds(login.atMs) else { return }
        store.note(login, fleets.loggedIn(login.vehicle, codes: login.packCodes, at: time))
    }

    /// An encrypted frame in plain; `nil` if it cannot be opened.
    private func opened(_ bytes: [UInt8], _ header: FrameHeader) -> [UInt8]? {
        guard let fleet = settings(header.sender),
            let cipher = fleet.cipher(header.sender),
            let received = try? ReceivedFrame(bytes, schema: fleet.userBodies)
        else { return nil }
        return try? received.decrypted(by: cipher, schema: fleet.userBodies).frame.encoded()
    }
}

// MARK: - Corrections

extension SummaryFeed {
    private func noteLateChanges() {
        let late = fleets.takeLateChanges()
        store.note(followedTo: late.leaf, late.redo)
    }

    /// Takes back what was told of the wrong battery, and tells it of the right one.
    ///
    /// What is to be done is on the disk before it is begun, and done again after a crash. New records
    /// are folded meanwhile.
    private func correct(_ follower: inout SegmentFollower) async throws {
        noteLateChanges()
        try store.flush(mark: follower.position.text)
        let redo = try store.redo()
        guard let earliest = redo.map(\.fromMs).min() else { return }
        let end = follower.position
        let margin = BatteryTimeline.swapMarginMs + FrameIntake.usualClockMarginMs
        let start = try directory.position(of: max(earliest, margin) - margin, before: end)
        let firstMs = try firstTime(thatCanBeReadFrom: start)
        for item in redo {
            let from = max(item.fromMs, BatteryTimeline.swapMarginMs) - BatteryTimeline.swapMarginMs
            try store.withdraw(
                item.batteryID,
                UInt32(clamping: max(from, firstMs) / 1_000)...UInt32.max
            )
        }
        let batteries = Set(redo.map(\.batteryID))
        var again = SegmentFollower(directory, from: start, upTo: horizon)
        while again.position < end {
            let records = try again.next(Self.portion, before: end)
            guard !records.isEmpty else { break }
            let told = records.compactMap { record -> TelemetryRecord? in
                let taken = attributed(record)
                let told = taken?.record ?? record
                // What was not taken back is not told again.
                guard taken?.atMs ?? .max >= firstMs, let battery = told.batteryID,
                    batteries.contains(battery)
                else { return nil }
                return told
            }
            try store.ingest(told, isCounted: false)
            _ = try fold(&follower)
            await Task.yield()
            guard !isStopping else { return }
        }
        store.finish(redo)
        try store.flush(mark: follower.position.text)
        logger.info("summaries of \(batteries.count) batteries follow the ledger again")
    }

    /// From which own time on, Unix milliseconds, every record can be read again: all, unless
    /// segments before `start` were deleted.
    private func firstTime(
        thatCanBeReadFrom start: SegmentPosition
    ) throws(SegmentError) -> UInt64 {
        guard start.number > 1, !directory.holds(start.number - 1, .segment),
            directory.holds(start.number, .segment)
        else { return 0 }
        // What came before may be of a little later, by the vehicle's clock.
        let header = try SegmentReader(directory, number: start.number, upTo: horizon.place).header
        // Samples are of whole seconds.
        let margin = FrameIntake.usualClockMarginMs + 999
        return (min(header.openedMs, UInt64.max - margin) + margin) / 1_000 * 1_000
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
