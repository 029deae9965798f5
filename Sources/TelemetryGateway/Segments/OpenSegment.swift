import Vocabulary

/// The segment that is being written.
final class OpenSegment {
    let header: SegmentHeader
    /// When it was opened, by the writer's steady clock.
    let opened: Duration

    private let file: SegmentFile
    private var byteCount: Int
    private var tally = SegmentTally()

    /// Makes the file, and puts its header and its name on the disk.
    init(
        _ header: SegmentHeader,
        in directory: SegmentDirectory,
        opened: Duration
    ) throws(SegmentError) {
        let bytes = header.encoded
        file = try SegmentFile(directory.file(header.number, .segment), .create)
        try file.write(bytes[...], at: 0)
        try file.sync()
        try SegmentFile.syncDirectory(of: file.path)
        byteCount = bytes.count
        self.header = header
        self.opened = opened
    }

    /// Writes records of a batch from the first of `items` on, as many as have room.
    ///
    /// An empty segment takes one whatever its size.
    ///
    /// - Returns: How many bytes were written; `items` loses what they are of.
    func write(
        _ items: inout ArraySlice<RecordBatch.Item>,
        of batch: RecordBatch,
        from start: Int,
        limit: Int
    ) throws(SegmentError) -> Int {
        var end = start
        let size = byteCount
        while let item = items.first,
            size + item.end - start <= limit || tally.recordCount == 0,
            tally.hasRoom(for: item.batteryID)
        {
            tally.add(leaf: item.leaf, receivedMs: item.receivedMs, batteryID: item.batteryID)
            end = item.end
            items.removeFirst()
        }
        guard end > start else { return 0 }
        try file.write(batch.bytes[start..<end], at: byteCount)
        byteCount += end - start
        return end - start
    }

    /// Where what was written ends.
    var place: SegmentHorizon.Place {
        SegmentHorizon.Place(number: header.number, byteCount: byteCount)
    }

    func sync() throws(SegmentError) {
        try file.sync()
    }

    /// Writes the footer and puts everything on the disk.
    func close() throws(SegmentError) -> ClosedSegment {
        let footer = tally.footer
        try file.write(footer.encoded[...], at: byteCount)
        try file.sync()
        return ClosedSegment(header: header, footer: footer)
    }
}
