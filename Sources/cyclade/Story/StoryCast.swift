import CycladeSchema
import FleetSimulation
import FoundationEssentials
import LedgerClient

/// Who takes part in a story, and under which rules.
struct StoryCast {
    static let origin = "cyclade.example/story"

    let members: [StoryMember]
    /// Those of them that run a node; four, so that one may fail or lie.
    let voters: Set<String>
    let policy: Policy
    /// When the ledger is founded, in Unix milliseconds.
    let foundingTime: UInt64

    /// The cast of ``Story``.
    static var story: StoryCast {
        StoryCast(
            members: Story.members,
            voters: ["asset-manager", "battery-maker", "dismantler", "regulator"],
            policy: Story.policy,
            foundingTime: Story.foundingTime
        )
    }

    /// New keys for everyone, also for who will be admitted later.
    func makeKeys() -> [MemberKeys] {
        members.map { MemberKeys(generatingFor: $0.id, runsNode: voters.contains($0.id)) }
    }

    /// The first state of the ledger.
    func genesis(keys: [MemberKeys]) throws -> Genesis {
        var genesis = Genesis()
        genesis.ledger = Self.origin
        genesis.timeMs = foundingTime
        genesis.policy = policy
        let founders = zip(members, keys).filter { member, _ in member.isFounder }
        genesis.founders = try founders.map { member, keys in
            try keys.admission(name: member.name, roles: member.roles, ledger: Self.origin)
        }
        return genesis
    }
}
