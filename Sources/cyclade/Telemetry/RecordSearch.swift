import TelemetryGateway
import Verification

/// Looks for a record in the closed segments, from the newest back.
enum RecordSearch {
    /// The record of these bytes.
    case bytes([UInt8])
    /// The newest of a battery that was received by a moment, Unix milliseconds.
    case newest(_ battery: String, by: UInt64)

    /// The record's place; `nil` if there is none.
    func place(in directory: SegmentDirectory) throws(SegmentError) -> SegmentPosition? {
        for number in try directory.numbers(.segment).reversed() {
            do throws(SegmentError) {
                guard try mayHold(directory.closed(number)) else { continue }
                if let index = try index(in: SegmentReader(directory, number: number)) {
                    return SegmentPosition(number: number, index: index)
                }
            } catch {
                // The newest is still being written.
                guard case .notClosed = error else { throw error }
            }
        }
        return nil
    }

    /// What a segment's list of batteries and its span of time say.
    private func mayHold(_ segment: ClosedSegment) -> Bool {
        switch self {
        case .bytes: true
        case .newest(let battery, let by):
            segment.footer.firstMs <= by
                && segment.footer.batteries.contains { $0.batteryID == battery }
        }
    }

    private func index(in reader: consuming SegmentReader) throws(SegmentError) -> UInt64? {
        var reader = reader
        var found: UInt64?
        while let entry = try reader.next() {
            switch self {
            case .bytes(let bytes): if entry.record.bytes == bytes { return entry.index }
            case .newest(let battery, let by):
                if entry.record.batteryID == battery, entry.record.receivedMs <= by {
                    found = entry.index
                }
            }
        }
        return found
    }
}
