public import FoundationEssentials

import struct Crypto.SHA256

/// Keeps nothing: answers with digests that say which payload they stand for, and not what it says.
///
/// For stories that are counted or checked, and played on no ledger that lasts.
public struct UnkeptPayloads: PayloadKeeper {
    /// Creates the keeper.
    public init() {}

    public func encryptionKey(of memberID: String) -> Data { Self.digest("key/\(memberID)") }

    public func keep(_ payload: StoryPayload) -> Data { Self.digest("payload/\(payload.number)") }

    public func sealedDigest(of commitment: Data, by owner: String) -> Data {
        Self.digest("sealed/\(Self.text(commitment))")
    }

    public func grant(
        _ commitment: Data,
        by owner: String,
        to grantee: String,
        at time: UInt64
    ) -> Data {
        Self.digest("granted/\(Self.text(commitment))/\(grantee)/\(time)")
    }

    public func revoke(
        _ commitment: Data,
        by owner: String,
        from grantee: String,
        at time: UInt64
    ) -> Data {
        Self.digest("sealed/\(Self.text(commitment))/\(grantee)/\(time)")
    }

    public func destroyKey(to commitment: Data, of holder: String, at time: UInt64) {}

    private static func digest(_ text: String) -> Data {
        Data(SHA256.hash(data: Data(text.utf8)))
    }

    private static func text(_ digest: Data) -> String { digest.base64EncodedString() }
}
