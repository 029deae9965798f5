import CycladeSchema
import FleetSimulation
import LedgerClient
import Synchronization
import Vocabulary

/// The signing keys of a story's members, as they come and go.
///
/// A member keeps its key until it revokes it; by then the next one is registered, so that what was
/// signed ahead stays valid.
final class StoryKeyring: Sendable {
    private struct Keys {
        var current: TransactionSigner
        var next: TransactionSigner?
    }

    /// What is signed for an intent, and by whom.
    struct Assignment: Sendable {
        let intent: Intent
        let command: TransactionBody.OneOf_Command
        let signer: TransactionSigner
    }

    private let ledger: String
    private let members: Mutex<[String: Keys]>

    init(_ keys: [MemberKeys], ledger: String) {
        self.ledger = ledger
        members = Mutex(
            Dictionary(
                uniqueKeysWithValues: keys.map {
                    ($0.memberID, Keys(current: TransactionSigner(ledger: ledger, keys: $0)))
                }
            )
        )
    }

    /// Assigns the key to sign with, and fills the keys in that a command registers or ends.
    ///
    /// - Parameters:
    ///   - intent: The next of the story, in its order.
    ///   - command: Its command, with its reference filled in.
    /// - Returns: What is to be signed, and the signer.
    /// - Throws: ``StoryError/unknownMember(_:)``, or what goes wrong in making a key.
    func assign(
        _ intent: Intent,
        _ command: TransactionBody.OneOf_Command
    ) throws -> Assignment {
        try members.withLock { members in
            guard var keys = members[intent.memberID] else {
                throw StoryError.unknownMember(intent.memberID)
            }
            var command = command
            switch command {
            case .admitMember(let draft):
                guard let admitted = members[draft.memberID]?.current.keys else {
                    throw StoryError.unknownMember(draft.memberID)
                }
                command = .admitMember(
                    try admitted.admission(name: draft.name, roles: draft.roles, ledger: ledger)
                )
            case .rotateKey(var rotation):
                let next = keys.current.keys.renewed()
                rotation.key = try next.registration(ledger: ledger)
                keys.next = TransactionSigner(ledger: ledger, keys: next)
                command = .rotateKey(rotation)
            case .revokeKey(var revocation):
                guard let next = keys.next else { break }
                revocation.keyID = keys.current.keys.keyID
                keys = Keys(current: next)
                command = .revokeKey(revocation)
            default: break
            }
            members[intent.memberID] = keys
            return Assignment(intent: intent, command: command, signer: keys.current)
        }
    }

    /// The newest keys of a member: those that it signs with, or will.
    func newest(of memberID: String) -> MemberKeys? {
        members.withLock { ($0[memberID]?.next ?? $0[memberID]?.current)?.keys }
    }
}
