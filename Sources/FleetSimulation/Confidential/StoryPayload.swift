public import CycladeSchema

/// A confidential value of a story: its member's vault keeps it, and the ledger commits to it.
public struct StoryPayload: Hashable, Sendable {
    /// The value.
    public enum Content: Hashable, Sendable {
        /// UTF-8.
        case text(String)
        case amount(fen: UInt64)
        case place(latitudeE6: Int32, longitudeE6: Int32)
        case document([UInt8])
    }

    /// Counts the payloads of a story, from 1.
    public let number: Int
    /// Whose it is.
    public let memberID: String
    /// What the value says.
    public let kind: PayloadKind
    /// The key of the record that it belongs to.
    public let subject: String
    /// The value.
    public let content: Content
}
