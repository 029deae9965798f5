import CycladeSchema
import Vocabulary

// Who gets what: proceeds by a published schedule, and public money for verified events.

extension PublishSchedule {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.parse(scheduleID, "schedule_id") { try RecordName($0) }
        try context.requireNew(.schedule(scheduleID), "schedule_id")
        try context.requireList(shares.map(\.memberID), "shares")
        for share in shares { _ = try context.require(.member(share.memberID), "shares") }
        guard try context.sum(shares.map { UInt64($0.shareBp) }, "shares") == 10_000 else {
            throw Refusal(.notConserved, "shares", "Together they are 10,000 basis points.")
        }
        var schedule = Schedule()
        schedule.terms = self
        schedule.publishedBy = context.signer.memberID
        return [.network(.schedulePublished(schedule))]
    }
}

extension SettleStatement {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.parse(statementID, "statement_id") { try RecordName($0) }
        try context.requireNew(.statement(statementID), "statement_id")
        let schedule = try context.require(.schedule(scheduleID), "schedule_id")
        try context.requireParty(schedule.publishedBy, "schedule_id")
        try context.requireList(batteryIds, "battery_ids")
        for id in batteryIds {
            _ = try context.require(.battery(id), "battery_ids")
            try context.requireNew(.settlement(scheduleID, id), "battery_ids")
        }
        try context.requireCommitment(totalCommitment, "total_commitment")
        guard shares.map(\.memberID) == schedule.terms.shares.map(\.memberID) else {
            throw Refusal(.planMismatch, "shares", "Name the schedule's members, in its order.")
        }
        for share in shares { try context.requireCommitment(share.amountCommitment, "shares") }
        var statement = Statement()
        statement.statementID = statementID
        statement.scheduleID = scheduleID
        statement.settledMs = context.blockTime
        return [.network(.settled(statement, batteries: batteryIds))]
    }
}

extension PostIncentive {
    /// More than any budget: ten trillion yuan.
    private static let mostFen: ClosedRange<UInt64> = 1...1_000_000_000_000_000

    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.regulator)
        _ = try context.parse(incentiveID, "incentive_id") { try RecordName($0) }
        try context.requireNew(.incentive(incentiveID), "incentive_id")
        try context.requireKnown(event, not: .unspecified, "event")
        try context.requireRange(fenPerEvent, Self.mostFen, "fen_per_event")
        try context.requireRange(budgetFen, fenPerEvent...Self.mostFen.upperBound, "budget_fen")
        guard untilMs > fromMs, untilMs > context.blockTime else {
            throw Refusal(.outOfRange, "until_ms", "It must end after it begins, and later.")
        }
        var incentive = Incentive()
        incentive.terms = self
        incentive.postedBy = context.signer.memberID
        return [.network(.incentivePosted(incentive))]
    }
}

extension ClaimIncentive {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let incentive = try context.require(.incentive(incentiveID), "incentive_id")
        let terms = incentive.terms
        guard (terms.fromMs...terms.untilMs).contains(context.blockTime) else {
            throw Refusal(.expired, "incentive_id", "It does not run now.")
        }
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireNew(.incentiveClaim(incentiveID, batteryID), "battery_id")
        let claimant = context.signer.memberID
        let earner = terms.event == .collected ? battery.collectedBy : battery.dismantledBy
        guard earner == claimant else {
            throw Refusal(.groundMissing, "battery_id", "The record does not say that you did it.")
        }
        guard terms.fenPerEvent <= terms.budgetFen - incentive.claimedFen else {
            throw Refusal(.insufficient, "incentive_id", "The budget is used up.")
        }
        var claim = IncentiveClaim()
        claim.memberID = claimant
        claim.claimedMs = context.blockTime
        claim.amountFen = terms.fenPerEvent
        return [.network(.incentiveClaimed(incentiveID, for: batteryID, claim))]
    }
}
