/// Takes charge records from a file or a request into the evidence, a line at a time.
public struct StationIntake: Sendable {
    /// A line that was not taken, and why.
    public struct Refusal: Hashable, Sendable, Codable {
        public let line: Int
        public let problem: String
    }

    /// What became of the lines.
    public struct Outcome: Hashable, Sendable, Codable {
        /// How many records are in the evidence.
        public internal(set) var kept = 0
        /// How many lines were not taken.
        public internal(set) var refusedCount = 0
        /// The first of these.
        public internal(set) var refused: [Refusal] = []

        fileprivate mutating func refuse(_ line: Int, _ problem: String) {
            refusedCount += 1
            if refused.count < StationIntake.mostRefusals {
                refused.append(Refusal(line: line, problem: problem))
            }
        }
    }

    /// How many refusals are told.
    static let mostRefusals = 100
    private static let portion = 4_096

    private let sink: any TelemetrySink
    private let now: @Sendable () -> UInt64

    /// Creates an intake.
    ///
    /// - Parameters:
    ///   - sink: Keeps the records.
    ///   - now: The time in Unix milliseconds.
    public init(
        _ sink: any TelemetrySink,
        now: @escaping @Sendable () -> UInt64 = SystemClock.unixMilliseconds
    ) {
        self.sink = sink
        self.now = now
    }

    /// Takes the records of a file or request; what is taken is durable when this returns.
    ///
    /// - Parameters:
    ///   - bytes: JSON lines or CSV.
    ///   - allows: Whether the sender speaks for a station.
    /// - Returns: How many were kept, and which lines were not.
    /// - Throws: ``StationRecordError`` when no record can be read, or the sink's error.
    public func take(
        _ bytes: [UInt8],
        allows: (_ station: String) -> Bool = { _ in true }
    ) async throws -> Outcome {
        var reader = try StationRecordReader(bytes)
        var outcome = Outcome()
        var records: [TelemetryRecord] = []
        while true {
            do throws(StationRecordError) {
                guard let entry = try reader.next() else { break }
                guard allows(entry.record.station) else {
                    outcome.refuse(reader.line, "not for this sender: \(entry.record.station)")
                    continue
                }
                guard entry.record.atMs <= now() + FrameIntake.usualClockMarginMs else {
                    outcome.refuse(reader.line, "'time' lies ahead")
                    continue
                }
                records.append(record(entry))
            } catch {
                outcome.refuse(error.line, "\(error.problem)")
            }
            guard records.count >= Self.portion else { continue }
            try await keep(&records, &outcome)
        }
        try await keep(&records, &outcome)
        return outcome
    }

    private func keep(_ records: inout [TelemetryRecord], _ outcome: inout Outcome) async throws {
        try await sink.append(records)
        outcome.kept += records.count
        records = []
    }

    private func record(_ entry: StationRecordReader.Entry) -> TelemetryRecord {
        TelemetryRecord(
            kind: .stationRecord,
            receivedMs: now(),
            batteryID: entry.record.batteryID,
            bytes: entry.bytes
        )
    }
}
