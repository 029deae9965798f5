import Verification
public import Vocabulary

/// What the ledger shows of a payload: SHA-256 of `"cyclade/commitment/v1\0"` and its bytes.
///
/// The payload begins with 32 random bytes. Who does not know them learns nothing from a
/// commitment, however few the values that it may stand for.
public struct Commitment: Hashable, Sendable {
    /// The 32 bytes that stand on the ledger.
    public let digest: Digest

    /// Names a commitment that was read from the ledger.
    public init(_ digest: Digest) {
        self.digest = digest
    }

    /// Commits to a serialized `ClearPayload`.
    public init(to payload: [UInt8]) {
        digest = DomainSeparation.digest("cyclade/commitment/v1", payload)
    }
}

extension Commitment: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String { digest.description }
}
