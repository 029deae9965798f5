import CycladeSchema
import Rulebook

extension Supervisor {
    /// Folds one event; batteries have a file of their own.
    mutating func fold(_ event: Event, _ entry: SupervisedEntry) {
        switch event {
        case .membership(let event): fold(event, entry)
        case .model(.registered(let design, _)): models[design.modelID] = design
        case .model: break
        case .battery(let event): fold(event, entry)
        case .handover(let event): fold(event, entry)
        case .vehicle(let event): fold(event, entry)
        case .lease(let event): fold(event, entry)
        case .material(let event): fold(event, entry)
        case .evidence(let event): fold(event, entry)
        case .network(let event): fold(event, entry)
        case .warning(let event): fold(event, entry)
        case .station(.registered(let station)):
            stations[station.stationID] = StationPlace(station)
        case .station, .payload: break
        }
    }

    private mutating func fold(_ event: MembershipEvent, _ entry: SupervisedEntry) {
        switch event {
        case .founded(let policy):
            foundedMs = entry.time
            follow(policy)
        case .policySet(let policy): follow(policy)
        case .admitted(let admission, _):
            members[admission.memberID, default: MemberBook()].roles = admission.roles
        case .qualified(let qualification):
            let terms = qualification.terms
            members[terms.memberID]?.qualifications[terms.kind] = terms
            members[terms.memberID]?.revoked[terms.kind] = nil
        case .qualificationRevoked(let kind, let memberID, let time):
            members[memberID]?.revoked[kind] = time
        case .proposed, .approved, .enacted, .suspended, .reinstated, .encryptionKeyPublished,
            .keyRegistered, .keyRevoked:
            break
        }
    }

    private mutating func follow(_ policy: Policy) {
        self.policy = policy
        calendar = DutyCalendar(policy.supervision)
        credits.follow(policy.supervision.credit)
    }

    private mutating func fold(_ event: HandoverEvent, _ entry: SupervisedEntry) {
        switch event {
        case .opened(.shipment, let shipment): shipments[shipment.handoverID] = shipment
        case .received(let id, let missing, _):
            guard let shipment = shipments.removeValue(forKey: id) else { return }
            count(shipment, missing: missing, entry)
        case .withdrawn(.shipment, let id, _): shipments[id] = nil
        case .opened, .accepted, .withdrawn, .contractOpened, .contractUsed, .contractFreed: break
        }
    }

    /// What was shipped has come, or some of it.
    private mutating func count(
        _ shipment: Handover,
        missing: [String],
        _ entry: SupervisedEntry
    ) {
        guard !missing.isEmpty else {
            credits.addGood(.conduct, of: shipment.fromMemberID, leaf: entry.leaf, on: entry.day)
            return
        }
        credits.addBad(
            .conduct,
            of: shipment.fromMemberID,
            .shipmentShort,
            leaf: entry.leaf,
            on: entry.day
        )
        for id in missing {
            find(
                .shipmentShort,
                of: "battery/\(id)",
                holder: shipment.fromMemberID,
                evidence: [entry.leaf],
                at: entry.time,
                "shipment \(shipment.handoverID) to \(shipment.toMemberID) came without it"
            )
        }
    }

    private mutating func fold(_ event: VehicleEvent, _ entry: SupervisedEntry) {
        switch event {
        case .scrapDeclared(let id, _):
            begin(.handOverScrapped, of: "vehicle/\(id)", holder: entry.signer, entry)
        case .batteryTakenOut(let id), .scrapped(let id, _):
            fulfil(.handOverScrapped, of: "vehicle/\(id)", entry)
        case .registered, .passedToDealer, .sold, .resold, .leased, .leaseEnded, .batteryFitted:
            break
        }
    }

    private mutating func fold(_ event: LeaseEvent, _ entry: SupervisedEntry) {
        switch event {
        case .offered(let lease): leases[lease.terms.leaseID] = lease.assetManagerID
        case .returnDemanded(let id, _, let due):
            begin(
                .returnLeased,
                of: "lease/\(id)",
                holder: leases[id] ?? "",
                from: due,
                entry
            )
        case .closed(let id, _, _):
            dismiss([.returnLeased], of: "lease/\(id)")
            leases[id] = nil
        case .planPublished, .opened, .amended, .assigned, .takenOver, .paid, .reminded, .broken,
            .lossIncurred, .lossMadeGood, .depositSettled:
            break
        }
    }

