public import Vocabulary

/// The contents of a tile as bytes: its hashes one after the other, 32 bytes each.
///
/// - **Source.** C2SP tlog-tiles.
public enum TileData {
    /// Bytes that are not the contents of a tile.
    public struct DecodingError: Error, Hashable, Sendable {
        /// The number of bytes; a tile has 32 × `1...256`.
        public let byteCount: Int
    }

    /// Writes the hashes of a tile.
    public static func encode(_ hashes: some Collection<Digest>) -> [UInt8] {
        let byteCount = hashes.count * Digest.byteCount
        return unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            for hash in hashes {
                let room = unsafe UnsafeMutableRawBufferPointer(buffer)[count...]
                unsafe hash.write(to: UnsafeMutableRawBufferPointer(rebasing: room))
                count += Digest.byteCount
            }
        }
    }

    /// Reads the hashes of a tile.
    ///
    /// - Returns: `1...256` hashes.
    /// - Throws: ``DecodingError`` if the bytes are not a whole number of hashes, none, or more
    ///   than a tile holds.
    public static func decode(_ bytes: [UInt8]) throws(DecodingError) -> [Digest] {
        guard bytes.count.isMultiple(of: Digest.byteCount),
            (1...TileID.fullWidth).contains(bytes.count / Digest.byteCount)
        else { throw DecodingError(byteCount: bytes.count) }
        return unsafe bytes.withUnsafeBytes { buffer in
            stride(from: 0, to: buffer.count, by: Digest.byteCount).map { start in
                unsafe Digest(reading: UnsafeRawBufferPointer(rebasing: buffer[start...]))
            }
        }
    }
}
