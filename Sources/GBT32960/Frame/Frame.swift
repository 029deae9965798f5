/// A frame of the vehicle protocol as values.
///
/// ```swift
/// let received = try ReceivedFrame(bytes)
/// if case .report(let report) = received.frame.unit.content { … }
/// ```
public struct Frame: Hashable, Sendable {
    public var edition: Edition
    public var command: Command
    public var answer: AnswerFlag
    public var sender: SenderID
    public var encryption: UnitEncryption
    public var unit: DataUnit

    /// Creates a frame that is not encrypted.
    public init(
        _ edition: Edition,
        _ command: Command,
        answer: AnswerFlag = .command,
        sender: SenderID,
        encryption: UnitEncryption = .none,
        unit: DataUnit
    ) {
        self.edition = edition
        self.command = command
        self.answer = answer
        self.sender = sender
        self.encryption = encryption
        self.unit = unit
    }

    /// The bytes of the frame, with the right length and check.
    ///
    /// - Throws: ``EncodingError`` for a value that the edition cannot express.
    public func encoded() throws(EncodingError) -> [UInt8] {
        let unit = try unit.encoded(in: edition)
        return header.frame(around: unit)
    }

    var header: FrameHeader {
        FrameHeader(edition, command, answer: answer, sender: sender, encryption: encryption)
    }
}

extension FrameHeader {
    /// The bytes of a frame with this header, whatever its length says, around a unit of at most
    /// 65,531 bytes.
    func frame(around unit: [UInt8]) -> [UInt8] {
        var header = self
        header.unitLength = unit.count
        var bytes = header.bytes + unit
        bytes.append(bytes.dropFirst(2).reduce(0, ^))
        return bytes
    }
}
