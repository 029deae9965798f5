public import CycladeSchema

/// What a member asks of the ledger at a moment of the story: a transaction before it is signed.
///
/// A story knows no keys: whoever signs gives the member that `AdmitMember` names its first key,
/// has `RotateKey` register the next one, and has `RevokeKey`, signed with that, end the former.
public struct Intent: Equatable, Sendable {
    /// When it is submitted, in Unix milliseconds.
    public let time: UInt64
    /// When it happened, in Unix milliseconds; before `time` for what is reported late.
    public let occurred: UInt64
    /// The member that signs.
    public let memberID: String
    /// What it asks for.
    public let command: TransactionBody.OneOf_Command
    /// What of the story's past it refers to; only the ledger knows how it is named there.
    public let reference: StoryReference?
    /// Whether a later intent refers to its entry.
    public internal(set) var isCited = false

    /// Creates an intent; without a time of its own, what it reports has just happened.
    public init(
        time: UInt64,
        occurred: UInt64? = nil,
        memberID: String,
        command: TransactionBody.OneOf_Command,
        reference: StoryReference? = nil
    ) {
        self.time = time
        self.occurred = occurred ?? time
        self.memberID = memberID
        self.command = command
        self.reference = reference
    }
}

extension Intent {
    /// Whether it opens a proposal, for the voters to approve.
    public var isProposal: Bool {
        switch command {
        case .admitMember, .setPolicy, .suspendMember, .reinstateMember: true
        default: false
        }
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
    /// Whether it is there from the first block on; others are admitted in the story.
    public let isFounder: Bool

    init(id: String, name: String, roles: [Role], isFounder: Bool = true) {
        self.id = id
        self.name = name
        self.roles = roles
        self.isFounder = isFounder
    }
}
