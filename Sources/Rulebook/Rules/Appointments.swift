import CycladeSchema
import Vocabulary

extension ScheduleRecall {
    /// The longest time that an appointment may span, in milliseconds: two weeks.
    private static let longestWindow: UInt64 = 14 * 24 * 60 * 60 * 1_000

    /// How far ahead it may end, in milliseconds: 30 days, since a replacement is kept until then.
    private static let furthest: UInt64 = 30 * 24 * 60 * 60 * 1_000

    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard battery.stage == .recalled else {
            throw Refusal(
                .notUnderRecall,
                "battery_id",
                "\(batteryID) is \(battery.stage), and must be recalled."
            )
        }
        let parties = [battery.ownerID, battery.producerID, battery.recall.openedBy]
        guard parties.contains(context.signer.memberID) else {
            throw Refusal(.notParty, "battery_id", "It is for whoever called it home.")
        }
        guard fromMs >= context.blockTime, untilMs > fromMs,
            untilMs - fromMs <= Self.longestWindow, untilMs - context.blockTime <= Self.furthest
        else {
            throw Refusal(
                .outOfRange,
                "until_ms",
                "Name a window ahead of at most two weeks that ends within 30 days."
            )
        }
        try requireWhere(context)
        var appointment = Appointment()
        appointment.terms = self
        appointment.madeBy = context.signer.memberID
        return try [.battery(.scheduled(batteryID, appointment))] + hold(for: battery, context)
    }

    private func requireWhere(_ context: RuleContext) throws(Refusal) {
        switch self.where {
        case .stationID(let id): _ = try context.require(.station(id), "station_id")
        case .pointID(let id): _ = try context.require(.collectionPoint(id), "point_id")
        case nil: throw Refusal(.invalidValue, "where", "Name a station or a collection point.")
        }
    }

    /// Keeps the replacement for the vehicle that hands the battery in.
    private func hold(
        for battery: Battery,
        _ context: RuleContext
    ) throws(Refusal) -> [Event] {
        guard !replacementID.isEmpty else { return [] }
        guard case .vehicleID(let vehicleID) = battery.place.kind else {
            throw Refusal(.wrongPlace, "replacement_id", "\(batteryID) is in no vehicle.")
        }
        let replacement = try context.require(.battery(replacementID), "replacement_id")
        guard case .stationSlot(let slot) = replacement.place.kind, slot.stationID == stationID
        else {
            throw Refusal(.wrongPlace, "replacement_id", "\(replacementID) is not in the station.")
        }
        try context.requireStage(of: replacement, .atStation, field: "replacement_id")
        try context.requireNoOffer(of: replacement, "replacement_id")
        try context.requireNotHeld(replacement, except: vehicleID, "replacement_id")
        let vehicle = try context.require(.vehicle(vehicleID), "battery_id")
        let lease = try context.requireOpenLease(of: vehicle, "battery_id")
        try context.requirePromise(of: lease, by: replacement, "replacement_id")
        var hold = Hold()
        hold.vehicleID = vehicleID
        hold.heldBy = context.signer.memberID
        hold.untilMs = untilMs
        return [.battery(.held(replacementID, hold))]
    }
}

extension NotifyOwner {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.parse(noticeID, "notice_id") { try RecordName($0) }
        try context.requireNew(.notice(noticeID), "notice_id")
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard [battery.ownerID, battery.producerID].contains(context.signer.memberID) else {
            throw Refusal(.notOwner, "battery_id", "It is for its owner or its producer to write.")
        }
        try context.requireCommitment(messageCommitment, "message_commitment")
        guard answerDueMs > context.blockTime else {
            throw Refusal(.outOfRange, "answer_due_ms", "Leave time to answer.")
        }
        var notice = Notice()
        notice.terms = self
        notice.sentBy = context.signer.memberID
        notice.sentMs = context.blockTime
        return [.network(.noticeSent(notice))]
    }
}

extension AnswerNotice {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let notice = try context.require(.notice(noticeID), "notice_id")
        try context.requireParty(notice.sentBy, "notice_id")
        guard notice.answer == .unspecified else {
            throw Refusal(.alreadyDone, "notice_id", "Its answer is \(notice.answer).")
        }
        try context.requireKnown(answer, not: .unspecified, "answer")
        if answer == .noShow, context.blockTime <= notice.terms.answerDueMs {
            throw Refusal(.groundMissing, "answer", "There is still time to answer.")
        }
        return [.network(.noticeAnswered(noticeID, answer, at: context.blockTime))]
    }
}
