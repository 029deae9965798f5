/// A platform that may log in.
public struct PlatformAccount: Sendable {
    /// The user's name, at most 12 bytes.
    public let user: String
    public let password: PasswordHash
    /// How the gateway speaks with the platform.
    public let fleet: FleetSettings

    /// Creates an account.
    public init(user: String, password: PasswordHash, fleet: FleetSettings) {
        self.user = user
        self.password = password
        self.fleet = fleet
    }
}
