public import CycladeSchema
import StateMap
public import Vocabulary

/// Where a record of type `Value` stands in the state.
///
/// The text is what proofs show and what `docs/domain.md` lists (`battery/001PE…`); the path, its
/// SHA-256, is what the state map commits to.
public struct RecordKey<Value: StoredRecord>: Hashable, Sendable {
    /// The key's text: ASCII, kind first.
    public let text: String

    init(_ text: String) {
        self.text = text
    }

    /// SHA-256 of the text.
    public var path: Digest { StateMap.path(of: Array(text.utf8)) }
}

extension RecordKey where Value == Policy {
    /// The parameters of the rules.
    public static var policy: Self { Self("policy") }
}

extension RecordKey where Value == Consortium {
    /// The list of voters.
    public static var consortium: Self { Self("consortium") }
}

extension RecordKey where Value == Member {
    /// A member by its id.
    public static func member(_ id: String) -> Self { Self("member/\(id)") }
}

extension RecordKey where Value == MemberKey {
    /// A member's transaction key by member and key id.
    public static func key(_ memberID: String, _ keyID: String) -> Self {
        Self("key/\(memberID)/\(keyID)")
    }
}

extension RecordKey where Value == KeyOwner {
    /// Whose a public key is, by the SHA-256 of its bytes.
    public static func keyOwner(_ publicKey: Digest) -> Self { Self("key-owner/\(publicKey)") }
}

extension RecordKey where Value == Qualification {
    /// What a member is entitled to, by the number of the kind.
    public static func qualification(_ memberID: String, _ kind: QualificationKind) -> Self {
        Self("qualification/\(memberID)/\(kind.rawValue)")
    }
}

extension RecordKey where Value == Proposal {
    /// A proposal by the id of the transaction that opened it.
    public static func proposal(_ id: Digest) -> Self { Self("proposal/\(id)") }
}

extension RecordKey where Value == Manufacturer {
    /// Whose a manufacturer code is.
    public static func manufacturer(_ code: String) -> Self { Self("manufacturer/\(code)") }
}

extension RecordKey where Value == Model {
    /// A battery model by its id.
    public static func model(_ id: String) -> Self { Self("model/\(id)") }
}

extension RecordKey where Value == Battery {
    /// A battery by its code or enrolment number.
    public static func battery(_ id: String) -> Self { Self("battery/\(id)") }
}

extension RecordKey where Value == SupplyContract {
    /// A supply contract by its id.
    public static func supplyContract(_ id: String) -> Self { Self("supply-contract/\(id)") }
}

extension RecordKey where Value == Handover {
    /// A delivery under a supply contract.
    public static func delivery(_ id: String) -> Self { Self("delivery/\(id)") }

    /// An offer of ownership.
    public static func offer(_ id: String) -> Self { Self("offer/\(id)") }

    /// A shipment between custodians.
    public static func shipment(_ id: String) -> Self { Self("shipment/\(id)") }
}

extension RecordKey where Value == Vehicle {
    /// A vehicle by its random id.
    public static func vehicle(_ id: String) -> Self { Self("vehicle/\(id)") }
}

extension RecordKey where Value == Lease {
    /// A lease by its id.
    public static func lease(_ id: String) -> Self { Self("lease/\(id)") }
}

extension RecordKey where Value == Plan {
    /// An asset manager's plan by its id.
    public static func plan(_ id: String) -> Self { Self("plan/\(id)") }
}

extension RecordKey where Value == Station {
    /// A swap station by its id.
    public static func station(_ id: String) -> Self { Self("station/\(id)") }
}

extension RecordKey where Value == MaterialLot {
    /// A lot of recovered material by its id.
    public static func lot(_ id: String) -> Self { Self("lot/\(id)") }
}

extension RecordKey where Value == PriceIndex {
    /// A price index by its id.
    public static func priceIndex(_ id: String) -> Self { Self("price-index/\(id)") }
}

extension RecordKey where Value == MaterialContract {
    /// A material contract by its id.
    public static func materialContract(_ id: String) -> Self { Self("material-contract/\(id)") }
}

extension RecordKey where Value == Gateway {
    /// A member's telemetry gateway.
    public static func gateway(_ memberID: String, _ id: String) -> Self {
        Self("gateway/\(memberID)/\(id)")
    }
}

extension RecordKey where Value == Correction {
    /// A correction by the id of the transaction that made it.
    public static func correction(_ id: Digest) -> Self { Self("correction/\(id)") }
}

extension RecordKey where Value == Irregularity {
    /// A statement of an irregular fact by its id.
    public static func irregularity(_ id: String) -> Self { Self("irregularity/\(id)") }
}

extension RecordKey where Value == CollectionPoint {
    /// A place where batteries are handed in by its id.
    public static func collectionPoint(_ id: String) -> Self { Self("point/\(id)") }
}

extension RecordKey where Value == NetworkAgreement {
    /// Who collects for whom, by the agreement's id.
    public static func networkAgreement(_ id: String) -> Self { Self("network-agreement/\(id)") }
}

extension RecordKey where Value == Notice {
    /// A notice to the holder of a battery by its id.
    public static func notice(_ id: String) -> Self { Self("notice/\(id)") }
}

extension RecordKey where Value == Schedule {
    /// How proceeds are divided, by the schedule's id.
    public static func schedule(_ id: String) -> Self { Self("schedule/\(id)") }
}

extension RecordKey where Value == Statement {
    /// A statement of proceeds by its id.
    public static func statement(_ id: String) -> Self { Self("statement/\(id)") }

    /// The statement by which a battery's proceeds were divided under a schedule.
    public static func settlement(_ scheduleID: String, _ batteryID: String) -> Self {
        Self("settlement/\(scheduleID)/\(batteryID)")
    }
}

extension RecordKey where Value == Incentive {
    /// Public money for an event, by its id.
    public static func incentive(_ id: String) -> Self { Self("incentive/\(id)") }
}

extension RecordKey where Value == IncentiveClaim {
    /// The claim of an incentive for a battery.
    public static func incentiveClaim(_ incentiveID: String, _ batteryID: String) -> Self {
        Self("incentive-claim/\(incentiveID)/\(batteryID)")
    }
}

extension RecordKey where Value == CommittedPayload {
    /// What is known of a confidential payload by its commitment.
    public static func payload(_ commitment: Digest) -> Self { Self("payload/\(commitment)") }
}

extension RecordKey where Value == Warning {
    /// A warning by its id.
    public static func warning(_ id: String) -> Self { Self("warning/\(id)") }
}
