import GBT32960
import Verification

extension SegmentDirectory {
    /// What the records of a battery had to tell of its single cells.
    public struct CellCounts: Hashable, Sendable {
        /// Reports of which the cells are known.
        public internal(set) var samples = 0
        /// Reports of any time whose unit is encrypted: the keys are the gateway's.
        public internal(set) var encrypted = 0

        /// Counts of nothing.
        public init() {}
    }

    /// Tells the single cells of a battery, in the order in which its vehicles' reports came.
    ///
    /// A report counts for the battery that it was attributed to when it came. Segments without the
    /// battery are not read; one that is still being written is read as far as it goes.
    ///
    /// - Parameters:
    ///   - batteryID: The battery.
    ///   - seconds: Of what time, in Unix seconds.
    ///   - body: Takes the next sample.
    /// - Returns: How many there were.
    /// - Throws: ``SegmentError`` for what is damaged, or what `body` throws.
    @discardableResult
    public func forEachCellSample(
        of batteryID: String,
        in seconds: ClosedRange<UInt32> = 0...UInt32.max,
        _ body: (CellSample) throws -> Void
    ) throws -> CellCounts {
        var counts = CellCounts()
        var assembly = CellSampleAssembly()
        for number in try numbers(.segment) {
            var reader = try SegmentReader(self, number: number)
            guard reader.mayHold(batteryID) else { continue }
            while let record = try reader.next()?.record {
                guard record.batteryID == batteryID, record.kind == .frame,
                    let received = try? ReceivedFrame(record.bytes)
                else { continue }
                guard received.header.encryption == .none else {
                    counts.encrypted += 1
                    continue
                }
                guard let (report, second) = received.report(receivedMs: record.receivedMs),
                    seconds.contains(second),
                    let sample = assembly.add(report, received.header.edition, at: second)
                else { continue }
                counts.samples += 1
                try body(sample)
            }
        }
        return counts
    }
}

extension SegmentReader {
    /// Whether records of a battery may be in it; an open segment does not say.
    fileprivate func mayHold(_ batteryID: String) -> Bool {
        footer?.batteries.contains { $0.batteryID == batteryID } ?? true
    }
}

extension ReceivedFrame {
    /// The report and its own time in Unix seconds; `nil` for anything else.
    fileprivate func report(receivedMs: UInt64) -> (VehicleReport, UInt32)? {
        guard [.realtime, .reissue].contains(header.command),
            case .report(let report) = frame.unit.content,
            let atMs = report.time.soundMs(
                receivedMs: receivedMs,
                marginMs: FrameIntake.usualClockMarginMs
            ),
            let second = UInt32(exactly: atMs / 1_000)
        else { return nil }
        return (report, second)
    }
}
