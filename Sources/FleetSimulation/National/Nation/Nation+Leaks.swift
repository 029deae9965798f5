import CycladeSchema

/// The steps of the ladder after a leased pack has vanished.
enum LeakStep {
    case remind
    case demand
    case breach
    case lose
    case settle
}

extension Nation {
    /// A car leaves its station and never comes back.
    mutating func vanish(_ car: Int) {
        guard let pack = cars[car].pack else { return }
        plant(
            .leak,
            "battery/\(packs[pack].id)",
            by: "",
            related: ["lease/\(cars[car].lease)", "vehicle/\(cars[car].id)"]
        )
        cancelVisit(of: car)
        agenda.enter(.leak(car: car, step: .remind), on: day(in: 70...86))
    }

    /// The lessor climbs the ladder: reminder, demand, breach, loss, settlement.
    ///
    /// From the demand to the end it takes 25 of the 30 days that the lessee has.
    mutating func leak(_ car: Int, _ step: LeakStep) {
        guard let pack = cars[car].pack else { return }
        let station = cars[car].station
        let manager = managerID(station)
        switch step {
        case .remind:
            var reminder = RemindLessee()
            reminder.leaseID = cars[car].lease
            write(manager, .remindLessee(reminder))
            agenda.enter(.leak(car: car, step: .demand), on: today + 3)
        case .demand:
            demandReturn(car, .breach)
            agenda.enter(.leak(car: car, step: .breach), on: today + 9)
        case .breach:
            var breach = RecordBreach()
            breach.leaseID = cars[car].lease
            breach.kind = today > cars[car].paidUntil ? .paymentOverdue : .misuse
            breach.evidenceCommitment = confidences.paper(
                "Evidence of a breach",
                of: "lease/\(breach.leaseID)",
                for: manager
            )
            write(manager, .recordBreach(breach))
            agenda.enter(.leak(car: car, step: .lose), on: today + 12)
        case .lose:
            var loss = ReportLost()
            loss.batteryID = packs[pack].id
            loss.accountCommitment = confidences.paper(
                "Account of a loss",
                of: "battery/\(loss.batteryID)",
                for: manager
            )
            write(manager, .reportLost(loss))
            agenda.enter(.leak(car: car, step: .settle), on: today + 4)
        case .settle:
            settleLoss(of: pack, under: car)
            settleDeposit(car, .forfeited)
            var closing = CloseLease()
            closing.leaseID = cars[car].lease
            write(manager, .closeLease(closing))
            leaveCar(pack)
            cars[car].ending = .returned
            stations[station].packsMissing += 1
            stations[station].carsMissing += 1
        }
    }
}
