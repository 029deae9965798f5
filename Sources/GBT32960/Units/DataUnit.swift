/// What a frame carries between its header and its check.
///
/// A unit that cannot be decoded, or not to its end, keeps the rest as it came: encoding gives back
/// the same bytes.
public struct DataUnit: Hashable, Sendable {
    public var content: Content
    /// What follows the content and is not understood.
    public var remainder: Remainder?

    /// Creates a unit.
    public init(_ content: Content, remainder: Remainder? = nil) {
        self.content = content
        self.remainder = remainder
    }

    /// What a unit means; which it is depends on the frame's command, answer flag and edition.
    public enum Content: Hashable, Sendable {
        /// Nothing: a heartbeat, a time sync, some answers.
        case empty
        /// Only a time: most answers.
        case time(BeijingTime)
        case login2016(Login2016)
        case login2025(Login2025)
        case logout(Logout)
        case platformLogin(PlatformLogin)
        case report(VehicleReport)
        case activation(Activation)
        case activationAnswer(ActivationAnswer)
        case keyExchange(KeyExchange)
        case parameterQuery(ParameterQuery)
        case parameters(ParameterList)
        case control(TerminalControl)
        /// The bytes of an encrypted unit.
        case sealed([UInt8])
        /// Nothing that could be understood; see ``DataUnit/remainder``.
        case opaque
    }
}

extension DataUnit {
    /// The time that the unit begins with, if its content has one.
    ///
    /// Setting it changes nothing in a unit without a time.
    public var time: BeijingTime? {
        get {
            switch content {
            case .time(let time): time
            case .login2016(let login): login.time
            case .login2025(let login): login.time
            case .logout(let logout): logout.time
            case .platformLogin(let login): login.time
            case .report(let report): report.time
            case .activation(let activation): activation.time
            case .parameterQuery(let query): query.time
            case .parameters(let list): list.time
            case .control(let control): control.time
            case .empty, .activationAnswer, .keyExchange, .sealed, .opaque: nil
            }
        }
        set {
            guard let newValue else { return }
            content = content.with(newValue)
        }
    }
}

extension DataUnit.Content {
    fileprivate func with(_ time: BeijingTime) -> Self {
        switch self {
        case .time: .time(time)
        case .login2016(let login): .login2016(changed(login) { $0.time = time })
        case .login2025(let login): .login2025(changed(login) { $0.time = time })
        case .logout(let logout): .logout(changed(logout) { $0.time = time })
        case .platformLogin(let login): .platformLogin(changed(login) { $0.time = time })
        case .report(let report): .report(changed(report) { $0.time = time })
        case .activation(let activation): .activation(changed(activation) { $0.time = time })
        case .parameterQuery(let query): .parameterQuery(changed(query) { $0.time = time })
        case .parameters(let list): .parameters(changed(list) { $0.time = time })
        case .control(let control): .control(changed(control) { $0.time = time })
        case .empty, .activationAnswer, .keyExchange, .sealed, .opaque: self
        }
    }
}

private func changed<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var value = value
    change(&value)
    return value
}
