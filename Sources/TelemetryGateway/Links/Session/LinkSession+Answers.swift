import GBT32960

extension LinkSession {
    /// The step for a frame that is not accepted: nothing is kept, the sender is told.
    func refuse(
        _ frame: RawSpan,
        _ header: FrameHeader,
        _ result: FrameResult,
        time: BeijingTime? = nil,
        at now: LinkMoment
    ) -> LinkStep {
        var step = LinkStep(result)
        let flag = Self.flag(for: result, in: header.edition)
        step.answer = answer(frame, header, flag, time: time, at: now)
        return step
    }

    /// The answer to a frame that is not decoded, or only its `time`.
    func answer(
        _ frame: RawSpan,
        _ header: FrameHeader,
        _ flag: AnswerFlag,
        time: BeijingTime?,
        at now: LinkMoment
    ) -> [UInt8]? {
        let fleet = fleet(of: header)
        if shape(fleet) == .timeOnly, let time { return header.answer(flag, time: time) }
        let bytes = Array(frame)
        let reading = readingFleet(of: header.sender)
        let opened =
            open(bytes, reading) ?? (try? ReceivedFrame(bytes, schema: reading.userBodies))
        return opened.flatMap { answer($0.frame, flag, fleet, at: now) }
    }

    /// The answer to a frame that is decoded.
    func answer(
        _ frame: Frame,
        _ flag: AnswerFlag,
        _ fleet: FleetSettings,
        at now: LinkMoment
    ) -> [UInt8]? {
        guard let beijing = now.beijing else { return nil }
        return try? frame.answer(flag, shape: shape(fleet, for: frame), at: beijing)?.encoded()
    }

    /// How a frame is read: as the vehicle's own fleet builds it, whoever passes it on.
    func readingFleet(of sender: SenderID) -> FleetSettings {
        if let login, !login.isPlatform { return login.fleet }
        return register.fleet(of: sender) ?? login?.fleet ?? FleetSettings(name: "")
    }

    /// The settings for the answer to a frame: those of the login, else of the vehicle it is from.
    func fleet(of header: FrameHeader) -> FleetSettings {
        login?.fleet ?? register.fleet(of: header.sender) ?? FleetSettings(name: "")
    }

    private func shape(_ fleet: FleetSettings, for frame: Frame? = nil) -> AnswerShape {
        switch frame?.command {
        case .platformLogin, .platformLogout: fleet.platformAnswers
        default: fleet.shape(onPlatformLink: login?.isPlatform ?? false)
        }
    }
}
