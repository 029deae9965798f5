import CycladeSchema
import FoundationEssentials
import Rulebook

import enum Crypto.Curve25519
import enum Crypto.P256

/// The genesis of the test ledger: a member of every role, four of which vote.
enum Founding {
    static let ledger = "cyclade.example/test"
    static let voters = ["maker", "bank", "cascade", "regulator"]

    /// Members by the one role that they hold; the rival holds them all, and owns nothing.
    static let roles: [(member: String, roles: [Role])] = [
        ("maker", [.batteryMaker]), ("carmaker", [.vehicleMaker]), ("dealer", [.dealer]),
        ("bank", [.assetManager]), ("swapper", [.swapOperator]), ("garage", [.serviceProvider]),
        ("collector", [.collector]), ("lab", [.assessor]), ("cascade", [.cascadeUser]),
        ("dismantler", [.dismantler]), ("regulator", [.regulator]),
        ("rival", Role.allCases.filter { $0 != .unspecified && $0 != .regulator }),
    ]

    static let genesis = makeGenesis()

    static let events = Result { () throws(Refusal) in
        try Rulebook.found(genesis, in: LedgerState(over: MemoryRecords()))
    }

    private static func makeGenesis() -> Genesis {
        var genesis = Genesis()
        genesis.ledger = ledger
        genesis.timeMs = World.start - 30 * World.day
        genesis.policy = .standard
        genesis.policy.priceReporters = ["regulator"]
        genesis.founders = roles.map { admission(of: $0.member, $0.roles) }
        return genesis
    }

    /// A well-formed admission; with node keys for a member of ``voters``.
    static func admission(of member: String, _ roles: [Role], keyCount: Int = 1) -> AdmitMember {
        var admission = AdmitMember()
        admission.memberID = member
        admission.name = "The \(member)"
        admission.roles = roles
        admission.keys = (1...keyCount).map { key("k\($0)", of: member) }
        if voters.contains(member) { admission.nodeKeys = nodeKeys(of: member) }
        return admission
    }

    /// A new key with its proof.
    static func key(
        _ id: String,
        of member: String,
        _ key: P256.Signing.PrivateKey = .init()
    ) -> KeyRegistration {
        var registration = KeyRegistration()
        registration.keyID = id
        registration.publicKey = key.publicKey.x963Representation
        let message = KeyProof.message(
            ledger: ledger,
            memberID: member,
            keyID: id,
            publicKey: Array(registration.publicKey)
        )
        registration.proof = (try? key.signature(for: message).rawRepresentation) ?? Data()
        return registration
    }

    static func nodeKeys(
        of member: String,
        log: Curve25519.Signing.PrivateKey = .init(),
        cosigning: Curve25519.Signing.PrivateKey = .init()
    ) -> NodeKeys {
        var keys = NodeKeys()
        (keys.logKey, keys.logKeyProof) = proved(log, of: member)
        (keys.cosigningKey, keys.cosigningKeyProof) = proved(cosigning, of: member)
        return keys
    }

    private static func proved(
        _ key: Curve25519.Signing.PrivateKey,
        of member: String
    ) -> (key: Data, proof: Data) {
        let bytes = key.publicKey.rawRepresentation
        let message = KeyProof.message(ledger: ledger, memberID: member, nodeKey: Array(bytes))
        return (bytes, (try? key.signature(for: message)) ?? Data())
    }
}
