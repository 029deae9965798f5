import Vocabulary

/// The records that a block wrote, as one blob: path (32 bytes), length (4, big-endian), bytes.
enum ChangeBlob {
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

    /// The records in `blob`; `nil` if it is damaged.
    static func decode(_ blob: [UInt8]) -> [StoredBytes]? {
        var records: [StoredBytes] = []
        var offset = 0
        while offset < blob.count {
            let body = offset + headerByteCount
            guard body <= blob.count else { return nil }
            let (path, count) = header(of: blob, at: offset)
            guard count <= blob.count - body else { return nil }
            records.append(StoredBytes(path: path, bytes: Array(blob[body..<body + count])))
            offset = body + count
        }
        return records
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
