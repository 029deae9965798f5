import CycladeSchema

// Duties: what begins them, what ends them, and what becomes of those that nobody does.

extension Supervisor {
    /// Opens a duty whose days are counted from `time`, if terms for it are in force.
    mutating func begin(
        _ kind: DutyKind,
        of subject: String,
        holder: String,
        from time: UInt64? = nil,
        _ entry: SupervisedEntry
    ) {
        guard let deadline = calendar.deadline(of: kind, from: time ?? entry.time) else { return }
        duties.begin(
            Duty(
                kind,
                of: subject,
                holder: holder,
                since: entry.mark,
                dueMs: deadline.dueMs,
                source: deadline.source
            )
        )
    }

    /// Ends a duty that was done: in time, it speaks for its holder.
    mutating func fulfil(_ kind: DutyKind, of subject: String, _ entry: SupervisedEntry) {
        guard let duty = duties.end(kind, of: subject), !duty.isOverdue else { return }
        credits.addGood(.timeliness, of: duty.holderID, leaf: entry.leaf, on: entry.day)
    }

    /// Ends duties that there is no more occasion for.
    mutating func dismiss(_ kinds: [DutyKind], of subject: String) {
        for kind in kinds { _ = duties.end(kind, of: subject) }
    }

    /// What becomes of a duty when its last moment has passed.
    mutating func findOverdue(_ duty: Duty) {
        let day = WorkDays.day(of: duty.dueMs) + 1
        let rule: WarningRule = duty.kind == .returnLeased ? .returnOverdue : .dutyOverdue
        if rule == .dutyOverdue {
            credits.addBad(
                .timeliness,
                of: duty.holderID,
                rule,
                leaf: duty.openedLeaf,
                on: day
            )
        }
        // A warning that nobody takes note of does not breed another; the due list shows it.
        guard duty.kind != .acknowledgeWarning else { return }
        find(
            rule,
            of: duty.subject,
            holder: duty.holderID,
            evidence: [duty.openedLeaf],
            at: duty.dueMs + 1,
            "\(duty.kind) was due by the end of \(DayText(day - 1))"
        )
    }

    /// Judges how soon after it happened something was reported.
    mutating func judgeReport(_ entry: SupervisedEntry) {
        guard let kind = entry.body.command?.reportDuty,
            let deadline = calendar.deadline(of: kind, from: entry.body.occurredMs)
        else { return }
        guard entry.time > deadline.dueMs else {
            credits.addGood(.timeliness, of: entry.signer, leaf: entry.leaf, on: entry.day)
            return
        }
        credits.addBad(.timeliness, of: entry.signer, .reportLate, leaf: entry.leaf, on: entry.day)
        for subject in entry.body.command?.reportSubjects ?? [] {
            find(
                .reportLate,
                of: subject,
                holder: entry.signer,
                evidence: [entry.leaf],
                at: entry.time,
                "reported on \(DayText(entry.day)), due by \(DayText(WorkDays.day(of: deadline.dueMs)))"
            )
        }
    }
}

extension TransactionBody.OneOf_Command {
    /// The duty that this is the report of, if it is one.
    fileprivate var reportDuty: DutyKind? {
        switch self {
        case .registerVehicle, .sellVehicle, .resellVehicle: .reportVehicle
        case .recordMaintenance: .reportMaintenance
        case .collectBattery: .reportCollection
        case .receiveAtCentre: .reportReceipt
        case .deploySecondUse, .returnFromSecondUse: .reportSecondUse
        case .dismantle: .reportDismantling
        default: nil
        }
    }

    /// The keys of the records that a report is about.
    fileprivate var reportSubjects: [String] {
        switch self {
        case .registerVehicle(let command): ["vehicle/\(command.vehicleID)"]
        case .sellVehicle(let command): ["vehicle/\(command.vehicleID)"]
        case .resellVehicle(let command): ["vehicle/\(command.vehicleID)"]
        case .recordMaintenance(let command): ["battery/\(command.batteryID)"]
        case .collectBattery(let command): ["battery/\(command.batteryID)"]
        case .receiveAtCentre(let command): command.batteryIds.map { "battery/\($0)" }
        case .deploySecondUse(let command): ["battery/\(command.batteryID)"]
        case .returnFromSecondUse(let command): ["battery/\(command.batteryID)"]
        case .dismantle(let command): command.batteryIds.map { "battery/\($0)" }
        default: []
        }
    }
}
