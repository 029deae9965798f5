public import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
public import Vocabulary

/// Something that an intent refers to, by its number in the story.
public enum StoryReference: Equatable, Sendable {
    /// The proposal that an approval is of; from 0, of those that ``Intent/isProposal`` says.
    case proposal(Int)
    /// The entry that a correction is of; from 0, of those that ``Intent/isCited`` says.
    case entry(Int)
}

/// How the ledger names what the intents of a story refer to.
///
/// The id of a proposal follows from its signature, and the leaf of an entry from the block that it
/// comes to stand in: whoever plays a story notes both, in the story's order.
public struct StoryReferences: Sendable {
    private var proposals: [Digest] = []
    private var entries: [UInt64] = []

    /// Knows of nothing yet.
    public init() {}

    /// Notes the id of the next proposal.
    public mutating func add(proposal id: Digest) { proposals.append(id) }

    /// Notes the leaf of the next cited entry.
    public mutating func add(entry leaf: UInt64) { entries.append(leaf) }

    /// The command of an intent with its reference filled in.
    ///
    /// - Returns: `nil` when what it refers to was not noted.
    public func command(of intent: Intent) -> TransactionBody.OneOf_Command? {
        switch (intent.reference, intent.command) {
        case (nil, let command):
            return command
        case (.proposal(let number), .approve(var approval)):
            guard proposals.indices.contains(number) else { return nil }
            approval.proposalID = Data(proposals[number].bytes)
            return .approve(approval)
        case (.entry(let number), .correctRecord(var correction)):
            guard entries.indices.contains(number) else { return nil }
            correction.leaf = entries[number]
            return .correctRecord(correction)
        default:
            return nil
        }
    }
}
