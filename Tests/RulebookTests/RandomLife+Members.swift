import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf
import Vocabulary

/// Members, their keys and qualifications, and the policy.
extension RandomLife {
    mutating func membership(in world: World) -> (Command, String) {
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<4:
            let proposal = names.proposals.suffix(2).first ?? .zero
            return (approve(chance(1, in: 4) ? names.proposals.last ?? .zero : proposal), voter())
        case 4: return proposed(admitted(), in: world)
        case 5, 6: return proposed(standing(in: world), in: world)
        case 7:
            let spread = UInt32.random(in: 500...600, using: &random)
            return proposed(setPolicy { $0.capacitySpreadBp = spread }, in: world)
        case 8: return keys()
        case 9: return (published(), pick(Self.hands))
        case 10: return (grant("rival", pick([.cascadeUse, .dismantling])), "regulator")
        default: return (revoke("rival", pick([.cascadeUse, .dismantling])), "regulator")
        }
    }

    private mutating func voter() -> String { pick(Founding.voters) }

    private mutating func proposed(_ command: Command, in world: World) -> (Command, String) {
        // Its id is that of the transaction that opens it, which is the world's next.
        names.proposals.append(Digest(0, 0, 0, world.leaf + 1))
        return (command, voter())
    }

    private mutating func admitted() -> Command {
        let guest = "guest-\(serial)"
        names.guests.append(guest)
        return .admitMember(Founding.admission(of: guest, [.dealer]))
    }

    private mutating func standing(in world: World) -> Command {
        guard let guest = names.guests.last(where: { world.state[.member($0)] != nil }) else {
            return admitted()
        }
        let isSuspended = world.state[.member(guest)]?.standing == .suspended
        return isSuspended ? reinstatement(of: guest) : suspension(of: guest)
    }

    /// Another key, or an end of one; the first, with which all is signed, stays.
    private mutating func keys() -> (Command, String) {
        let member = pick(["garage", "lab"])
        let added = names.keys[member] ?? []
        if let oldest = added.first, chance(1, in: 2) {
            names.keys[member] = Array(added.dropFirst())
            return (.revokeKey(.with { ($0.keyID, $0.reason) = (oldest, "lost") }), member)
        }
        let key = Founding.key("k-\(serial)", of: member)
        let retired = added.count > 2 ? added[0] : ""
        names.keys[member] = Array(added.dropFirst(retired.isEmpty ? 0 : 1)) + [key.keyID]
        return (.rotateKey(.with { ($0.key, $0.retiredKeyID) = (key, retired) }), member)
    }

    private mutating func published() -> Command {
        let key = bytes()
        return .publishEncryptionKey(.with { $0.encryptionKey = key })
    }
}
