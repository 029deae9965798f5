import GBT32960
import Vocabulary

/// Whom a link belongs to once it is logged in.
enum LinkIdentity: Hashable, Sendable {
    /// A vehicle's own terminal.
    case vehicle(SenderID)
    /// A platform that passes on the frames of many vehicles, by its user.
    case platform(String)
}

/// What tells one login from another of the same identity.
struct LoginStamp: Hashable, Sendable {
    /// The message's own time.
    let time: UnixMilliseconds
    /// The number of the login in its day's cycle.
    let sequence: UInt16

    /// Whether this login can follow `other` on another link.
    ///
    /// Within a second only the number can tell; it starts again at 1 each day.
    func isNewer(than other: LoginStamp) -> Bool {
        time == other.time ? sequence > other.sequence : time > other.time
    }
}

/// A login that is to be decided.
enum LoginRequest: Hashable, Sendable {
    case vehicle(SenderID, LoginStamp)
    case platform(PlatformCredentials, LoginStamp)
}

/// What a platform says to be let in; never shown.
struct PlatformCredentials: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    let user: String
    let password: [UInt8]

    var description: String { "credentials of a platform" }
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// How a login is decided.
enum LoginDecision: Sendable {
    /// The identity is this link's from now on; for a platform, with its account's settings.
    case accepted(FleetSettings?)
    /// The user is unknown or the password wrong, or too many logins wait.
    case refused
    /// Another link is logged in, by a login that is not older than this one.
    case replayed
}
