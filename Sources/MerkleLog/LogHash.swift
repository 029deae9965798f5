public import Vocabulary

import struct Crypto.SHA256

/// The hashes of a transparency log: SHA-256 with a prefix byte that tells leaves from nodes.
///
/// - **Source.** RFC 9162 §2.1.1 (the same as RFC 6962 §2.1).
public enum LogHash {
    /// The root of the tree without leaves: SHA-256 of no bytes.
    public static let empty = Digest(finishing: SHA256())

    private static let leafPrefix: UInt8 = 0x00
    private static let nodePrefix: UInt8 = 0x01

    /// The hash of a leaf: SHA-256(0x00 ‖ entry).
    ///
    /// The bytes are hashed where they lie if they are contiguous, and copied once otherwise.
    @inlinable
    public static func leaf(_ entry: some Collection<UInt8>) -> Digest {
        let hash = entry.withContiguousStorageIfAvailable { bytes in
            unsafe leaf(UnsafeRawBufferPointer(bytes))
        }
        return hash ?? leaf(Array(entry))
    }

    /// The hash of a leaf whose bytes lie in `entry`: SHA-256(0x00 ‖ entry).
    @unsafe
    public static func leaf(_ entry: UnsafeRawBufferPointer) -> Digest {
        var hasher = SHA256()
        unsafe withUnsafeBytes(of: leafPrefix) { unsafe hasher.update(bufferPointer: $0) }
        unsafe hasher.update(bufferPointer: entry)
        return Digest(finishing: hasher)
    }

    /// The hash of a node: SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        let byteCount = 1 + 2 * Digest.byteCount
        // One update over one stack buffer: three updates take half as long again.
        return unsafe withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 1) { buffer in
            unsafe buffer[0] = nodePrefix
            unsafe left.write(to: UnsafeMutableRawBufferPointer(rebasing: buffer[1...]))
            let second = unsafe buffer[(1 + Digest.byteCount)...]
            unsafe right.write(to: UnsafeMutableRawBufferPointer(rebasing: second))
            var hasher = SHA256()
            unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return Digest(finishing: hasher)
        }
    }
}

extension Digest {
    /// The SHA-256 of what `hasher` has been given.
    init(finishing hasher: SHA256) {
        self = unsafe hasher.finalize().withUnsafeBytes { unsafe Digest(reading: $0) }
    }
}
