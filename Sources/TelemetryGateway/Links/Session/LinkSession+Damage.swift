import GBT32960

extension LinkSession {
    /// Takes bytes that belong to no frame.
    ///
    /// - Parameters:
    ///   - bytes: The first `byteCount` of them are damaged; what follows is not yet looked at.
    ///   - byteCount: How many bytes are damaged.
    ///   - reason: Why.
    ///   - isFirst: Whether a frame was before them, so that their beginning may well be a frame's.
    ///   - now: The moment.
    /// - Returns: What to do; `nil` if there is nothing to do or count.
    mutating func damaged(
        _ bytes: RawSpan,
        byteCount: Int,
        _ reason: FrameSearch.Reason,
        isFirst: Bool,
        at now: LinkMoment
    ) -> LinkStep? {
        guard budget.charge(byteCount: byteCount) else {
            var step = LinkStep(.damage)
            step.next = .close(.damage)
            return step
        }
        guard isFirst else { return nil }
        guard case .check = reason else { return LinkStep(.damage) }
        var step = LinkStep(.check)
        step.answer = answerToWrongCheck(bytes, at: now)
        return step
    }

    /// The answer to what seems to be a frame of this link's sender with a wrong check.
    private func answerToWrongCheck(_ bytes: RawSpan, at now: LinkMoment) -> [UInt8]? {
        guard let login, let header = try? FrameHeader(bytes), header.answer == .command,
            header.command.isReportOrMessage, bytes.byteCount >= header.frameLength,
            problem(of: header.sender, login) == nil
        else { return nil }
        // Nothing of the unit can be trusted, so nothing of it is repeated but its time.
        let unit = Array(bytes.extracting(FrameHeader.byteCount..<header.frameLength - 1))
        let stated = header.encryption == .none ? BeijingTime(startOf: unit) : nil
        let isMoment = stated.map { (try? $0.moment()) != nil } ?? false
        guard let time = isMoment ? stated : now.beijing else { return nil }
        return header.answer(.error, time: time)
    }
}

extension Command {
    fileprivate var isReportOrMessage: Bool {
        (Command.vehicleLogin.rawValue...Command.vehicleLogout.rawValue).contains(rawValue)
    }
}
