import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing
import Vocabulary

import enum Crypto.Curve25519
import enum Crypto.P256

@Suite("Membership")
struct MembershipTests {
    @Test("refuses an admission", arguments: admissions)
    func refusesAdmission(row: Refused) throws { try row.check() }

    @Test("refuses a suspension, a reinstatement or an approval", arguments: standings)
    func refusesStanding(row: Refused) throws { try row.check() }

    @Test("three of four voters admit a member, and two do not")
    func quorum() throws {
        let world = try World()
        try world.run(.admitMember(newcomer), by: "maker")
        let id = world.newestID
        try world.run(approve(id), by: "bank")
        #expect(world.state[.member("newcomer")] == nil)
        try world.run(approve(id), by: "cascade")
        #expect(world.state[.member("newcomer")]?.standing == .active)
        #expect(world.state[.member("newcomer")]?.validKeyIds == ["k1"])
        #expect(world.state[.proposal(id)]?.enactedMs == World.start)
        let late = world.execute(approve(id), by: "regulator")
        #expect(late.refusal?.code == .alreadyDone)
    }

    @Test("the proposal of a member that does not vote opens with no approval")
    func proposalOfNonVoter() throws {
        let world = try World()
        try world.run(.admitMember(newcomer), by: "dealer")
        #expect(world.state[.proposal(world.newestID)]?.approvals == [])
    }

    @Test("a suspended member neither signs nor counts until it is reinstated")
    func suspended() throws {
        let world = try World()
        try world.run(.admitMember(newcomer), by: "maker")
        let id = world.newestID
        try world.suspend("maker")
        #expect(world.state[.consortium]?.voters == ["bank", "cascade", "regulator"])
        #expect(world.execute(registerModel(), by: "maker").refusal?.code == .memberSuspended)
        for voter in ["bank", "cascade"] { try world.run(approve(id), by: voter) }
        #expect(world.state[.member("newcomer")] == nil)
        try world.run(approve(id), by: "regulator")
        #expect(world.state[.member("newcomer")] != nil)
        try world.run(reinstatement(of: "maker"), by: "bank")
        let reinstating = world.newestID
        for voter in ["cascade", "regulator"] { try world.run(approve(reinstating), by: voter) }
        #expect(world.state[.member("maker")]?.standing == .active)
        #expect(world.state[.consortium]?.voters.last == "maker")
    }

    @Test("the last voter cannot be suspended")
    func lastVoter() throws {
        let world = try World()
        try world.leaveOneVoter()
        #expect(world.state[.consortium]?.voters == ["regulator"])
        let last = world.execute(suspension(of: "regulator"), by: "regulator")
        #expect(last.refusal?.code == .notAVoter)
        try world.run(suspension(of: "dealer"), by: "regulator")
        #expect(world.state[.member("dealer")]?.standing == .suspended)
    }

    @Test("what has changed since a proposal opened is found when it takes effect")
    func lateConflict() throws {
        let world = try World()
        try world.run(.admitMember(newcomer), by: "maker")
        let first = world.newestID
        try world.run(.admitMember(newcomer), by: "bank")
        let second = world.newestID
        for voter in ["bank", "cascade"] { try world.run(approve(first), by: voter) }
        try world.run(approve(second), by: "maker")
        let late = world.execute(approve(second), by: "regulator")
        #expect(late.refusal?.code == .alreadyExists)
        #expect(world.state[.proposal(second)]?.enactedMs == 0)
    }

    @Test("a proposal can be approved for 30 days, and not a moment longer")
    func expiry() throws {
        let world = try World()
        try world.run(.admitMember(newcomer), by: "maker")
        let id = world.newestID
        let end = World.start + 30 * World.day
        try world.run(approve(id), by: "bank", at: end)
        let late = world.execute(approve(id), by: "cascade", at: end + 1)
        #expect(late.refusal?.code == .expired && late.refusal?.field == "proposal_id")
        try world.run(approve(id), by: "cascade", at: end)
        #expect(world.state[.member("newcomer")] != nil)
    }

    private var newcomer: AdmitMember { Self.newcomer }

    static let newcomer = Founding.admission(of: "newcomer", [.dealer])

