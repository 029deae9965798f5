public import CycladeSchema

/// What a member asks of the ledger at a moment of the story: a transaction before it is signed.
public struct Intent: Equatable, Sendable {
    /// When it is submitted, in Unix milliseconds.
    public let time: UInt64
    /// When it happened, in Unix milliseconds; before `time` for what is reported late.
    public let occurred: UInt64
    /// The member that signs.
    public let memberID: String
    /// What it asks for.
    public let command: TransactionBody.OneOf_Command

    /// Creates an intent; without a time of its own, what it reports has just happened.
    public init(
        time: UInt64,
        occurred: UInt64? = nil,
        memberID: String,
        command: TransactionBody.OneOf_Command
    ) {
        self.time = time
        self.occurred = occurred ?? time
        self.memberID = memberID
        self.command = command
    }
}

/// A member of the story's consortium; whoever runs the story makes its keys.
public struct StoryMember: Hashable, Sendable {
    /// Its id on the ledger.
    public let id: String
    /// Its name for people.
    public let name: String
    /// What it is in the trade.
    public let roles: [Role]
}
