/// Reads fields from the bytes of a data unit.
///
/// Borrows the bytes: one lives no longer than the closure that lends them. Every read is checked.
@safe
struct ByteReader {
    /// Why a field could not be read: the unit ends before it does.
    struct Shortfall: Error, Hashable {
        /// The bytes that the field has.
        let needed: Int
        /// Where the field begins, in the unit.
        let offset: Int
        /// The bytes that there are.
        let available: Int
    }

    private let bytes: UnsafeRawBufferPointer
    /// Where the next field begins.
    private(set) var offset = 0

    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.bytes = bytes
    }

    /// The length of the unit.
    @inline(__always)
    var count: Int { unsafe bytes.count }

    /// The bytes from the next field to the end.
    @inline(__always)
    var remaining: Int { count &- offset }

    /// Goes back or forth to `offset`, within the unit.
    @inline(__always)
    mutating func move(to offset: Int) {
        precondition(offset >= 0 && offset <= count, "a reader stays in its unit")
        self.offset = offset
    }

    /// Takes the next `needed` bytes and returns where they begin.
    @inline(__always)
    mutating func take(_ needed: Int) throws(Shortfall) -> Int {
        let start = offset
        guard needed <= remaining else {
            throw Shortfall(needed: needed, offset: start, available: remaining)
        }
        offset = start &+ needed
        return start
    }

    /// The next integer.
    @inline(__always)
    mutating func read<Raw: WireInteger>(_: Raw.Type = Raw.self) throws(Shortfall) -> Raw {
        let start = try take(Raw.bitWidth / 8)
        // `take` has checked the bounds.
        return unsafe Raw(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: Raw.self))
    }

    /// The next `needed` bytes.
    mutating func read(byteCount needed: Int) throws(Shortfall) -> [UInt8] {
        let start = try take(needed)
        return slice(from: start)
    }

    /// The bytes from `start` to the next field.
    func slice(from start: Int) -> [UInt8] {
        unsafe Array(bytes[start..<offset])
    }

    /// The next count, which may be a sentinel.
    @inline(__always)
    mutating func readCount(_ width: CountWidth) throws(Shortfall) -> Int {
        switch width {
        case .byte: Int(try read(UInt8.self))
        case .word: Int(try read(UInt16.self))
        }
    }

    /// The next six bytes as a time.
    @inline(__always)
    mutating func readTime() throws(Shortfall) -> BeijingTime {
        let start = try take(6)
        return unsafe BeijingTime(
            year: bytes[start],
            month: bytes[start &+ 1],
            day: bytes[start &+ 2],
            hour: bytes[start &+ 3],
            minute: bytes[start &+ 4],
            second: bytes[start &+ 5]
        )
    }

    /// The next `count` bytes, at least one, as those of a fixed body.
    @inline(__always)
    mutating func takeFixed(_ count: Int) throws(Shortfall) -> FixedBytes {
        let start = try take(count)
        guard let first = unsafe bytes.baseAddress else {
            throw Shortfall(needed: count, offset: start, available: 0)
        }
        return unsafe FixedBytes(first + start)
    }

    /// The bytes from `start` to the next field.
    @inline(__always)
    func buffer(from start: Int) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<offset])
    }
}
