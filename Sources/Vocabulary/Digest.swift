/// A 32-byte SHA-256 value: the name of some bytes.
///
/// Kept as four big-endian words, so that it needs no allocation, hashes fast as a dictionary key,
/// and compares in the order of its bytes.
public struct Digest: Hashable, Sendable {
    /// The number of bytes in a digest.
    public static let byteCount = 32

    /// The digest whose bytes are all zero; not the digest of any known bytes.
    public static let zero = Digest(0, 0, 0, 0)

    let word0: UInt64
    let word1: UInt64
    let word2: UInt64
    let word3: UInt64

    /// Creates a digest from its words, most significant first.
    public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// Hashes the first word only: those of digests differ as random numbers do.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(word0)
    }

    /// Creates a digest from exactly 32 bytes; `nil` for any other count.
    public init?(_ bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var count = 0
        for byte in bytes {
            guard count < Self.byteCount else { return nil }
            switch count >> 3 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
            count += 1
        }
        guard count == Self.byteCount else { return nil }
        self.init(words.0, words.1, words.2, words.3)
    }

    /// Creates a digest from 64 lower- or upper-case hexadecimal digits; `nil` for anything else.
    public init?(hex: some StringProtocol) {
        guard let bytes = [UInt8](hex: hex) else { return nil }
        self.init(bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
            unsafe write(to: UnsafeMutableRawBufferPointer(buffer))
            count = Self.byteCount
        }
    }

    /// The words, most significant first.
    public var words: (UInt64, UInt64, UInt64, UInt64) { (word0, word1, word2, word3) }

    /// Writes the 32 bytes at the start of `buffer`.
    ///
    /// - Precondition: `buffer` has room for 32 bytes.
    @unsafe
    public func write(to buffer: UnsafeMutableRawBufferPointer) {
        precondition(buffer.count >= Self.byteCount, "a digest needs 32 bytes of room")
        unsafe buffer.storeBytes(of: word0.bigEndian, toByteOffset: 0, as: UInt64.self)
        unsafe buffer.storeBytes(of: word1.bigEndian, toByteOffset: 8, as: UInt64.self)
        unsafe buffer.storeBytes(of: word2.bigEndian, toByteOffset: 16, as: UInt64.self)
        unsafe buffer.storeBytes(of: word3.bigEndian, toByteOffset: 24, as: UInt64.self)
    }

    /// Reads a digest from the first 32 bytes of `buffer`.
    ///
    /// - Precondition: `buffer` holds at least 32 bytes.
    @unsafe
    public init(reading buffer: UnsafeRawBufferPointer) {
        precondition(buffer.count >= Self.byteCount, "a digest is 32 bytes")
        func word(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: unsafe buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        self.init(word(0), word(8), word(16), word(24))
    }
}

extension Digest: Comparable {
    public static func < (lhs: Digest, rhs: Digest) -> Bool {
        lhs.words < rhs.words
    }
}

extension Digest: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String { bytes.hex }
}
