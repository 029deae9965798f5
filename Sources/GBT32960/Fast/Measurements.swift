/// Many measurements of one kind in reused storage: physical values, and which of them are valid.
///
/// An invalid or abnormal one is a NaN, and its bit in ``mask`` is 0.
public struct Measurements: Sendable {
    /// The values; beyond ``count`` there is only space.
    private var values: [Float] = []
    /// One bit for each value, from the lowest: whether it is valid.
    public private(set) var mask: [UInt64] = []
    /// How many values there are.
    public private(set) var count = 0

    init() {}

    /// The value at `index`, within `0..<count`; `nil` if it is not valid.
    @inline(__always)
    public func value(at index: Int) -> Float? {
        isValid(at: index) ? values[index] : nil
    }

    /// Whether the value at `index`, within `0..<count`, is valid.
    @inline(__always)
    public func isValid(at index: Int) -> Bool {
        precondition(index < count, "an index beyond the measurements")
        return mask[index >> 6] >> UInt64(index & 63) & 1 == 1
    }

    /// Lends the values of `range`, NaN where they are not valid.
    @inline(__always)
    public func withValues<Result>(
        _ range: Range<Int>,
        _ body: (Span<Float>) -> Result
    ) -> Result {
        precondition(range.upperBound <= count, "a range beyond the measurements")
        return body(values.span.extracting(range))
    }

    /// Forgets the values from `index` on, but keeps their space.
    @inline(__always)
    mutating func remove(from index: Int) {
        count = index
    }

    /// Makes room for `more` values, all of them valid; returns where they go.
    ///
    /// Allocates only if there were never as many.
    @inline(__always)
    mutating func makeRoom(_ more: Int) -> Range<Int> {
        let range = count..<count + more
        if range.upperBound > values.count { grow(to: range.upperBound) }
        markValid(range)
        count = range.upperBound
        return range
    }

    @inline(never)
    private mutating func grow(to newCount: Int) {
        values += [Float](repeating: 0, count: newCount - values.count)
        let words = (newCount + 63) / 64
        mask += [UInt64](repeating: 0, count: words - mask.count)
    }

    /// Sets the bits of `range` and clears those after it in its last word.
    @inline(__always)
    private mutating func markValid(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let first = range.lowerBound >> 6
        let last = (range.upperBound - 1) >> 6
        // The bits before the range belong to other values.
        let before = UInt64(1) << UInt64(range.lowerBound & 63) - 1
        mask[first] = mask[first] & before | ~before
        var word = first + 1
        while word <= last {
            mask[word] = .max
            word += 1
        }
        let spare = UInt64(63 - (range.upperBound - 1) & 63)
        mask[last] &= .max >> spare
    }

    /// Marks the value at `index` as not valid.
    mutating func markInvalid(_ index: Int) {
        values[index] = .nan
        mask[index >> 6] &= ~(1 << UInt64(index & 63))
    }

    /// Lends the place of `range`, which is not empty.
    @inline(__always)
    mutating func withStorage<Result>(
        _ range: Range<Int>,
        _ body: (UnsafeMutablePointer<Float>) -> Result
    ) -> Result? {
        unsafe values.withUnsafeMutableBufferPointer { buffer in
            unsafe UnsafeMutableBufferPointer(rebasing: buffer[range]).baseAddress.map(body)
        }
    }
}
