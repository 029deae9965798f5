import GBT32960
import Vocabulary

/// What is said on one link: a state machine that neither waits, sends nor reads a clock.
///
/// A link begins without an identity; a login makes it a vehicle's or a platform's. Frames go in one
/// after the other, each gives a ``LinkStep``.
///
/// - **Source.** Chapter 6 and annex B.3 of GB/T 32960.3-2016; `facts/gbt.md`, 1.3, 1.5 and 1.7.
struct LinkSession {
    enum State {
        case guest
        case deciding(PendingLogin)
        case loggedIn(Login)
    }

    struct Login {
        let identity: LinkIdentity
        /// Who the login was from: the vehicle, or the platform's own identifier.
        let sender: SenderID
        let stamp: LoginStamp
        let fleet: FleetSettings

        var isPlatform: Bool {
            if case .platform = identity { true } else { false }
        }
    }

    struct PendingLogin {
        let frame: Frame
        let identity: LinkIdentity
        let stamp: LoginStamp
        let fleet: FleetSettings
        /// The frame as it came if it is to be kept.
        let bytes: [UInt8]?
        /// What is in force again if the decision is no.
        let before: Login?
    }

    /// Refused logins after which a link ends; terminals and platforms give up after three.
    static let maximumAttempts = 3

    let register: any VehicleRegister
    let reports: ReportCheck
    var state = State.guest
    var timers: LinkTimers
    var budget = DamageBudget()
    var attempts = 0

    /// Creates the session of a new link.
    init(
        register: any VehicleRegister,
        reports: ReportCheck,
        timeouts: LinkTimeouts,
        at now: LinkMoment
    ) {
        self.register = register
        self.reports = reports
        timers = LinkTimers(timeouts, at: now)
    }

    var login: Login? {
        if case .loggedIn(let login) = state { login } else { nil }
    }

    var isDeciding: Bool {
        if case .deciding = state { true } else { false }
    }

    /// Takes a whole frame whose check is right.
    mutating func receive(_ frame: RawSpan, at now: LinkMoment) -> LinkStep {
        timers.sawFrame(at: now)
        budget.payOff()
        guard let header = try? FrameHeader(frame) else { return LinkStep(.structure) }
        guard header.answer == .command else { return LinkStep(.answer) }
        switch header.command {
        case .realtime, .reissue: return receiveReport(frame, header, at: now)
        default: return receiveMessage(Array(frame), header, at: now)
        }
    }

    /// The flag of the answer to a frame with this result; 2025 tells more reasons apart.
    static func flag(for result: FrameResult, in edition: Edition) -> AnswerFlag {
        switch (result, edition) {
        case (.accepted, _), (.acceptedInPart, _), (.repeatedLogin, _): .success
        case (.replayedLogin, _): .duplicateVIN
        case (.unknownVehicle, .y2025): .unknownVIN
        case (.signature, .y2025): .invalidSignature
        case (.structure, .y2025): .invalidStructure
        case (.decryption, .y2025): .decryptionFailed
        default: .error
        }
    }
}

extension [UInt8] {
    /// The bytes that a span lends.
    init(_ span: RawSpan) {
        self = unsafe span.withUnsafeBytes { unsafe Array($0) }
    }
}
