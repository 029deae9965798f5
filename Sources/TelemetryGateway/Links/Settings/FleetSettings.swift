public import GBT32960

/// How the gateway speaks with the vehicles or the platform of one fleet.
public struct FleetSettings: Sendable {
    /// A name for reports.
    public var name: String
    /// What answers on the links of terminals hold.
    public var terminalAnswers = AnswerShape.whole
    /// What answers on the links of platforms hold.
    public var platformAnswers = AnswerShape.timeOnly
    /// Whether correct reports are answered on the links of terminals too; the standard has only
    /// wrong ones answered there.
    public var answersTerminalReports = false
    /// How the fleet builds its user-defined bodies.
    public var userBodies = UserBodySchema.standard
    /// The cipher of a sender's data units; `nil` for a sender that has none.
    public var cipher: @Sendable (SenderID) -> (any DataUnitCipher)? = { _ in nil }
    /// Judges the signatures of reports; without it they are kept with the frame and not looked at.
    public var signatureJudge: SignatureJudge?
    /// Takes the public keys that terminals make known; without it none is activated.
    public var activationJudge: ActivationJudge?
    /// The command that an activation is answered with: the sources differ.
    public var activationAnswer = Command.activationAnswer
    public var timeouts = LinkTimeouts()

    /// Whether a report's signature, if it has one, is the sender's over the bytes given.
    public typealias SignatureJudge =
        @Sendable (_ sender: SenderID, _ signature: Signature?, _ signed: [UInt8]) -> Bool

    /// Whether a sender's key is taken; judges the activation's own signature too.
    public typealias ActivationJudge =
        @Sendable (_ sender: SenderID, _ activation: Activation, _ signed: [UInt8]) -> Bool

    /// Settings as the standard has them.
    public init(name: String) {
        self.name = name
    }

    func shape(onPlatformLink: Bool) -> AnswerShape {
        onPlatformLink ? platformAnswers : terminalAnswers
    }
}

/// How long the gateway waits for a sender, in milliseconds.
public struct LinkTimeouts: Hashable, Sendable {
    /// For a login, from the connection or the last logout.
    public var loginMs: UInt64 = 60_000
    /// For the next whole frame, a heartbeat at the latest.
    public var idleMs: UInt64 = 300_000
    /// For the rest of a frame; then its bytes are searched as if nothing came after them.
    public var frameMs: UInt64 = 30_000

    public init() {}
}
