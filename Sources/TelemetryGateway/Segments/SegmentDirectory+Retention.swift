extension SegmentDirectory {
    /// Deletes the records of the segments that were received before a moment, wholly, and whose
    /// anchors are proven; see ``delete(_:)``.
    ///
    /// - Parameters:
    ///   - ms: The moment, Unix milliseconds.
    ///   - first: The first segment to keep in any case, as it is still to be read.
    /// - Returns: The numbers of the segments, in order.
    /// - Throws: ``SegmentError``; what was deleted by then stays deleted.
    @discardableResult
    public func deleteAll(
        receivedBefore ms: UInt64,
        keepingFrom first: UInt64
    ) throws(SegmentError) -> [UInt64] {
        let anchored = Set(try numbers(.receipt))
        var deleted: [UInt64] = []
        // Numbers rise with time, so the first that is kept ends it.
        for number in try numbers(.segment) {
            guard number < first, anchored.contains(number), try closed(number).footer.lastMs < ms
            else { break }
            try delete(number)
            deleted.append(number)
        }
        return deleted
    }
}
