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
            number > 0
        else { return nil }
        self.init(number: number, index: index)
    }

    /// Such as `7:4096`.
    public var text: String { "\(number):\(index)" }

    public static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.number, lhs.index) < (rhs.number, rhs.index)
    }
}

/// Reads the records of a directory in their order, from any position on, as they are written.
///
/// Segments whose records were deleted, and numbers that are missing, are passed over.
public struct SegmentFollower {
    /// What comes next.
    public private(set) var position: SegmentPosition

    private let directory: SegmentDirectory
    private var reader: SegmentReader?
    /// Whether numbers were looked for beyond the next: only a new writer leaves some out.
    private var hasLooked = false

    /// Begins at a position; one beyond the end of a segment counts as its end.
    public init(_ directory: SegmentDirectory, from position: SegmentPosition = .start) {
        self.directory = directory
        self.position = position
    }

    /// The next records, at most so many; none if nothing more has been written.
    ///
    /// - Throws: ``SegmentError`` for what is damaged.
    public mutating func next(_ most: Int) throws(SegmentError) -> [TelemetryRecord] {
        var records: [TelemetryRecord] = []
        var isFresh = false
        while records.count < most {
            guard try open() else { break }
            if let entry = try reader?.next() {
                // What was read before the follower began.
                guard entry.index >= position.index else { continue }
                position.index = entry.index + 1
                if let record = TelemetryRecord(entry.record) { records.append(record) }
            } else if reader?.footer != nil {
                position = SegmentPosition(number: position.number + 1, index: 0)
                reader = nil
            } else if !isFresh {
                isFresh = true
                try reader?.lookAgain()
            } else {
                break
            }
        }
        return records
    }

    /// Opens the segment of the position, or the next that there is; `false` if there is none.
    private mutating func open() throws(SegmentError) -> Bool {
        guard reader == nil else { return true }
        if !directory.holds(position.number, .segment) {
            guard !hasLooked else { return false }
            hasLooked = true
            let later = try directory.numbers(.segment).first { $0 > position.number }
            guard let later else { return false }
            position = SegmentPosition(number: later, index: 0)
        }
        do throws(SegmentError) {
            reader = try SegmentReader(directory, number: position.number)
        } catch {
            // Its header is being written.
            if case .damaged(_, 0, .header) = error { return false }
            throw error
        }
        return true
    }
}