    static let admissions: [Refused] = [
        admission("without an id", .invalidValue, "member_id") { $0.memberID = "" },
        admission("twice", .alreadyExists, "member_id") { $0.memberID = "bank" },
        admission("without a name", .invalidValue, "name") { $0.name = "" },
        admission("with a name of two lines", .invalidValue, "name") { $0.name = "a\nb" },
        admission("with an endless name", .invalidValue, "name") {
            $0.name = String(repeating: "x", count: 201)
        },
        admission("without roles", .emptyList, "roles") { $0.roles = [] },
        admission("with a role twice", .duplicateInList, "roles") { $0.roles += $0.roles },
        admission("with no role", .invalidValue, "roles") { $0.roles = [.unspecified] },
        admission("with a new role", .invalidValue, "roles") { $0.roles = [.UNRECOGNIZED(99)] },
        admission("without keys", .emptyList, "keys") { $0.keys = [] },
        admission("with a key id twice", .duplicateInList, "keys") { $0.keys += $0.keys },
        admission("with a key twice", .duplicateInList, "keys") {
            $0.keys += $0.keys
            $0.keys[1].keyID = "k2"
        },
        admission("with more keys than a member may have", .tooMany, "keys") {
            $0 = Founding.admission(of: "newcomer", [.dealer], keyCount: 17)
        },
        admission("with a nameless key", .invalidValue, "key_id") { $0.keys[0].keyID = "" },
        admission("with no point", .invalidValue, "public_key") { $0.keys[0].publicKey = Data() },
        admission("with a point off the curve", .invalidValue, "public_key") {
            $0.keys[0].publicKey[64] ^= 1
        },
        admission("with another's key", .alreadyExists, "public_key") {
            $0.keys[0].publicKey = Founding.genesis.founders[0].keys[0].publicKey
        },
        admission("with a proof for another", .badSignature, "proof") {
            $0.keys = [Founding.key("k1", of: "somebody")]
        },
        admission("without a proof", .badSignature, "proof") { $0.keys[0].proof = Data() },
        admission("with a short log key", .invalidValue, "node_keys.log_key") {
            $0.nodeKeys.logKey = Data([1])
        },
        admission("without a node's proof", .badSignature, "node_keys.log_key") {
            $0.nodeKeys = Founding.nodeKeys(of: "newcomer")
            $0.nodeKeys.logKeyProof = Data()
        },
        admission("with a long proof", .badSignature, "node_keys.cosigning_key") {
            $0.nodeKeys = Founding.nodeKeys(of: "newcomer")
            $0.nodeKeys.cosigningKeyProof += [0]
        },
        admission("with another's log key", .alreadyExists, "node_keys.log_key") {
            $0.nodeKeys = Founding.genesis.founders[0].nodeKeys
        },
        admission("with another's key to cosign", .alreadyExists, "node_keys.cosigning_key") {
            $0.nodeKeys = Founding.nodeKeys(of: "newcomer")
            $0.nodeKeys.cosigningKey = Founding.genesis.founders[0].nodeKeys.logKey
        },
        admission("with one key for both", .duplicateInList, "node_keys") {
            $0.nodeKeys = Founding.nodeKeys(of: "newcomer")
            $0.nodeKeys.cosigningKey = $0.nodeKeys.logKey
            $0.nodeKeys.cosigningKeyProof = $0.nodeKeys.logKeyProof
        },
        admission("with a short key to cosign", .invalidValue, "node_keys.cosigning_key") {
            $0.nodeKeys = Founding.nodeKeys(of: "newcomer")
            $0.nodeKeys.cosigningKey = Data([1])
        },
    ]

