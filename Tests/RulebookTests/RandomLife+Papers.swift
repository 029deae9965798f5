import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf
import Vocabulary

/// Confidential payloads and warnings.
extension RandomLife {
    mutating func payloads(in world: World) -> (Command, String) {
        guard chance(3, in: 4), let commitment = names.payloads.last,
            let id = Digest(commitment), let payload = world.state[.payload(id)],
            payload.destroyedMs == 0
        else { return (committed(), "bank") }
        let readers = payload.grants.filter { $0.revokedMs == 0 && $0.destroyedMs == 0 }
        switch Int.random(in: 0..<6, using: &random) {
        case 0 where !readers.isEmpty:
            let sealed = bytes()
            let revoked = RevokeAccess.with {
                ($0.commitment, $0.granteeID) = (commitment, readers[0].granteeID)
                $0.sealedDigest = sealed
            }
            return (.revokeAccess(revoked), "bank")
        case 1:
            let holder = readers.first?.granteeID ?? "bank"
            return (.destroyPayloadKey(.with { $0.commitment = commitment }), holder)
        default:
            let granted = GrantAccess.with {
                ($0.commitment, $0.granteeID) = (commitment, pick(Self.hands))
                $0.grantedKeyDigest = commitment
            }
            return (.grantAccess(granted), "bank")
        }
    }

    private mutating func committed() -> Command {
        let (commitment, sealed) = (bytes(), bytes())
        names.payloads.append(commitment)
        return .commitPayload(
            .with {
                ($0.commitment, $0.kind, $0.subject) = (commitment, .rent, "policy")
                $0.sealedDigest = sealed
            }
        )
    }

    mutating func warnings(in world: World) -> (Command, String) {
        if let warning = names.warnings.last, chance(1, in: 2) {
            names.warnings.removeLast()
            let noted = AcknowledgeWarning.with {
                ($0.warningID, $0.reason) = (warning, "the battery is on its way")
            }
            return (.acknowledgeWarning(noted), pick(["regulator", "bank"]))
        }
        names.warnings.append("warning-\(serial)")
        let raised = RaiseWarning.with {
            ($0.warningID, $0.ruleID) = ("warning-\(serial)", "return-overdue-1")
            ($0.severity, $0.subject) = (.warning, "policy")
            ($0.dutyHolderID, $0.evidence) = ("bank", [0])
        }
        return (.raiseWarning(raised), pick(Self.hands))
    }
}
