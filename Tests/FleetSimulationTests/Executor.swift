import CycladeSchema
import FleetSimulation
import FoundationEssentials
import Rulebook
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
    private var count: UInt64 = 0

    /// Founds a ledger with the story's members, one of which runs a node.
    init() throws {
        var genesis = Genesis()
        genesis.ledger = Self.ledger
        genesis.timeMs = Story.foundingTime
        genesis.policy = Story.policy
        for member in Story.members {
            var founder = AdmitMember()
            founder.memberID = member.id
            founder.name = member.name
            founder.roles = member.roles
            founder.keys = [try Self.registration(of: member.id)]
            if member.roles.contains(.regulator) {
                founder.nodeKeys = try Self.nodeKeys(of: member.id)
            }
            genesis.founders.append(founder)
        }
        for event in try Rulebook.found(genesis, in: state) { event.apply(to: state) }
    }

    /// Decides and applies an intent.
    mutating func execute(_ intent: Intent) throws {
        count += 1
        var body = TransactionBody()
        body.ledger = Self.ledger
        body.memberID = intent.memberID
        body.keyID = "k1"
        body.validUntilMs = intent.time + 60_000
        body.occurredMs = intent.time
        body.command = intent.command
        let transaction = OrderedTransaction(id: Digest(0, 0, 0, count), body: body)
        state.begin(leaf: count)
        for event in try Rulebook.decide(transaction, at: intent.time, in: state) {
            event.apply(to: state)
        }
    }

    private static func registration(of memberID: String) throws -> KeyRegistration {
        let key = P256.Signing.PrivateKey()
        let publicKey = Array(key.publicKey.x963Representation)
        let message = KeyProof.message(
            ledger: ledger,
            memberID: memberID,
            keyID: "k1",
            publicKey: publicKey
        )
        var registration = KeyRegistration()
        registration.keyID = "k1"
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
