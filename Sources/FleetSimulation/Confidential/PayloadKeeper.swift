public import FoundationEssentials

/// What keeps the confidential values of a story, in place of the members' vaults.
///
/// A story asks it for everything that stands on the ledger of a payload. Nothing of what it answers
/// changes what happens in the story. Digests, commitments and keys are 32 bytes.
public protocol PayloadKeeper: Sendable {
    /// The key under which others send a member payloads.
    func encryptionKey(of memberID: String) -> Data

    /// Keeps a payload.
    ///
    /// - Returns: The commitment to it.
    func keep(_ payload: StoryPayload) -> Data

    /// The digest of a payload's sealed form.
    func sealedDigest(of commitment: Data, by owner: String) -> Data

    /// Lets another member read a payload.
    ///
    /// - Returns: The digest of the granted key.
    func grant(_ commitment: Data, by owner: String, to grantee: String, at time: UInt64) -> Data

    /// Takes a grant back, and seals the payload anew.
    ///
    /// - Returns: The digest of the new sealed form.
    func revoke(_ commitment: Data, by owner: String, from grantee: String, at time: UInt64) -> Data

    /// Destroys a member's key to a payload.
    func destroyKey(to commitment: Data, of holder: String, at time: UInt64)
}
