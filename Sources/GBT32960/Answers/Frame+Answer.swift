/// What an answer holds: the standard has two rules.
public enum AnswerShape: Hashable, Sendable {
    /// The message's own time and nothing else.
    ///
    /// - **Source.** 6.3.2, between platforms.
    case timeOnly
    /// The whole message, with the server's time in place of its own.
    ///
    /// - **Source.** B.3.3.2, to terminals. A signature in it no longer fits.
    case whole
}

extension Frame {
    /// Makes the answer to this frame.
    ///
    /// A heartbeat is answered with nothing, a time sync with the server's time, and so is a message
    /// whose time cannot be read. An answer is not encrypted: decrypt the frame first.
    ///
    /// - Parameters:
    ///   - flag: How it turned out, anything but ``AnswerFlag/command``.
    ///   - shape: What the answer holds.
    ///   - now: The server's time.
    /// - Returns: The answer; `nil` if the frame is one itself, which must never be answered.
    public func answer(
        _ flag: AnswerFlag,
        shape: AnswerShape,
        at now: BeijingTime
    ) -> Frame? {
        guard answer == .command, flag != .command else { return nil }
        return Frame(
            edition,
            command,
            answer: flag,
            sender: sender,
            unit: answerUnit(shape: shape, at: now)
        )
    }

    private func answerUnit(shape: AnswerShape, at now: BeijingTime) -> DataUnit {
        if command == .heartbeat { return DataUnit(.empty) }
        guard command != .timeSync, let time = unit.time else { return DataUnit(.time(now)) }
        guard shape == .whole else { return DataUnit(.time(time)) }
        var unit = unit
        unit.time = now
        return unit
    }
}

extension FrameHeader {
    /// Makes the bytes of an answer that holds a time and nothing else.
    ///
    /// For frames that are not decoded as a whole: 31 bytes, not encrypted.
    ///
    /// - Parameters:
    ///   - flag: How it turned out, anything but ``AnswerFlag/command``.
    ///   - time: The message's time.
    /// - Returns: The answer; `nil` if the frame is one itself, which must never be answered.
    public func answer(_ flag: AnswerFlag, time: BeijingTime) -> [UInt8]? {
        guard answer == .command, flag != .command else { return nil }
        var header = self
        header.answer = flag
        header.encryption = .none
        return header.frame(around: time.bytes)
    }
}
