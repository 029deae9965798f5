public import CycladeSchema
import Vocabulary

// The recycling network: where batteries are handed in, who collects for whom, who gets what.

extension RegisterCollectionPoint {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.collector, .dealer)
        _ = try context.parse(pointID, "point_id") { try StationID($0) }
        try context.requireNew(.collectionPoint(pointID), "point_id")
        try context.requireRange(latitudeE6, -90_000_000...90_000_000, "latitude_e6")
        try context.requireRange(longitudeE6, -180_000_000...180_000_000, "longitude_e6")
        try context.requireRange(capacity, 1...1_000_000, "capacity")
        var point = CollectionPoint()
        point.terms = self
        point.operatorID = context.signer.memberID
        return [.network(.pointOpened(point))]
    }
}

extension OpenNetworkAgreement {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.assetManager, .batteryMaker, .vehicleMaker)
        _ = try context.parse(agreementID, "agreement_id") { try RecordName($0) }
        try context.requireNew(.networkAgreement(agreementID), "agreement_id")
        try context.requireMember(collectorID, .collector, "collector_id")
        try context.requireText(region, "region")
        try context.requireRange(capacityPerMonth, 1...10_000_000, "capacity_per_month")
        try context.requireCommitment(feeCommitment, "fee_commitment")
        guard untilMs > context.blockTime else {
            throw Refusal(.outOfRange, "until_ms", "It would end before it begins.")
        }
        var agreement = NetworkAgreement()
        agreement.terms = self
        agreement.principalID = context.signer.memberID
        return [.network(.agreementOpened(agreement))]
    }
}

extension AcceptNetworkAgreement {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let agreement = try context.require(.networkAgreement(agreementID), "agreement_id")
        try context.requireParty(agreement.terms.collectorID, "agreement_id")
        guard agreement.acceptedMs == 0, agreement.endedMs == 0 else {
            throw Refusal(.alreadyDone, "agreement_id", "It has been accepted or ended.")
        }
        guard context.blockTime < agreement.terms.untilMs else {
            throw Refusal(.expired, "agreement_id", "Its time is over.")
        }
        return [.network(.agreementAccepted(agreementID, at: context.blockTime))]
    }
}

extension EndNetworkAgreement {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let agreement = try context.require(.networkAgreement(agreementID), "agreement_id")
        let parties = [agreement.principalID, agreement.terms.collectorID]
        guard parties.contains(context.signer.memberID) else {
            throw Refusal(.notParty, "agreement_id", "It is for either side to end it.")
        }
        guard agreement.endedMs == 0 else {
            throw Refusal(.alreadyDone, "agreement_id", "It has been ended.")
        }
        return [.network(.agreementEnded(agreementID, at: context.blockTime))]
    }
}

/// What happens in the recycling network.
public enum NetworkEvent: Equatable, Sendable {
    case pointOpened(CollectionPoint)
    case agreementOpened(NetworkAgreement)
    case agreementAccepted(_ agreementID: String, at: UInt64)
    case agreementEnded(_ agreementID: String, at: UInt64)
    case noticeSent(Notice)
    case noticeAnswered(_ noticeID: String, NoticeAnswer, at: UInt64)
    case schedulePublished(Schedule)
    /// Proceeds of these batteries were divided.
    case settled(Statement, batteries: [String])
    case incentivePosted(Incentive)
    case incentiveClaimed(_ incentiveID: String, for: String, IncentiveClaim)

    func apply(to state: LedgerState) {
        switch self {
        case .pointOpened(let point):
            state.create(.collectionPoint(point.terms.pointID), point)
        case .agreementOpened(let agreement):
            state.create(.networkAgreement(agreement.terms.agreementID), agreement)
        case .agreementAccepted(let id, let time):
            state.update(.networkAgreement(id)) { $0.acceptedMs = time }
        case .agreementEnded(let id, let time):
            state.update(.networkAgreement(id)) { $0.endedMs = time }
        case .noticeSent(let notice):
            state.create(.notice(notice.terms.noticeID), notice)
        case .noticeAnswered(let id, let answer, let time):
            state.update(.notice(id)) { notice in
                notice.answer = answer
                notice.answeredMs = time
            }
        case .schedulePublished(let schedule):
            state.create(.schedule(schedule.terms.scheduleID), schedule)
        case .settled(let statement, let batteries):
            state.create(.statement(statement.statementID), statement)
            for id in batteries { state.create(.settlement(statement.scheduleID, id), statement) }
        case .incentivePosted(let incentive):
            state.create(.incentive(incentive.terms.incentiveID), incentive)
        case .incentiveClaimed(let id, let batteryID, let claim):
            state.create(.incentiveClaim(id, batteryID), claim)
            state.update(.incentive(id)) { $0.claimedFen += claim.amountFen }
        }
    }
}
