import GBT32960

extension LinkSession {
    /// A frame that is no report; these are rare, and decoded whole.
    mutating func receiveMessage(
        _ bytes: [UInt8],
        _ header: FrameHeader,
        at now: LinkMoment
    ) -> LinkStep {
        let fleet = fleet(of: header)
        guard let received = open(bytes, readingFleet(of: header.sender)) else {
            return refuse(unsafe bytes.span.bytes, header, .decryption, at: now)
        }
        let message = Message(bytes: bytes, frame: received.frame, fleet: fleet, now: now)
        if let problem = received.frame.unit.remainder?.problem, !problem.isTolerable,
            header.command.hasDefinedUnit
        {
            return refuse(message, .structure)
        }
        switch received.frame.unit.content {
        case .login2016(let login): return logIn(message, login.time, login.sequence)
        case .login2025(let login): return logIn(message, login.time, login.sequence)
        case .platformLogin(let login): return logIn(message, login)
        case .logout(let logout): return logOut(message, logout)
        case .activation(let activation):
            return activate(message, activation, signed: received.signedBytes ?? [])
        default: break
        }
        switch header.command {
        case .heartbeat: return heartbeat(message)
        case .timeSync: return timeSync(message)
        default: return refuse(message, login == nil ? .notLoggedIn : .unsupported)
        }
    }

    /// A decoded frame with what is needed to answer it.
    struct Message {
        let bytes: [UInt8]
        let frame: Frame
        let fleet: FleetSettings
        let now: LinkMoment
    }

    func refuse(_ message: Message, _ result: FrameResult) -> LinkStep {
        answered(message, result)
    }

    func answered(_ message: Message, _ result: FrameResult) -> LinkStep {
        var step = LinkStep(result)
        let flag = Self.flag(for: result, in: message.frame.edition)
        step.answer = answer(message.frame, flag, message.fleet, at: message.now)
        return step
    }

    private func heartbeat(_ message: Message) -> LinkStep {
        answered(message, login == nil ? .notLoggedIn : .accepted)
    }

    /// A terminal may ask for the time before it logs in: the login states it.
    private func timeSync(_ message: Message) -> LinkStep {
        let isKnown = login != nil || register.fleet(of: message.frame.sender) != nil
        return answered(message, isKnown ? .accepted : .unknownVehicle)
    }

    private func activate(
        _ message: Message,
        _ activation: Activation,
        signed: [UInt8]
    ) -> LinkStep {
        let sender = message.frame.sender
        guard register.fleet(of: sender) != nil else { return refuse(message, .unknownVehicle) }
        guard let moment = try? activation.time.moment() else { return refuse(message, .time) }
        let isTaken =
            SenderID(activation.vin.bytes) == sender
            && message.fleet.activationJudge?(sender, activation, signed) ?? false
        var step = LinkStep(isTaken ? .accepted : .refusedActivation)
        if isTaken { step.record = Evidence(sender: sender, time: moment) }
        var content = ActivationAnswer()
        content.status = isTaken ? 1 : 2
        let answer = Frame(
            message.frame.edition,
            message.fleet.activationAnswer,
            answer: isTaken ? .success : .error,
            sender: sender,
            unit: DataUnit(.activationAnswer(content))
        )
        step.answer = try? answer.encoded()
        return step
    }
}

extension Command {
    /// Whether the standard says what the unit of such a command holds.
    fileprivate var hasDefinedUnit: Bool {
        (Command.vehicleLogin.rawValue...Command.activation.rawValue).contains(rawValue)
    }
}
