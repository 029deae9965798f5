/// What the segments of a directory are, taken together.
public struct SegmentChain: Hashable, Sendable {
    /// Every closed segment, with those whose records were deleted, in order.
    public let segments: [ClosedSegment]
    /// The numbers whose records were deleted.
    public let deleted: Set<UInt64>
    /// Numbers from 1 on that nothing is left of: each range is a gap that cannot be explained here.
    public let missing: [ClosedRange<UInt64>]
    /// The segment that is being written, if there is one.
    public let open: UInt64?
}

extension SegmentDirectory {
    /// Checks that the segments continue each other; their records are not read.
    ///
    /// Deleted segments count: their header and footer are kept. Across numbers that are missing
    /// nothing can be checked here; the ledger has the roots that were anchored.
    ///
    /// - Throws: ``SegmentError/brokenChain(number:)``, or what is wrong with a file.
    public func chain() throws(SegmentError) -> SegmentChain {
        let held = try numbers(.segment)
        let deleted = try numbers(.tombstone).filter { !held.contains($0) }
        var segments: [ClosedSegment] = []
        var missing: [ClosedRange<UInt64>] = []
        var open: UInt64?
        var last = SegmentLink.none
        for number in (held + deleted).sorted() {
            if number == held.last, try isOpen(number) {
                open = number
                continue
            }
            let segment = try closed(number)
            if number > last.number + 1 {
                missing.append(last.number + 1...number - 1)
            } else {
                guard segment.header.previousRoot == last.root else {
                    throw .brokenChain(number: number)
                }
            }
            segments.append(segment)
            last = segment.link
        }
        return SegmentChain(
            segments: segments,
            deleted: Set(deleted),
            missing: missing,
            open: open
        )
    }

    private func isOpen(_ number: UInt64) throws(SegmentError) -> Bool {
        let file = try SegmentFile(file(number, .segment), .read)
        return try SegmentBounds(file, number: number).end == nil
    }
}
