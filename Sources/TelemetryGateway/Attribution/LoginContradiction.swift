/// A vehicle that says it carries other batteries than the ledger has in it; worth a warning.
public struct LoginContradiction: Hashable, Sendable, Codable {
    /// The vehicle as its frames name it.
    public let vehicle: String
    /// When it logged in, Unix milliseconds.
    public let atMs: UInt64
    /// The packs that it named.
    public let claimed: [String]
    /// The batteries that the ledger has in it.
    public let fitted: [String]
}

extension LoginContradiction: CustomStringConvertible {
    public var description: String {
        let ledger = fitted.isEmpty ? "none" : fitted.joined(separator: ", ")
        return "Vehicle \(vehicle) names \(claimed.joined(separator: ", ")) at its login, and the "
            + "ledger has \(ledger) in it. Its frames are attributed to no battery."
    }
}
