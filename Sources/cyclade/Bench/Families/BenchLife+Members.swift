import CycladeSchema
import LedgerClient
import SwiftProtobuf

// A member is admitted, qualified, suspended and let back; then it may read what others keep.

extension BenchLife {
    /// The manager does not vote, so that it takes an approval.
    var admission: [BenchStep] { by("manager", .admitMember(newcomer)) }

    /// By the only voter; what it approves was proposed in the phase before.
    var approval: [BenchStep] { by("operator", .approve(.with { $0.proposalID = newestID })) }

    /// Adds a second key.
    func newKey() throws -> [BenchStep] {
        let id = newcomer.memberID
        let keys = MemberKeys(generatingFor: id, keyID: "key-2", runsNode: false)
        let key = try keys.registration(ledger: BenchConsortium.origin)
        return by(id, .rotateKey(.with { $0.key = key }))
    }

    var keyEnd: [BenchStep] {
        let revocation = RevokeKey.with {
            $0.keyID = "key-2"
            $0.reason = "not needed"
        }
        return by(newcomer.memberID, .revokeKey(revocation))
    }

    var qualification: [BenchStep] {
        by("regulator", Self.grant(newcomer.memberID, .collection, fromMs: startMs))
    }

    static func grant(
        _ member: String,
        _ kind: QualificationKind,
        fromMs: UInt64
    ) -> TransactionBody.OneOf_Command {
        .grantQualification(
            .with {
                $0.memberID = member
                $0.kind = kind
                $0.standard = "GB/T 33598"
                $0.process = "disassembly"
                $0.capacityKgPerYear = 10_000_000
                $0.validFromMs = fromMs - dayMs
                $0.validUntilMs = fromMs + 365 * dayMs
            }
        )
    }

    var qualificationEnd: [BenchStep] {
        let revocation = RevokeQualification.with {
            $0.memberID = newcomer.memberID
            $0.kind = .collection
            $0.reason = "waste water"
        }
        return by("regulator", .revokeQualification(revocation))
    }

    /// The voter's own proposal takes effect at once, as does the next.
    var suspension: [BenchStep] {
        let suspension = SuspendMember.with {
            $0.memberID = newcomer.memberID
            $0.reason = "unpaid fees"
        }
        return by("operator", .suspendMember(suspension))
    }

    var reinstatement: [BenchStep] {
        let reinstatement = ReinstateMember.with {
            $0.memberID = newcomer.memberID
            $0.reason = "paid"
        }
        return by("operator", .reinstateMember(reinstatement))
    }

    /// Is proposed only: there is one policy for all lives.
    var policy: [BenchStep] {
        by("manager", .setPolicy(.with { $0.policy = FamiliesBenchmark.policy }))
    }
}

// MARK: - Confidentiality

extension BenchLife {
    /// No private key belongs to it: nothing is sealed here.
    var encryptionKey: [BenchStep] {
        by(newcomer.memberID, .publishEncryptionKey(.with { $0.encryptionKey = bytes(1) }))
    }

    var payload: [BenchStep] {
        let payload = CommitPayload.with {
            $0.commitment = bytes(2)
            $0.kind = .price
            $0.subject = "battery/\(pack)"
            $0.sealedDigest = bytes(3)
        }
        return by("manager", .commitPayload(payload))
    }

    var access: [BenchStep] {
        let grant = GrantAccess.with {
            $0.commitment = bytes(2)
            $0.granteeID = newcomer.memberID
            $0.grantedKeyDigest = bytes(4)
        }
        return by("manager", .grantAccess(grant))
    }

    var accessEnd: [BenchStep] {
        let revocation = RevokeAccess.with {
            $0.commitment = bytes(2)
            $0.granteeID = newcomer.memberID
            $0.sealedDigest = bytes(5)
        }
        return by("manager", .revokeAccess(revocation))
    }

    var payloadEnd: [BenchStep] {
        by("manager", .destroyPayloadKey(.with { $0.commitment = bytes(2) }))
    }
}
