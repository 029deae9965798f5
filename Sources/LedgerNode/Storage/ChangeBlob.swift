import Vocabulary

/// The records that a block wrote, as one blob: path (32 bytes), length (4, big-endian), bytes.
///
/// Those that it changed come first: a copy of one of them made for the rolling copy is older.
enum ChangeBlob {
    /// A blob and the block that wrote it.
    struct Stored: Sendable {
        let height: UInt64
        let bytes: [UInt8]
    }

    private static let headerByteCount = Digest.byteCount + 4

    static func encode(_ records: [StoredBytes]) -> [UInt8] {
        var blob: [UInt8] = []
        blob.reserveCapacity(records.reduce(0) { $0 + headerByteCount + $1.bytes.count })
        for record in records {
            let words = record.path.words
            for word in [words.0, words.1, words.2, words.3] {
                unsafe withUnsafeBytes(of: word.bigEndian) { unsafe blob.append(contentsOf: $0) }
            }
            let count = UInt32(record.bytes.count)
            unsafe withUnsafeBytes(of: count.bigEndian) { unsafe blob.append(contentsOf: $0) }
            blob.append(contentsOf: record.bytes)
        }
        return blob
    }

    /// Calls `body` with the path of each record in `blob`, and the place of its bytes.
    ///
    /// - Returns: Whether the blob is whole; if not, `body` saw what comes before the damage.
    static func forEachRecord(
        in blob: [UInt8],
        _ body: (_ path: Digest, _ place: Range<Int>) -> Void
    ) -> Bool {
        var offset = 0
        while offset < blob.count {
            let start = offset + headerByteCount
            guard start <= blob.count else { return false }
            let (path, count) = header(of: blob, at: offset)
            guard count <= blob.count - start else { return false }
            body(path, start..<start + count)
            offset = start + count
        }
        return true
    }

    /// The path and the length at `offset`, where there is room for both.
    private static func header(of blob: [UInt8], at offset: Int) -> (path: Digest, count: Int) {
        unsafe blob[offset..<offset + headerByteCount].withUnsafeBytes { header in
            let count = unsafe header.loadUnaligned(
                fromByteOffset: Digest.byteCount,
                as: UInt32.self
            )
            return (unsafe Digest(reading: header), Int(UInt32(bigEndian: count)))
        }
    }
}
