/// The check byte of a frame, as it came and as it should be.
public struct FrameCheck: Hashable, Sendable {
    /// The frame's last byte.
    public let received: UInt8
    /// The XOR of the bytes from the command to the end of the data unit.
    public let computed: UInt8

    /// Whether both are the same.
    @inline(__always)
    public var isValid: Bool { received == computed }

    /// Checks the frame that `bytes` begin with.
    ///
    /// - Parameters:
    ///   - bytes: At least `length` bytes.
    ///   - length: The length of the whole frame, at least 25.
    @inline(__always)
    init(_ bytes: RawSpan, length: Int) {
        received = bytes.byte(at: length - 1)
        // The two start bytes are equal, so they cancel out; with them the loop begins aligned.
        computed = bytes.xor(upTo: length - 1)
    }
}

extension RawSpan {
    /// The XOR of the first `count` bytes, 32 at a time.
    @inline(__always)
    func xor(upTo count: Int) -> UInt8 {
        var lanes = SIMD4<UInt64>.zero
        var offset = 0
        while offset &+ 32 <= count {
            lanes ^= unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            offset &+= 32
        }
        var word = lanes.x ^ lanes.y ^ lanes.z ^ lanes.w
        while offset &+ 8 <= count {
            word ^= unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            offset &+= 8
        }
        word ^= word >> 32
        word ^= word >> 16
        word ^= word >> 8
        var result = UInt8(truncatingIfNeeded: word)
        while offset < count {
            result ^= byte(at: offset)
            offset &+= 1
        }
        return result
    }
}
