/// The 24 bytes before a frame's data unit.
///
/// - **Source.** Table 2.
public struct FrameHeader: Hashable, Sendable {
    /// The bytes before the data unit.
    public static let byteCount = 24
    /// The bytes of a frame beside its data unit: the header and the check.
    public static let overhead = 25
    /// The most bytes that a data unit may have.
    public static let maximumUnitLength = 65_531
    /// The most bytes that a frame may have.
    public static let maximumFrameLength = maximumUnitLength + overhead

    public var edition: Edition
    public var command: Command
    public var answer: AnswerFlag
    public var sender: SenderID
    public var encryption: UnitEncryption
    /// The length of the data unit in bytes, `0...65531`.
    public internal(set) var unitLength: Int

    /// The length of the whole frame in bytes.
    public var frameLength: Int { unitLength + Self.overhead }

    /// Creates the header of a frame whose unit is still empty.
    public init(
        _ edition: Edition,
        _ command: Command,
        answer: AnswerFlag = .command,
        sender: SenderID,
        encryption: UnitEncryption = .none
    ) {
        self.edition = edition
        self.command = command
        self.answer = answer
        self.sender = sender
        self.encryption = encryption
        unitLength = 0
    }

    /// Reads the header at the beginning of `bytes`, which may hold more.
    ///
    /// - Throws: ``FrameError`` when there are fewer than 24 bytes, they do not begin with the start
    ///   bytes of an edition, or the length is beyond 65,531.
    public init(_ bytes: RawSpan) throws(FrameError) {
        guard bytes.byteCount >= Self.byteCount else { throw .tooShort(bytes.byteCount) }
        let start = bytes.byte(at: 0)
        guard let edition = Edition(startByte: start), bytes.byte(at: 1) == start else {
            throw .noStart(start, bytes.byte(at: 1))
        }
        let length = Int(bytes.word(at: 22))
        guard length <= Self.maximumUnitLength else { throw .lengthReserved(length) }
        self.edition = edition
        command = Command(rawValue: bytes.byte(at: 2))
        answer = AnswerFlag(rawValue: bytes.byte(at: 3))
        sender = SenderID(
            first: bytes.quadWord(at: 4),
            second: bytes.quadWord(at: 12),
            last: bytes.byte(at: 20)
        )
        encryption = UnitEncryption(rawValue: bytes.byte(at: 21))
        unitLength = length
    }

    /// The 24 bytes.
    var bytes: [UInt8] {
        [edition.startByte, edition.startByte, command.rawValue, answer.rawValue] + sender.bytes
            + [encryption.rawValue, UInt8(unitLength >> 8 & 0xFF), UInt8(unitLength & 0xFF)]
    }
}
