/// What is known of how a segment's file ends.
enum SegmentEnding: Hashable {
    /// In a footer that is whole, or in none.
    case whole
    /// As a crash left it: a footer that is not whole counts as none.
    case torn
    /// In no footer: what looks like one is part of a record.
    case open
}

/// Where the records of a file lie: between its header and its footer.
struct SegmentBounds {
    let header: SegmentHeader
    /// The offset of the first record.
    let start: Int
    /// The footer and its offset; `nil` in an open segment.
    let end: (footer: SegmentFooter, offset: Int)?
    /// The size of the file when it was looked at.
    let byteCount: Int

    /// The most bytes that a segment's file may have: its records, and the largest footer.
    static let maximumByteCount = SegmentLimits.maximumByteCount + SegmentFooter.maximumByteCount

    /// Looks at both ends of a file.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - number: Which segment it is.
    ///   - ending: Whether there is a footer to look for.
    /// - Throws: What is wrong with either end.
    init(
        _ file: SegmentFile,
        number: UInt64,
        ending: SegmentEnding = .whole
    ) throws(SegmentError) {
        byteCount = try file.byteCount()
        guard byteCount <= Self.maximumByteCount else {
            throw .file(path: file.path, .tooLarge(limit: Self.maximumByteCount))
        }
        let first = try file.read(SegmentHeader.maximumByteCount, at: 0)
        let found = try file.damaged(at: 0) { () throws(SegmentDamage) in
            try SegmentHeader.read(first)
        }
        guard found.header.number == number else {
            throw .damaged(path: file.path, offset: 0, .number(found.header.number))
        }
        (header, start) = (found.header, found.byteCount)
        guard ending != .open else {
            end = nil
            return
        }
        do throws(SegmentError) {
            end = try Self.end(of: file, from: start, byteCount: byteCount)
        } catch {
            guard ending == .torn, case .damaged = error else { throw error }
            end = nil
        }
    }

    private static func end(
        of file: SegmentFile,
        from start: Int,
        byteCount: Int
    ) throws(SegmentError) -> (footer: SegmentFooter, offset: Int)? {
        let fixed = SegmentFooter.endByteCount
        guard byteCount - start >= fixed else { return nil }
        let last = try file.read(fixed, at: byteCount - fixed)
        guard let length = SegmentFooter.byteCount(end: last), length <= byteCount - start else {
            return nil
        }
        let offset = byteCount - length
        let bytes = try file.read(length, at: offset)
        let footer = try file.damaged(at: offset) { () throws(SegmentDamage) in
            try SegmentFooter.read(bytes)
        }
        return (footer, offset)
    }
}

extension SegmentFile {
    /// Runs `body`, saying where the damage is that it finds.
    fileprivate func damaged<Value>(
        at offset: Int,
        _ body: () throws(SegmentDamage) -> Value
    ) throws(SegmentError) -> Value {
        do throws(SegmentDamage) {
            return try body()
        } catch {
            throw .damaged(path: path, offset: offset, error)
        }
    }
}
