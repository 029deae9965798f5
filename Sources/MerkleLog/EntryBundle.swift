public import Vocabulary

/// Up to 256 entries in one resource: for each a 16-bit big-endian length, then its bytes.
///
/// A collection of its entries, each a slice of ``bytes``.
///
/// - **Source.** C2SP tlog-tiles, “Log entries”.
public struct EntryBundle: Hashable, Sendable {
    /// The most entries in a bundle.
    public static let maximumCount = TileID.fullWidth
    /// The most bytes in an entry.
    public static let maximumEntryByteCount = Int(UInt16.max)

    /// Why an entry or a bundle is refused.
    public enum Refusal: Error, Hashable, Sendable {
        /// The entry has more than 65,535 bytes.
        case entryTooLong(byteCount: Int)
        /// The bundle holds 256 entries already, or the bytes hold more than that.
        case full
        /// The bytes end within the entry that starts at `offset`.
        case truncated(offset: Int)
    }

    /// The encoded bundle.
    public private(set) var bytes: [UInt8] = []

    // Where each entry begins, after its length, and at the end where the next one would.
    private var starts = [lengthByteCount]

    private static let lengthByteCount = 2

    /// Creates a bundle without entries.
    public init() {}

    /// Reads an encoded bundle.
    ///
    /// No bytes are an empty bundle: compare `count` with the width that the bundle should have.
    ///
    /// - Throws: ``Refusal/truncated(offset:)`` or ``Refusal/full``.
    public init(decoding bytes: [UInt8]) throws(Refusal) {
        var offset = 0
        while offset < bytes.count {
            guard starts.count <= Self.maximumCount else { throw .full }
            guard bytes.count - offset >= Self.lengthByteCount else {
                throw .truncated(offset: offset)
            }
            let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
            let start = offset + Self.lengthByteCount
            guard bytes.count - start >= length else { throw .truncated(offset: offset) }
            offset = start + length
            starts.append(offset + Self.lengthByteCount)
        }
        self.bytes = bytes
    }

    /// Adds an entry at the end.
    ///
    /// - Throws: ``Refusal/entryTooLong(byteCount:)`` or ``Refusal/full``; the bundle is as it was.
    public mutating func append(_ entry: some Collection<UInt8>) throws(Refusal) {
        guard starts.count <= Self.maximumCount else { throw .full }
        guard let length = UInt16(exactly: entry.count) else {
            throw .entryTooLong(byteCount: entry.count)
        }
        bytes.append(UInt8(length >> 8))
        bytes.append(UInt8(length & 0xFF))
        bytes.append(contentsOf: entry)
        starts.append(bytes.count + Self.lengthByteCount)
    }

    /// The leaf hashes of the entries, in order.
    public var leafHashes: [Digest] { map { LogHash.leaf($0) } }
}

extension EntryBundle: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { starts.count - 1 }

    /// The bytes of the entry at `position` of the bundle.
    ///
    /// - Precondition: `position` is within `0..<count`.
    public subscript(position: Int) -> ArraySlice<UInt8> {
        bytes[starts[position]..<(starts[position + 1] - Self.lengthByteCount)]
    }
}
