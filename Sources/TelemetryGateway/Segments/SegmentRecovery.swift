/// What was done on opening about a segment that its writer did not close.
public struct SegmentRecovery: Hashable, Sendable {
    /// The segment.
    public let number: UInt64
    /// How many whole records it had; with none it is gone, and its number is used again.
    public let recordCount: UInt64
    /// How many bytes came after the last whole record; they lie in a file of their own.
    public let cutByteCount: Int
}

extension SegmentDirectory {
    /// The end of the chain in this directory; `nil` if there is no segment.
    func newest() throws(SegmentError) -> ClosedSegment? {
        let numbers = try numbers(.segment) + numbers(.tombstone)
        return try numbers.max().map { number throws(SegmentError) in try closed(number) }
    }

    /// Closes the newest segment at its last whole record, if its writer did not close it.
    ///
    /// Everything that was acknowledged is before that: a record is acknowledged only when it and
    /// all before it are on the disk. What comes after is kept aside.
    func recover() throws(SegmentError) -> SegmentRecovery? {
        guard let number = try numbers(.segment).last else { return nil }
        let path = file(number, .segment)
        let segment = try SegmentFile(path, .write)
        if try isUnbegun(segment, number) {
            try SegmentFile.remove(path)
            return SegmentRecovery(number: number, recordCount: 0, cutByteCount: 0)
        }
        guard try !isWhole(segment, number) else { return nil }
        var reader = try SegmentReader(segment, number: number, ending: .open)
        while try reader.next() != nil {}
        let cut = try cutTail(of: segment, number, from: reader.offset)
        let recordCount = reader.tally.recordCount
        if recordCount == 0 {
            try SegmentFile.remove(path)
        } else {
            try segment.write(reader.tally.footer.encoded[...], at: reader.offset)
            try segment.sync()
        }
        return SegmentRecovery(number: number, recordCount: recordCount, cutByteCount: cut)
    }

    /// Whether a segment ends in a footer that its records bear out.
    ///
    /// Frames hold what their sender likes, also what looks like a footer where a crash cut the file.
    private func isWhole(_ segment: SegmentFile, _ number: UInt64) throws(SegmentError) -> Bool {
        var reader = try SegmentReader(segment, number: number, ending: .torn)
        guard reader.footer != nil else { return false }
        do throws(SegmentError) {
            while try reader.next() != nil {}
            return true
        } catch {
            guard case .damaged = error else { throw error }
            return false
        }
    }

    /// Whether a file was never more than a header, and not all of that.
    ///
    /// A header is on the disk before the first record is written.
    private func isUnbegun(_ segment: SegmentFile, _ number: UInt64) throws(SegmentError) -> Bool {
        guard try segment.byteCount() < SegmentHeader.maximumByteCount else { return false }
        let bytes = try segment.read(SegmentHeader.maximumByteCount, at: 0)
        return (try? SegmentHeader.read(bytes)) == nil
    }

    /// Puts what comes after `offset` into a file of its own, then cuts it off.
    private func cutTail(
        of segment: SegmentFile,
        _ number: UInt64,
        from offset: Int
    ) throws(SegmentError) -> Int {
        let cut = try segment.byteCount() - offset
        guard cut > 0 else { return 0 }
        let tail = try SegmentFile(file(number, .tail), .replace)
        var copied = 0
        while copied < cut {
            let piece = try segment.read(min(1 << 20, cut - copied), at: offset + copied)
            guard !piece.isEmpty else { break }
            try tail.write(piece[...], at: copied)
            copied += piece.count
        }
        try tail.sync()
        try SegmentFile.syncDirectory(of: tail.path)
        try segment.truncate(to: offset)
        try segment.sync()
        return cut
    }
}
