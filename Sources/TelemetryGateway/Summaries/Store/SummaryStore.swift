public import GBT32960
import GRDB
import Synchronization

/// The summaries of every battery: sessions, days, alarms and dirty data, on the gateway's disk.
///
/// Records are folded in memory and written by ``flush(mark:)``, which is called every few seconds.
/// The segments are the evidence: after a crash the records since the last mark are taken in again.
/// Late and repeated records give the same summaries as records in order.
///
/// ## Concurrency
///
/// Calls from any task are served one after the other, and wait for the disk: do not make them on an
/// actor that must answer.
public final class SummaryStore: Sendable {
    let database: SummaryDatabase
    let pending: Mutex<PendingSummaries>
    private let options: Options

    /// How the frames of a fleet are read.
    public struct FrameReading: Hashable, Sendable {
        /// How the fleet builds its user-defined bodies.
        public var schema = UserBodySchema.standard
        /// Which way the fleet's vehicles count current.
        public var sign = CurrentSign.positiveOut

        public init() {}
    }

    /// How records are read.
    public struct Options: Sendable {
        /// How a vehicle's frames are read.
        public var reading: @Sendable (SenderID) -> FrameReading = { _ in FrameReading() }
        /// How far a record's time may lie ahead of its arrival, in milliseconds.
        public var clockMarginMs = FrameIntake.usualClockMarginMs
        /// The most memory for samples, in bytes; beyond it they are written at once.
        public var mostPendingBytes = 64 << 20

        public init() {}
    }

    /// Opens the summaries at `path`, or makes them; the directory must be its owner's alone.
    ///
    /// - Throws: ``SummaryError``.
    public init(path: String, options: Options = Options()) throws(SummaryError) {
        database = try SummaryDatabase(path: path)
        pending = Mutex(PendingSummaries())
        self.options = options
    }

    /// Takes in records.
    ///
    /// Those without a battery are passed over: whoever attributed them has counted them; see
    /// ``count(_:)``.
    ///
    /// - Parameters:
    ///   - records: The records; the units of frames in plain.
    ///   - isCounted: Whether they count as arrived; not when they are taken in once more after
    ///     ``withdraw(_:_:)``.
    ///   - mark: How far the records go, in the caller's words; see ``mark()``.
    /// - Throws: ``SummaryError``.
    public func ingest(
        _ records: [TelemetryRecord],
        isCounted: Bool = true,
        mark: String? = nil
    ) throws(SummaryError) {
        try pending.withLock { (pending) throws(SummaryError) in
            for record in records {
                guard let name = record.batteryID else { continue }
                try take(record, of: name, isCounted: isCounted, &pending)
            }
            if let mark { pending.mark = mark }
            guard pending.uncounted >= Self.samplesPerCount else { return }
            pending.uncounted = 0
            guard pending.byteCount > options.mostPendingBytes else { return }
            try write(&pending)
            pending.forgetStretches()
        }
    }

    // Counting the memory costs a walk over all stretches.
    private static let samplesPerCount = 20_000

    private func take(
        _ record: TelemetryRecord,
        of name: String,
        isCounted: Bool,
        _ pending: inout PendingSummaries
    ) throws(SummaryError) {
        let place = try pending.place(of: name, database)
        switch sample(of: record, &pending.scanners) {
        case .badTime: if isCounted { pending.tallies[place].badTime += 1 }
        case .unreadable: if isCounted { pending.tallies[place].unreadable += 1 }
        case .sample(let sample):
            try pending.add(sample, to: place, isCounted: isCounted, database)
        }
    }

    private enum Sampled {
        case sample(Sample)
        case badTime
        case unreadable
    }

    private func sample(of record: TelemetryRecord, _ scanners: inout ReportScanners) -> Sampled {
        switch record.kind {
        case .frame:
            guard let header = try? FrameHeader(unsafe record.bytes.span.bytes) else {
                return .unreadable
            }
            let reading = options.reading(header.sender)
            let box = scanners[reading.schema]
            guard (try? box.scanner.scan(unsafe record.bytes.span.bytes)) != nil else {
                return .unreadable
            }
            let atMs = box.scanner.time.soundMs(
                receivedMs: record.receivedMs,
                marginMs: options.clockMarginMs
            )
            guard let atMs, let second = UInt32(exactly: atMs / 1_000) else { return .badTime }
            return .sample(Sample(box.scanner, second: second, reading.sign))
        case .stationRecord:
            guard var reader = try? StationRecordReader(record.bytes),
                let station = try? reader.next()?.record
            else { return .unreadable }
            let (limit, overflow) = record.receivedMs
                .addingReportingOverflow(options.clockMarginMs)
            guard overflow || station.atMs <= limit, let sample = Sample(station) else {
                return .badTime
            }
            return .sample(sample)
        }
    }

    /// Adds what was attributed to none since the last call; it is written with the next flush.
    public func count(_ strays: StrayCounts) {
        pending.withLock { $0.strays.add(strays) }
    }

    /// Writes what was taken in.
    ///
    /// - Parameter mark: How far the records go, in the caller's words; see ``mark()``.
    /// - Throws: ``SummaryError``; what was taken in is then kept for the next call.
    public func flush(mark: String? = nil) throws(SummaryError) {
        try pending.withLock { (pending) throws(SummaryError) in
            if let mark { pending.mark = mark }
            try write(&pending)
            if pending.byteCount > options.mostPendingBytes / 2 { pending.forgetStretches() }
        }
    }

    func write(_ pending: inout PendingSummaries) throws(SummaryError) {
        try database.write { try pending.write($0) }
        pending.markWritten()
    }

    /// The mark of the last flush that had one; `nil` if there was none.
    public func mark() throws(SummaryError) -> String? {
        try database.read { try String.fetchOne($0, sql: "SELECT mark FROM progress") }
    }

    /// Writes what was taken in, and closes the file.
    public func close() throws(SummaryError) {
        try flush()
        try database.close()
    }
}