    static let standings: [Refused] = [
        Refused("of nobody", by: "bank", .notFound, "member_id") { _ in suspension(of: "x") },
        Refused("without a reason", by: "bank", .invalidValue, "reason") { _ in
            suspension(of: "dealer", reason: "")
        },
        Refused("twice", by: "bank", .alreadyDone, "member_id") { world in
            try world.suspend("dealer")
            return suspension(of: "dealer")
        },
        Refused("reinstating nobody", by: "bank", .notFound, "member_id") { _ in
            reinstatement(of: "x")
        },
        Refused("reinstating an active member", by: "bank", .alreadyDone, "member_id") { _ in
            reinstatement(of: "dealer")
        },
        Refused("reinstating for no reason", by: "bank", .invalidValue, "reason") { _ in
            reinstatement(of: "dealer", reason: "")
        },
        Refused("approving with no id", by: "bank", .invalidValue, "proposal_id") { _ in
            .approve(Approve())
        },
        Refused("approving without a vote", by: "dealer", .notAVoter) { _ in approve(.zero) },
        Refused("approving nothing", by: "bank", .notFound, "proposal_id") { _ in approve(.zero) },
        Refused("approving twice", by: "bank", .alreadyDone, "proposal_id") { world in
            try world.run(suspension(of: "dealer"), by: "bank")
            return approve(world.newestID)
        },
        Refused("of the last voter", by: "regulator", .notAVoter, "member_id") { world in
            try world.leaveOneVoter()
            return suspension(of: "regulator")
        },
        late("a suspension of the last voter", .notAVoter, "member_id") { world in
            try world.run(suspension(of: "regulator"), by: "dealer")
            let id = world.newestID
            try world.leaveOneVoter()
            return id
        },
        late("what is too old", at: World.start + 30 * World.day + 1, .expired, "proposal_id") {
            world in
            try world.run(suspension(of: "dealer"), by: "bank")
            return world.newestID
        },
        late("a suspension twice", .alreadyDone, "member_id") { world in
            try world.conflict(suspension(of: "dealer"), suspension(of: "dealer"))
        },
        late("a member twice", .alreadyExists, "member_id") { world in
            try world.conflict(.admitMember(newcomer), .admitMember(newcomer))
        },
        admitted("a key twice", "public_key") { first, later in
            let key = P256.Signing.PrivateKey()
            first.keys = [Founding.key("k1", of: "newcomer", key)]
            later.keys = [Founding.key("k1", of: "later", key)]
        },
        admitted("a node's key twice", "node_keys.log_key") { first, later in
            let key = Curve25519.Signing.PrivateKey()
            first.nodeKeys = Founding.nodeKeys(of: "newcomer", log: key)
            later.nodeKeys = Founding.nodeKeys(of: "later", log: key)
        },
        admitted("a key to cosign twice", "node_keys.cosigning_key") { first, later in
            let key = Curve25519.Signing.PrivateKey()
            first.nodeKeys = Founding.nodeKeys(of: "newcomer", cosigning: key)
            later.nodeKeys = Founding.nodeKeys(of: "later", cosigning: key)
        },
    ]

    /// A proposal that the regulator's voice would bring to effect.
    private static func late(
        _ name: String,
        at time: UInt64 = World.start,
        _ code: RefusalCode,
        _ field: String,
        _ proposal: @escaping @Sendable (World) throws -> Digest
    ) -> Refused {
        Refused("approving \(name)", by: "regulator", at: time, code, field) { world in
            approve(try proposal(world))
        }
    }

    /// An admission that takes effect while another waits for it.
    private static func admitted(
        _ name: String,
        _ field: String,
        _ change: @escaping @Sendable (inout AdmitMember, inout AdmitMember) -> Void
    ) -> Refused {
        late(name, .alreadyExists, field) { world in
            var (first, later) = (newcomer, Founding.admission(of: "later", [.dealer]))
            change(&first, &later)
            return try world.conflict(.admitMember(first), .admitMember(later))
        }
    }

    private static func admission(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout AdmitMember) -> Void
    ) -> Refused {
        Refused(name, by: "bank", code, field) { _ in
            var admission = newcomer
            change(&admission)
            return .admitMember(admission)
        }
    }
}

extension World {
    /// Suspends all voters but the regulator.
    fileprivate func leaveOneVoter() throws {
        try suspend("maker")
        for (member, voters) in [
            ("bank", ["bank", "cascade", "regulator"]), ("cascade", ["cascade", "regulator"]),
        ] {
            try run(suspension(of: member), by: "dealer")
            let id = newestID
            for voter in voters { try run(approve(id), by: voter) }
        }
    }

    /// Opens `second`, which lacks one voice, and then has `first` take effect.
    fileprivate func conflict(_ first: Command, _ second: Command) throws -> Digest {
        try run(second, by: "bank")
        let waiting = newestID
        try run(approve(waiting), by: "cascade")
        try enact(first)
        // One voter more asks for one voice more.
        if state[.consortium]?.voters.count == 5 { try run(approve(waiting), by: "maker") }
        return waiting
    }
}
