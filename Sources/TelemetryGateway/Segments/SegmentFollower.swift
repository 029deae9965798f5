import Verification

/// Where a follower stands: so many records of so many segments are behind it.
public struct SegmentPosition: Hashable, Sendable, Comparable {
    /// The segment, from 1.
    public var number: UInt64
    /// How many of its records have been read.
    public var index: UInt64

    /// Before the first record.
    public static let start = SegmentPosition(number: 1, index: 0)

    /// Names a position.
    public init(number: UInt64, index: UInt64) {
        self.number = number
        self.index = index
    }

    /// Reads a position as ``text`` writes it.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = UInt64(parts[0]), let index = UInt64(parts[1]),
            (1...SegmentDirectory.maximumNumber).contains(number)
        else { return nil }
        self.init(number: number, index: index)
    }

    /// Such as `7:4096`.
    public var text: String { "\(number):\(index)" }

    public static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.number, lhs.index) < (rhs.number, rhs.index)
    }
}

/// Reads the records of a directory in their order, from any position on, as they reach the disk.
///
/// Segments whose records were deleted, and numbers that are missing, are passed over.
public struct SegmentFollower {
    /// What comes next.
    public private(set) var position: SegmentPosition

    private let directory: SegmentDirectory
    private let horizon: SegmentHorizon?
    private var reader: SegmentReader?

    /// Begins at a position; one beyond the end of a segment counts as its end.
    ///
    /// - Parameters:
    ///   - directory: The segments.
    ///   - position: Where to begin.
    ///   - horizon: How far the writer's records are on the disk; `nil` when nobody writes.
    public init(
        _ directory: SegmentDirectory,
        from position: SegmentPosition = .start,
        upTo horizon: SegmentHorizon? = nil
    ) {
        self.directory = directory
        self.position = position
        self.horizon = horizon
    }

    /// The next records, at most so many; none if nothing more is on the disk.
    ///
    /// - Parameters:
    ///   - most: The most records.
    ///   - end: Where to stop.
    /// - Returns: The records.
    /// - Throws: ``SegmentError`` for what is damaged.
    public mutating func next(
        _ most: Int,
        before end: SegmentPosition = SegmentPosition(number: .max, index: 0)
    ) throws(SegmentError) -> [TelemetryRecord] {
        let place =
            horizon?.place ?? SegmentHorizon.Place(number: .max, byteCount: nil)
        var records: [TelemetryRecord] = []
        try reader?.lookAgain(upTo: place)
        while records.count < most, position < end, try open(upTo: place) {
            if let entry = try reader?.next() {
                // What was read before the follower began.
                guard entry.index >= position.index else { continue }
                position.index = entry.index + 1
                if let record = TelemetryRecord(entry.record) { records.append(record) }
            } else if reader?.footer != nil || position.number < place.number {
                position = SegmentPosition(number: position.number + 1, index: 0)
                reader = nil
            } else {
                break
            }
        }
        return records
    }

    /// Opens the segment of the position, or the next that there is; `false` if there is none.
    private mutating func open(
        upTo place: SegmentHorizon.Place
    ) throws(SegmentError) -> Bool {
        guard reader == nil else { return true }
        guard position.number <= place.number else { return false }
        if try openReader(upTo: place) { return true }
        // It was deleted, or its number left out.
        let later = try directory.numbers(.segment).first { $0 > position.number }
        guard let later, later <= place.number else { return false }
        position = SegmentPosition(number: later, index: 0)
        return try openReader(upTo: place)
    }

    private mutating func openReader(
        upTo place: SegmentHorizon.Place
    ) throws(SegmentError) -> Bool {
        do throws(SegmentError) {
            reader = try SegmentReader(directory, number: position.number, upTo: place)
            return true
        } catch {
            if case .file(_, .missing) = error { return false }
            throw error
        }
    }
}
