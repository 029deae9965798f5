import CycladeSchema

// Calling packs home: at once, or by notice and appointment.

extension Nation {
    /// Calls a pack home, and decides who fetches it and which centre it goes to.
    mutating func call(_ pack: Int, _ reason: RecallReason, by signer: String) {
        var recall = OpenRecall()
        recall.batteryID = packs[pack].id
        recall.reason = reason
        write(signer, .openRecall(recall))
        packs[pack].calledDay = today
        packs[pack].isUrgent = reason == .safety
        packs[pack].collector =
            reason == .safety
            ? index(of: roster.collectors)
            : choose(roster.collectors, for: .missingShipment, .stockpile)
        packs[pack].centre = centre(for: pack, reason)
        // What is a person's has been replaced already.
        if let station = packs[pack].station, packs[pack].owner == managerID(station),
            !packs[pack].isSecondUse
        {
            stations[station].packsMissing += 1
        }
    }

    /// The centre that suits a pack, by its number in the roster.
    private mutating func centre(for pack: Int, _ reason: RecallReason) -> Int {
        let users = roster.cascadeUsers.count
        let toUser =
            switch reason {
            case .safety: false
            case .belowStandard:
                packs[pack].station != nil && happens(scenario.cascade.secondUseShare)
            default: true
            }
        if toUser { return index(of: roster.cascadeUsers) }
        return users + dismantler()
    }

    /// A dismantler, by its number: one that a wrong waits for, now and then, or any.
    mutating func dismantler() -> Int {
        happens(0.5)
            ? choose(
                roster.dismantlers,
                for: .phantomDismantling,
                .poorRecovery,
                .idleTreatment
            )
            : index(of: roster.dismantlers)
    }

    /// Looks at a car's pack between two visits, and calls it home by notice if it is worn.
    mutating func check(_ car: Int, _ epoch: Int) {
        guard cars[car].epoch == epoch, let pack = cars[car].pack else { return }
        assess(pack, .estimate)
        guard isBelowStandard(pack) else { return }
        cancelVisit(of: car)
        let manager = managerID(cars[car].station)
        call(pack, .belowStandard, by: manager)
        if isWanted(.unqualifiedHandler, by: cars[car].dealer) {
            agenda.enter(.takeToWorkshop(car: car), on: today + 1)
            return
        }
        notify(pack, by: manager)
        agenda.enter(.arrange(car: car), on: day(in: 1...4))
    }

    /// Sends the holder of a pack a notice, which is answered in time.
    mutating func notify(_ pack: Int, by sender: String) {
        packs[pack].notice = name("notice")
        var notice = NotifyOwner()
        notice.noticeID = packs[pack].notice
        notice.batteryID = packs[pack].id
        let subject = "notice/\(notice.noticeID)"
        notice.messageCommitment = confidences.notice(of: subject, for: sender)
        notice.answerDueMs = Calendar.morning(of: today + 7)
        write(sender, .notifyOwner(notice))
        agenda.enter(.answer(pack: pack), on: day(in: 1...4))
    }

    mutating func answer(_ pack: Int) {
        var answer = AnswerNotice()
        answer.noticeID = packs[pack].notice
        answer.answer = happens(0.85) ? .confirmed : .moved
        write(packs[pack].owner, .answerNotice(answer))
    }

    /// Agrees where and when a pack in a car is handed in.
    mutating func arrange(_ car: Int) {
        guard let pack = cars[car].pack else { return }
        let station = cars[car].station
        var appointment = ScheduleRecall()
        appointment.batteryID = packs[pack].id
        appointment.fromMs = Calendar.morning(of: today + 1)
        appointment.untilMs = Calendar.morning(of: today + 6)
        let last = day(in: 2...5)
        let isAtPoint = happens(scenario.recalls.pointShare)
        if !isAtPoint, let replacement = stations[station].spares.first {
            stations[station].spares.removeFirst()
            appointment.stationID = stations[station].id
            appointment.replacementID = packs[replacement].id
            agenda.enter(.handIn(car: car, replacement: replacement), on: last)
        } else {
            appointment.pointID = nearestPoint(to: station)
            agenda.enter(.collect(pack: pack), on: last)
        }
        write(managerID(station), .scheduleRecall(appointment))
    }

    /// The driver comes to the appointment, and gets the pack that was kept.
    mutating func handIn(_ car: Int, _ replacement: Int) {
        guard let pack = cars[car].pack,
            let exchange = exchange(car, replacement, isRetired: true)
        else { return }
        var retirement = RetireAtSwap()
        retirement.swap = exchange
        write(operatorID(cars[car].station), .retireAtSwap(retirement))
        agenda.enter(.collect(pack: pack), on: day(in: 1...4))
        planVisit(of: car)
    }
}
