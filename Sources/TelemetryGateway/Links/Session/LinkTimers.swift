/// How long a link has waited for what it is waiting for.
struct LinkTimers: Hashable, Sendable {
    /// What has taken too long.
    enum Expiry: Hashable, Sendable {
        case login
        case idle
        /// The rest of a frame.
        case frame
    }

    var timeouts: LinkTimeouts
    /// Since when a login is awaited; `nil` once there is one.
    private var loginSince: UInt64?
    private var lastFrame: UInt64
    /// Since when a part of a frame is held.
    private var partSince: UInt64?

    init(_ timeouts: LinkTimeouts, at now: LinkMoment) {
        self.timeouts = timeouts
        loginSince = now.uptimeMs
        lastFrame = now.uptimeMs
    }

    mutating func awaitLogin(at now: LinkMoment) {
        loginSince = now.uptimeMs
    }

    mutating func loggedIn(_ timeouts: LinkTimeouts) {
        self.timeouts = timeouts
        loginSince = nil
    }

    mutating func sawFrame(at now: LinkMoment) {
        lastFrame = now.uptimeMs
        partSince = nil
    }

    /// Says whether the beginning of a frame is held; it counts from when it was first so.
    mutating func holdsPart(_ isHeld: Bool, at now: LinkMoment) {
        partSince = isHeld ? partSince ?? now.uptimeMs : nil
    }

    /// When the next of the three runs out, as ``LinkMoment/uptimeMs``.
    var deadline: UInt64 {
        let end = loginSince.map { $0.addingClamped(timeouts.loginMs) }
        let part = partSince.map { $0.addingClamped(timeouts.frameMs) }
        return min(lastFrame.addingClamped(timeouts.idleMs), end ?? .max, part ?? .max)
    }

    /// What has run out, the gravest first.
    func expired(at now: LinkMoment) -> Expiry? {
        let hasPassed = { (since: UInt64, timeout: UInt64) in
            since.addingClamped(timeout) <= now.uptimeMs
        }
        if let loginSince, hasPassed(loginSince, timeouts.loginMs) { return .login }
        if hasPassed(lastFrame, timeouts.idleMs) { return .idle }
        if let partSince, hasPassed(partSince, timeouts.frameMs) { return .frame }
        return nil
    }
}

extension UInt64 {
    /// The sum, or the largest number if it is larger.
    fileprivate func addingClamped(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
