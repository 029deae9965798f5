import Vocabulary

import protocol Crypto.HashFunction
import struct Crypto.SHA256

/// The three uses of SHA-256 in a state map.
///
/// A leaf and an inner node have the same length and differ in their first byte, so that neither
/// can be passed off as the other. An empty subtree has no bytes: its hash is ``Digest/zero``.
enum NodeHash {
    static let empty = Digest.zero

    static func leaf(path: Digest, valueHash: Digest) -> Digest {
        hash(tag: 0x00, path, valueHash)
    }

    static func inner(_ left: Digest, _ right: Digest) -> Digest {
        hash(tag: 0x01, left, right)
    }

    static func bytes(_ bytes: [UInt8]) -> Digest {
        unsafe bytes.withUnsafeBytes { unsafe sha256($0) }
    }

    private static func hash(tag: UInt8, _ first: Digest, _ second: Digest) -> Digest {
        let count = 1 + 2 * Digest.byteCount
        return unsafe withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { buffer in
            unsafe buffer.storeBytes(of: tag, as: UInt8.self)
            unsafe store(first, in: buffer, at: 1)
            unsafe store(second, in: buffer, at: 1 + Digest.byteCount)
            return unsafe sha256(UnsafeRawBufferPointer(buffer))
        }
    }

    // Unlike `Digest.write(to:)` it needs no slice, which costs as much as the copy.
    @unsafe
    @inline(__always)
    private static func store(
        _ digest: Digest,
        in buffer: UnsafeMutableRawBufferPointer,
        at offset: Int
    ) {
        let words = digest.words
        unsafe buffer.storeBytes(of: words.0.bigEndian, toByteOffset: offset, as: UInt64.self)
        unsafe buffer.storeBytes(of: words.1.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
        unsafe buffer.storeBytes(of: words.2.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
        unsafe buffer.storeBytes(of: words.3.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
    }

    @unsafe
    private static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var hasher = SHA256()
        unsafe hasher.update(bufferPointer: bytes)
        return unsafe hasher.finalize().withUnsafeBytes { unsafe Digest(reading: $0) }
    }
}
