import Rulebook
import Vocabulary

/// The history links of a block as one blob: path prefix (8 bytes), leaf and previous leaf + 1
/// (8 each, big-endian), ordered as they happened.
enum HistoryLinks {
    private static let byteCount = 24

    static func encode(_ links: [HistoryLink]) -> [UInt8] {
        var blob: [UInt8] = []
        blob.reserveCapacity(links.count * byteCount)
        for link in links {
            for word in [link.path.words.0, link.leaf, link.previous.map { $0 + 1 } ?? 0] {
                unsafe withUnsafeBytes(of: word.bigEndian) { unsafe blob.append(contentsOf: $0) }
            }
        }
        return blob
    }

    /// The leaf that changed the record at `path` before `leaf` did; `nil` for the first.
    ///
    /// - Throws: ``StoreError/corrupt(_:)`` when the blob has no such link.
    static func previous(
        of leaf: UInt64,
        for path: Digest,
        in blob: [UInt8]
    ) throws(StoreError) -> UInt64? {
        for start in stride(from: 0, to: blob.count - byteCount + 1, by: byteCount) {
            func word(_ index: Int) -> UInt64 {
                blob[start + index * 8..<start + index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
            }
            guard word(0) == path.words.0, word(1) == leaf else { continue }
            return word(2) == 0 ? nil : word(2) - 1
        }
        throw .corrupt("the block of leaf \(leaf) has no link of that record's history")
    }
}
