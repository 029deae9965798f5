public import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
public import Vocabulary

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
    /// For an approval, which of the story's proposals it is of, from 0: the id follows from the
    /// proposal's signature, so whoever signs fills it in.
    public let proposal: Int?

    /// Creates an intent; without a time of its own, what it reports has just happened.
    public init(
        time: UInt64,
        occurred: UInt64? = nil,
        memberID: String,
        command: TransactionBody.OneOf_Command,
        proposal: Int? = nil
    ) {
        self.time = time
        self.occurred = occurred ?? time
        self.memberID = memberID
        self.command = command
        self.proposal = proposal
    }
}

extension Intent {
    /// Whether it opens a proposal, for the voters to approve.
    public var isProposal: Bool {
        switch command {
        case .setPolicy, .suspendMember, .reinstateMember: true
        default: false
        }
    }

    /// What is signed, once the ids of the proposals before it are known; `nil` for an approval of
    /// one that is not among them.
    public func command(
        proposals: [Digest]
    ) -> TransactionBody.OneOf_Command? {
        guard let proposal else { return command }
        guard proposals.indices.contains(proposal) else { return nil }
        return .approve(.with { $0.proposalID = Data(proposals[proposal].bytes) })
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
