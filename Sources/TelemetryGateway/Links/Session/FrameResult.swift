/// What became of a frame, or of bytes that are none.
enum FrameResult: String, CaseIterable, Sendable {
    case accepted
    /// Accepted, but a part of it is not understood and kept as bytes.
    case acceptedInPart = "accepted_in_part"
    /// An answer, which is never answered.
    case answer
    /// The same login once more on its own link.
    case repeatedLogin = "repeated_login"
    /// A login that waits for a decision; counted again once there is one.
    case undecided
    case notLoggedIn = "not_logged_in"
    /// From another sender than the one logged in.
    case otherSender = "other_sender"
    case unknownVehicle = "unknown_vehicle"
    /// The data unit cannot be read.
    case structure
    /// A time that does not exist.
    case time
    case decryption
    case signature
    /// A command that is not for this end, or not known.
    case unsupported
    /// A logout whose number is not its login's.
    case sequence
    case refusedLogin = "refused_login"
    /// A login older than the one in force on another link.
    case replayedLogin = "replayed_login"
    case refusedActivation = "refused_activation"
    /// A wrong check byte.
    case check
    /// Bytes that belong to no frame.
    case damage
}

/// Why the gateway ends a link.
enum CloseReason: String, CaseIterable, Error, Sendable {
    case endedBySender = "ended_by_sender"
    case loginTimeout = "login_timeout"
    case idleTimeout = "idle_timeout"
    case loginAttempts = "login_attempts"
    case damage
    /// The same identity has logged in on another link.
    case replaced
    /// Records could not be made durable, so nothing may be acknowledged.
    case sinkFailed = "sink_failed"
    case drained
    case connectionLimit = "connection_limit"
    case networkError = "network_error"
}
