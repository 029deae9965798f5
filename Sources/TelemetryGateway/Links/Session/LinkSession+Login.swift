import GBT32960
import Vocabulary

extension LinkSession {
    /// A vehicle's login: its terminal's, or one that a platform passes on.
    mutating func logIn(
        _ message: Message,
        _ time: BeijingTime,
        _ sequence: UInt16
    ) -> LinkStep {
        let sender = message.frame.sender
        guard register.fleet(of: sender) != nil else {
            return attemptFailed(message, .unknownVehicle)
        }
        guard let moment = try? time.moment() else { return attemptFailed(message, .time) }
        if let login, login.isPlatform { return kept(message, sender, moment) }
        let stamp = LoginStamp(time: moment, sequence: sequence)
        if let login {
            guard login.sender == sender else { return refuse(message, .otherSender) }
            // Sent again because the answer was lost or late.
            guard login.stamp != stamp else { return answered(message, .repeatedLogin) }
        }
        return ask(
            .vehicle(sender, stamp),
            message,
            PendingLogin(
                frame: message.frame,
                identity: .vehicle(sender),
                stamp: stamp,
                fleet: message.fleet,
                bytes: message.bytes,
                before: login
            )
        )
    }

    mutating func logIn(_ message: Message, _ platform: PlatformLogin) -> LinkStep {
        if let login, !login.isPlatform { return refuse(message, .unsupported) }
        guard let moment = try? platform.time.moment() else {
            return attemptFailed(message, .time)
        }
        let user = platform.user.text
        let stamp = LoginStamp(time: moment, sequence: platform.sequence)
        if let login, login.identity != .platform(user) { return refuse(message, .otherSender) }
        let credentials = PlatformCredentials(user: user, password: platform.password.bytes)
        return ask(
            .platform(credentials, stamp),
            message,
            PendingLogin(
                frame: message.frame,
                identity: .platform(user),
                stamp: stamp,
                fleet: message.fleet,
                bytes: nil,
                before: login
            )
        )
    }

    private mutating func ask(
        _ request: LoginRequest,
        _ message: Message,
        _ pending: PendingLogin
    ) -> LinkStep {
        state = .deciding(pending)
        var step = LinkStep(.undecided)
        step.next = .decide(request)
        return step
    }

    /// Takes the decision on the login that was asked about; `nil` if none was.
    mutating func decided(_ decision: LoginDecision, at now: LinkMoment) -> LinkStep? {
        guard case .deciding(let pending) = state else { return nil }
        state = pending.before.map(State.loggedIn) ?? .guest
        let message = Message(
            bytes: pending.bytes ?? [],
            frame: pending.frame,
            fleet: pending.fleet,
            now: now
        )
        switch decision {
        case .refused: return attemptFailed(message, .refusedLogin)
        case .replayed: return attemptFailed(message, .replayedLogin)
        case .accepted(let fleet): return accept(pending, message, fleet ?? pending.fleet)
        }
    }

    private mutating func accept(
        _ pending: PendingLogin,
        _ message: Message,
        _ fleet: FleetSettings
    ) -> LinkStep {
        let login = Login(
            identity: pending.identity,
            sender: pending.frame.sender,
            stamp: pending.stamp,
            fleet: fleet
        )
        state = .loggedIn(login)
        attempts = 0
        timers.loggedIn(fleet.timeouts)
        var step = LinkStep(.accepted)
        step.answer = answer(message.frame, .success, fleet, at: message.now)
        if let bytes = pending.bytes {
            step.record = Evidence(
                sender: login.sender,
                time: pending.stamp.time,
                packCodes: message.frame.unit.packCodes,
                bytes: bytes
            )
        }
        return step
    }

    /// A login that is not accepted; a link that tries too often ends.
    private mutating func attemptFailed(_ message: Message, _ result: FrameResult) -> LinkStep {
        var step = refuse(message, result)
        guard login == nil else { return step }
        attempts += 1
        if attempts >= Self.maximumAttempts { step.next = .close(.loginAttempts) }
        return step
    }

    /// A login or logout that a platform passes on: kept, and no more.
    private func kept(
        _ message: Message,
        _ sender: SenderID,
        _ moment: UnixMilliseconds
    ) -> LinkStep {
        var step = answered(message, .accepted)
        step.record = Evidence(
            sender: sender,
            time: moment,
            packCodes: message.frame.unit.packCodes
        )
        return step
    }
}

extension LinkSession {
    mutating func logOut(_ message: Message, _ logout: Logout) -> LinkStep {
        guard let login else { return refuse(message, .notLoggedIn) }
        guard let moment = try? logout.time.moment() else { return refuse(message, .time) }
        let isOfPlatform = message.frame.command == .platformLogout
        guard isOfPlatform || !login.isPlatform else {
            let problem = problem(of: message.frame.sender, login)
            return problem.map { refuse(message, $0) }
                ?? kept(message, message.frame.sender, moment)
        }
        guard isOfPlatform == login.isPlatform else { return refuse(message, .unsupported) }
        guard message.frame.sender == login.sender else { return refuse(message, .otherSender) }
        guard logout.sequence == login.stamp.sequence else { return refuse(message, .sequence) }
        var step =
            isOfPlatform
            ? answered(message, .accepted) : kept(message, login.sender, moment)
        step.endsSession = true
        state = .guest
        timers.awaitLogin(at: message.now)
        return step
    }
}
