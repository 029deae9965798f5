import CycladeSchema
import FleetSimulation
import FoundationEssentials
import Rulebook
import Supervision
import Vocabulary

import enum Crypto.Curve25519
import enum Crypto.P256

/// Runs intents through the rulebook in memory, each in a block of its own time.
struct Executor {
    private struct NoRecords: RecordSource {
        func record(at path: Digest) -> Record? { nil }
    }

    private static let ledger = "cyclade.example/story"

    let state = LedgerState(over: NoRecords())
    /// Keeps watch over what is executed.
    private(set) var supervisor = Supervisor()
    private var count: UInt64 = 0
    private var references = StoryReferences()
    /// The numbers of the keys that members sign with; 1 where none stands here.
    private var keyNumbers: [String: Int] = [:]

    /// Founds a ledger with a story's members, of which `voters` run nodes.
    init(
        _ members: [StoryMember] = Story.members,
        voters: [String] = [],
        policy: Policy = Story.policy,
        at time: UInt64 = Story.foundingTime
    ) throws {
        var genesis = Genesis()
        genesis.ledger = Self.ledger
        genesis.timeMs = time
        genesis.policy = policy
        for member in members where member.isFounder {
            var founder = AdmitMember()
            founder.memberID = member.id
            founder.name = member.name
            founder.roles = member.roles
            founder.keys = [try Self.registration(of: member.id)]
            if member.roles.contains(.regulator) || voters.contains(member.id) {
                founder.nodeKeys = try Self.nodeKeys(of: member.id)
            }
            genesis.founders.append(founder)
        }
        let founding = try AppliedTransaction(founding: genesis)
        for event in founding.events { event.apply(to: state) }
        supervisor.add(founding)
    }

    /// Decides and applies an intent.
    mutating func execute(_ intent: Intent) throws {
        count += 1
        var body = TransactionBody()
        body.ledger = Self.ledger
        body.memberID = intent.memberID
        body.command = try command(of: intent)
        body.keyID = "k\(keyNumbers[intent.memberID] ?? 1)"
        body.validUntilMs = intent.time + 60_000
        body.occurredMs = intent.occurred
        let transaction = OrderedTransaction(id: Digest(0, 0, 0, count), body: body)
        if intent.isProposal { references.add(proposal: transaction.id) }
        if intent.isCited { references.add(entry: count) }
        state.begin(leaf: count)
        let events = try Rulebook.decide(transaction, at: intent.time, in: state)
        for event in events { event.apply(to: state) }
        supervisor.add(
            AppliedTransaction(
                leaf: count,
                blockTime: intent.time,
                body: body,
                events: events
            )
        )
    }

    /// What is signed: with the keys that it registers or ends.
    private mutating func command(
        of intent: Intent
    ) throws -> TransactionBody.OneOf_Command? {
        let number = keyNumbers[intent.memberID] ?? 1
        switch intent.command {
        case .admitMember(var admission):
            admission.keys = [try Self.registration(of: admission.memberID)]
            return .admitMember(admission)
        case .rotateKey(var rotation):
            rotation.key = try Self.registration(of: intent.memberID, "k\(number + 1)")
            return .rotateKey(rotation)
        case .revokeKey(var revocation):
            revocation.keyID = "k\(number)"
            keyNumbers[intent.memberID] = number + 1
            return .revokeKey(revocation)
        default:
            return references.command(of: intent)
        }
    }

    private static func registration(
        of memberID: String,
        _ keyID: String = "k1"
    ) throws -> KeyRegistration {
        let key = P256.Signing.PrivateKey()
        let publicKey = Array(key.publicKey.x963Representation)
        let message = KeyProof.message(
            ledger: ledger,
            memberID: memberID,
            keyID: keyID,
            publicKey: publicKey
        )
        var registration = KeyRegistration()
        registration.keyID = keyID
        registration.publicKey = Data(publicKey)
        registration.proof = try key.signature(for: message).rawRepresentation
        return registration
    }

    private static func nodeKeys(of memberID: String) throws -> NodeKeys {
        func proven(_ key: Curve25519.Signing.PrivateKey) throws -> (Data, Data) {
            let bytes = key.publicKey.rawRepresentation
            let message = KeyProof.message(
                ledger: ledger,
                memberID: memberID,
                nodeKey: Array(bytes)
            )
            return (bytes, try key.signature(for: message))
        }
        var keys = NodeKeys()
        (keys.logKey, keys.logKeyProof) = try proven(.init())
        (keys.cosigningKey, keys.cosigningKeyProof) = try proven(.init())
        return keys
    }
}
