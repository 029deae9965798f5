/// A frame as it was received: the values, and what the bytes alone can say.
public struct ReceivedFrame: Hashable, Sendable {
    public let frame: Frame
    public let header: FrameHeader
    /// Whether the check byte is right; a platform refuses a frame where it is not.
    public let check: FrameCheck
    /// The bytes that the unit's signature covers; `nil` without a signature.
    public let signedBytes: [UInt8]?

    /// Decodes one whole frame, even one with a wrong check, for information.
    ///
    /// A unit that cannot be understood is no error: it keeps what is left as bytes.
    ///
    /// - Parameters:
    ///   - bytes: The frame, no byte more or less.
    ///   - schema: How the fleet builds its user-defined bodies.
    /// - Throws: ``FrameError`` when the bytes are no frame.
    public init(
        _ bytes: [UInt8],
        schema: UserBodySchema = .standard
    ) throws(FrameError) {
        let span = unsafe bytes.span.bytes
        let header = try FrameHeader(span)
        guard bytes.count == header.frameLength else {
            throw .length(expected: header.frameLength, found: bytes.count)
        }
        self.header = header
        check = FrameCheck(span, length: bytes.count)
        let unit = Array(bytes[FrameHeader.byteCount..<bytes.count - 1])
        let decoded = Self.decode(unit, header: header, schema: schema)
        frame = Frame(header, unit: decoded.unit)
        signedBytes = decoded.signedByteCount.map { Array(unit[..<$0]) }
    }

    // Trusts the caller that all are of the same frame.
    init(frame: Frame, header: FrameHeader, check: FrameCheck, signedBytes: [UInt8]?) {
        self.frame = frame
        self.header = header
        self.check = check
        self.signedBytes = signedBytes
    }

    /// The unit, decoded unless it is encrypted.
    static func decode(
        _ unit: [UInt8],
        header: FrameHeader,
        schema: UserBodySchema
    ) -> UnitDecoder.Decoded {
        guard header.encryption == .none else { return (DataUnit(.sealed(unit)), nil) }
        return UnitDecoder(
            edition: header.edition,
            command: header.command,
            answer: header.answer,
            schema: schema
        ).decode(unit)
    }
}

extension Frame {
    init(_ header: FrameHeader, unit: DataUnit) {
        self.init(
            header.edition,
            header.command,
            answer: header.answer,
            sender: header.sender,
            encryption: header.encryption,
            unit: unit
        )
    }
}
