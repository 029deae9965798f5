import FoundationEssentials
public import Vocabulary

import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// Who may send charge records, and of which stations.
public struct StationAccount: Sendable {
    /// SHA-256 of the token; tokens are 32 random bytes, so that nothing slower is needed.
    public let tokenDigest: Digest
    /// The stations by what the ledger calls them; empty for all.
    public let stations: Set<String>

    /// Creates an account.
    public init(tokenDigest: Digest, stations: Set<String>) {
        self.tokenDigest = tokenDigest
        self.stations = stations
    }

    /// A new token, to be given to whoever sends, and what is kept of it.
    public static func newToken() -> (token: String, digest: Digest) {
        let token = unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Array($0) }.hex
        return (token, digest(of: token))
    }

    /// The account that a token opens; every account is compared, each in constant time.
    static func find(_ token: some StringProtocol, in accounts: [Self]) -> Self? {
        let digest = digest(of: token)
        var found: Self?
        for account in accounts where account.tokenDigest.isEqual(inConstantTimeTo: digest) {
            found = account
        }
        return found
    }

    private static func digest(of token: some StringProtocol) -> Digest {
        Digest(SHA256.hash(data: Data(token.utf8))) ?? .zero
    }

    func allows(_ station: String) -> Bool { stations.isEmpty || stations.contains(station) }
}

extension Digest {
    fileprivate func isEqual(inConstantTimeTo other: Digest) -> Bool {
        zip(bytes, other.bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
