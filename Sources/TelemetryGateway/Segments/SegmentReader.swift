import MerkleLog
public import Verification
public import Vocabulary

/// A record of a segment and its place there.
public struct SegmentEntry: Hashable, Sendable {
    /// Its place, from 0.
    public let index: UInt64
    /// Where it lies in the file.
    public let offset: Int
    /// The leaf of the segment's tree.
    public let leaf: [UInt8]
    /// The hash of the leaf.
    public let leafHash: Digest
    /// What the leaf says.
    public let record: EvidenceRecord
}

/// Reads a segment from its first record to its last, and checks everything on the way.
///
/// Holds one piece of the file, and a few hashes for each battery. An open segment may be read
/// while it is being written: it ends where it ended when the reader was made.
///
/// ```swift
/// var reader = try SegmentReader(directory, number: 7)
/// while let entry = try reader.next() { print(entry.record.receivedMs) }
/// ```
public struct SegmentReader {
    /// How the segment begins.
    public let header: SegmentHeader
    /// How it ends; `nil` for an open segment.
    public private(set) var footer: SegmentFooter?

    /// What was read so far.
    private(set) var tally = SegmentTally()
    /// Where the next record begins, or the last one ended.
    private(set) var offset: Int

    private let file: SegmentFile
    /// Where the records end at the latest.
    private var end: Int
    private var piece: ArraySlice<UInt8> = []
    private var isDone = false

    private static let pieceByteCount = 256 << 10

    /// Opens a segment.
    ///
    /// - Throws: ``SegmentError/missing(number:)`` or ``SegmentError/deleted(number:)``, or what is
    ///   wrong with its header or footer.
    public init(_ directory: SegmentDirectory, number: UInt64) throws(SegmentError) {
        guard directory.holds(number, .segment) else {
            if directory.holds(number, .tombstone) { throw .deleted(number: number) }
            throw .missing(number: number)
        }
        try self.init(SegmentFile(directory.file(number, .segment), .read), number: number)
    }

    /// Reads a file; see ``SegmentBounds`` for one that may be torn.
    init(
        _ file: SegmentFile,
        number: UInt64,
        ending: SegmentEnding = .whole
    ) throws(SegmentError) {
        let bounds = try SegmentBounds(file, number: number, ending: ending)
        self.file = file
        header = bounds.header
        footer = bounds.end?.footer
        offset = bounds.start
        end = bounds.end?.offset ?? bounds.byteCount
    }

    /// The next record; `nil` after the last.
    ///
    /// After the last record of a closed segment, its footer is compared with the records. An open
    /// segment ends before the first record that is not whole.
    ///
    /// - Throws: ``SegmentError/damaged(path:offset:_:)`` for a closed segment that is not whole.
    public mutating func next() throws(SegmentError) -> SegmentEntry? {
        guard !isDone else { return nil }
        guard offset < end || footer == nil else { return try finish() }
        guard let (leaf, byteCount) = try nextLeaf() else {
            guard footer == nil else { throw damaged(.record) }
            return try finish()
        }
        guard let record = try? EvidenceRecord(leaf: leaf.bytes) else { throw damaged(.record) }
        let entry = SegmentEntry(
            index: tally.recordCount,
            offset: offset,
            leaf: leaf.bytes,
            leafHash: leaf.hash,
            record: record
        )
        // No writer makes such a segment; it bounds what this one holds.
        guard tally.hasRoom(for: record.batteryID) else { throw damaged(.record) }
        tally.add(leaf: leaf.hash, receivedMs: record.receivedMs, batteryID: record.batteryID)
        piece = piece.dropFirst(byteCount)
        offset += byteCount
        return entry
    }

    /// Opens a segment that its writer may still have open, as far as it is on the disk.
    init(
        _ directory: SegmentDirectory,
        number: UInt64,
        upTo horizon: SegmentHorizon.Place
    ) throws(SegmentError) {
        let limit = horizon.limit(in: number)
        let file = try SegmentFile(directory.file(number, .segment), .read)
        try self.init(file, number: number, ending: limit == nil ? .whole : .open)
        if let limit { end = limit }
    }

    /// Goes on with what is on the disk since of a segment that was open.
    ///
    /// - Throws: What is wrong with it.
    mutating func lookAgain(upTo horizon: SegmentHorizon.Place) throws(SegmentError) {
        guard footer == nil else { return }
        if let limit = horizon.limit(in: header.number) {
            end = limit
        } else {
            let bounds = try SegmentBounds(file, number: header.number)
            footer = bounds.end?.footer
            end = bounds.end?.offset ?? bounds.byteCount
        }
        piece = []
        isDone = false
    }

    /// The leaf that comes next, with its check; `nil` if it is not whole.
    private mutating func nextLeaf() throws(SegmentError) -> (
        leaf: (bytes: [UInt8], hash: Digest), byteCount: Int
    )? {
        try fill(4)
        var cursor = SegmentCursor(piece)
        guard let length = cursor.number(UInt32.self), length != SegmentFooter.marker,
            length <= EvidenceRecord.maximumByteCount
        else { return nil }
        let byteCount = Int(length) + RecordBatch.framingByteCount
        try fill(byteCount)
        cursor = SegmentCursor(piece.dropFirst(4))
        guard let bytes = cursor.bytes(Int(length)), let check = cursor.number(UInt64.self) else {
            return nil
        }
        let hash = LogHash.leaf(bytes)
        guard check == SegmentFormat.check(of: hash) else { return nil }
        return ((Array(bytes), hash), byteCount)
    }

    /// Reads on until the piece has `count` bytes, or the records end.
    private mutating func fill(_ count: Int) throws(SegmentError) {
        guard piece.count < count else { return }
        let position = offset + piece.count
        let wanted = min(Self.pieceByteCount, end - position)
        guard wanted > 0 else { return }
        piece = try (Array(piece) + file.read(wanted, at: position))[...]
    }

    /// Compares the records with the footer, if there is one.
    private mutating func finish() throws(SegmentError) -> SegmentEntry? {
        isDone = true
        guard let footer else { return nil }
        guard tally.recordCount == footer.recordCount else {
            throw damaged(.contradiction(.count))
        }
        let found = tally.footer
        guard found.segmentRoot == footer.segmentRoot else {
            throw damaged(.contradiction(.root))
        }
        guard found.firstMs == footer.firstMs, found.lastMs == footer.lastMs else {
            throw damaged(.contradiction(.span))
        }
        guard found == footer else { throw damaged(.contradiction(.batteries)) }
        return nil
    }

    private func damaged(_ damage: SegmentDamage) -> SegmentError {
        .damaged(path: file.path, offset: offset, damage)
    }
}

extension SegmentDirectory {
    /// Reads a whole segment and checks it.
    ///
    /// - Returns: The segment, which is closed.
    /// - Throws: ``SegmentError/notClosed(number:)``, or what is wrong with it.
    @discardableResult
    public func check(_ number: UInt64) throws(SegmentError) -> ClosedSegment {
        var reader = try SegmentReader(self, number: number)
        guard let footer = reader.footer else { throw .notClosed(number: number) }
        while try reader.next() != nil {}
        return ClosedSegment(header: reader.header, footer: footer)
    }
}
