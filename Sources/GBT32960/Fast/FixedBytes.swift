/// The bytes of a body of fixed length, all of them known to be there.
@safe
struct FixedBytes {
    private let start: UnsafeRawPointer

    @inline(__always)
    init(_ start: UnsafeRawPointer) {
        unsafe self.start = start
    }

    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
        unsafe start.load(fromByteOffset: offset, as: UInt8.self)
    }

    @inline(__always)
    func choice<Meaning>(_ offset: Int) -> Choice<Meaning> {
        Choice(raw: byte(offset))
    }

    /// The number at `offset`, in as many bytes as the scale has.
    @inline(__always)
    func quantity(_ offset: Int, _ scale: Scale) -> Quantity {
        let raw =
            switch scale.rule.width {
            case .byte: UInt32(byte(offset))
            case .word:
                UInt32(
                    UInt16(
                        bigEndian: unsafe start.loadUnaligned(
                            fromByteOffset: offset,
                            as: UInt16.self
                        )
                    )
                )
            case .doubleWord:
                UInt32(
                    bigEndian: unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                )
            }
        return Quantity(unchecked: raw, scale)
    }
}