    private mutating func fold(_ event: EvidenceEvent, _ entry: SupervisedEntry) {
        switch event {
        case .anchored(let gateway): fold(gateway, entry)
        case .corrected(_, let correction):
            guard members[correction.memberID]?.roles.contains(.regulator) == true else { return }
            credits.annul(correction.correction.leaf, on: entry.day)
        case .irregularityStated(let irregularity):
            let id = irregularity.statement.irregularityID
            irregularities[id] = irregularity
            begin(.confirmIrregularity, of: "irregularity/\(id)", holder: entry.signer, entry)
        case .irregularityConfirmed(let id, _): confirm(id, entry)
        }
    }

    private mutating func fold(_ gateway: Gateway, _ entry: SupervisedEntry) {
        let key = "gateway/\(gateway.memberID)/\(gateway.gatewayID)"
        let known = gateways.updateValue(gateway.missing, forKey: key) ?? 0
        guard gateway.missing > known else {
            credits.addGood(.conduct, of: gateway.memberID, leaf: entry.leaf, on: entry.day)
            return
        }
        credits.addBad(
            .conduct,
            of: gateway.memberID,
            .telemetryGap,
            leaf: entry.leaf,
            on: entry.day
        )
        find(
            .telemetryGap,
            of: key,
            holder: gateway.memberID,
            evidence: [entry.leaf],
            at: entry.time,
            "\(gateway.missing - known) segments before number \(gateway.number) are missing"
        )
    }

    private mutating func confirm(_ id: String, _ entry: SupervisedEntry) {
        fulfil(.confirmIrregularity, of: "irregularity/\(id)", entry)
        guard let irregularity = irregularities.removeValue(forKey: id) else { return }
        // Whoever had it by the record let it go without one; its events have moved it by now.
        let holder = custodianBefore
        credits.addBad(.conduct, of: holder, .irregularity, leaf: entry.leaf, on: entry.day)
        find(
            .irregularity,
            of: "irregularity/\(id)",
            holder: holder,
            evidence: [entry.leaf],
            at: entry.time,
            "\(irregularity.statement.kind) of \(irregularity.statement.batteryID)"
        )
    }

    private mutating func fold(_ event: NetworkEvent, _ entry: SupervisedEntry) {
        switch event {
        case .pointOpened(let point):
            members[point.operatorID]?.storage += UInt64(point.terms.capacity)
        case .noticeSent(let notice):
            begin(
                .answerNotice,
                of: "notice/\(notice.terms.noticeID)",
                holder: entry.signer,
                from: notice.terms.answerDueMs,
                entry
            )
        case .noticeAnswered(let id, _, _): fulfil(.answerNotice, of: "notice/\(id)", entry)
        case .incentiveClaimed(_, _, let claim):
            indicators.valueFen[claim.memberID, default: EntrySum()]
                .add(claim.amountFen, entry.leaf)
        case .agreementOpened, .agreementAccepted, .agreementEnded, .schedulePublished, .settled,
            .incentivePosted:
            break
        }
    }

    private mutating func fold(_ event: WarningEvent, _ entry: SupervisedEntry) {
        switch event {
        case .raised(let warning):
            begin(
                .acknowledgeWarning,
                of: "warning/\(warning.terms.warningID)",
                holder: warning.terms.dutyHolderID,
                entry
            )
        case .acknowledged(let id, let memberID, _, _):
            // Done by a regulator in its holder's place, it speaks for nobody.
            let duty = duties.end(.acknowledgeWarning, of: "warning/\(id)")
            guard let duty, !duty.isOverdue, duty.holderID == memberID else { return }
            credits.addGood(.timeliness, of: memberID, leaf: entry.leaf, on: entry.day)
        }
    }
}
