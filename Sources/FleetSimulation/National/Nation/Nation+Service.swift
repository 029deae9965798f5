import CycladeSchema

// Repairs in the car and in the workshop; packs mislaid and found; accidents.

extension Nation {
    /// A day in milliseconds.
    static let dayMs: UInt64 = 86_400_000

    /// Reports work on a car's pack since its last visit.
    mutating func maintain(_ pack: Int, days: Int) {
        let isLate = isWanted(.lateReport) && today - packs[pack].madeDay > 130
        let chance = scenario.service.repairsAYear * (1 - scenario.service.workshopShare)
        guard happens(chance * Double(days) / 365) || isLate else { return }
        let provider =
            isLate
            ? wrongs.culprit(.lateReport)
            : roster.serviceProviders[index(of: roster.serviceProviders)]
        let ago = UInt64(isLate ? random.whole(in: 75...120) : random.whole(in: 0...4))
        let kinds: [MaintenanceKind] = [.inspection, .repair, .softwareUpdate]
        recordMaintenance(pack, kinds[index(of: kinds)], by: provider, ago: ago)
        if isLate { plant(.lateReport, "battery/\(packs[pack].id)") }
    }

    private mutating func recordMaintenance(
        _ pack: Int,
        _ kind: MaintenanceKind,
        by provider: String,
        ago days: UInt64
    ) {
        var report = RecordMaintenance()
        report.batteryID = packs[pack].id
        report.kind = kind
        report.reportCommitment = confidences.paper(
            "Work report",
            of: "battery/\(report.batteryID)",
            for: provider
        )
        write(provider, .recordMaintenance(report), ago: days * Self.dayMs)
        repairs += 1
        // One in fifty names the report of another work.
        guard repairs.isMultiple(of: 50) else { return }
        correctLast(
            of: "battery/\(report.batteryID)",
            about: report.batteryID,
            by: provider,
            because: "The report of another work was named."
        )
    }

    /// What may happen to a pack that has just come into a slot.
    mutating func afterwards(_ pack: Int, at station: Int, days: Int) {
        let year = Double(days) / 365
        let service = scenario.service
        if happens(service.repairsAYear * service.workshopShare * year) {
            let provider = index(of: roster.serviceProviders)
            unstock(pack, at: station)
            send([pack], from: operatorID(station), to: roster.serviceProviders[provider])
            agenda.enter(.repaired(pack: pack, provider: provider), on: day(in: 2...5))
        } else if happens(scenario.losses.lostAndFoundAYear * year) {
            var loss = ReportLost()
            loss.batteryID = packs[pack].id
            loss.accountCommitment = confidences.paper(
                "Account of a loss",
                of: "battery/\(loss.batteryID)",
                for: operatorID(station)
            )
            write(operatorID(station), .reportLost(loss))
            freeSlot(of: pack, at: station)
            agenda.enter(.found(pack: pack), on: day(in: 3...20))
        }
    }

    /// The workshop has done its work and sends the pack back.
    mutating func repaired(_ pack: Int, _ provider: Int) {
        guard let station = packs[pack].station else { return }
        recordMaintenance(pack, .repair, by: roster.serviceProviders[provider], ago: 1)
        send([pack], from: roster.serviceProviders[provider], to: operatorID(station))
        stations[station].arrivals.append(pack)
    }

    mutating func find(_ pack: Int) {
        guard let station = packs[pack].station else { return }
        var finding = ReportFound()
        finding.batteryID = packs[pack].id
        write(operatorID(station), .reportFound(finding))
        stations[station].arrivals.append(pack)
    }

    /// An accident ends a car and its pack.
    mutating func destroy(_ car: Int) {
        guard let pack = cars[car].pack else { return }
        let station = cars[car].station
        var report = ReportDestroyed()
        report.batteryID = packs[pack].id
        report.accountCommitment = confidences.paper(
            "Account of an accident",
            of: "battery/\(report.batteryID)",
            for: managerID(station)
        )
        write(managerID(station), .reportDestroyed(report))
        leaveCar(pack)
        cars[car].ending = .returned
        cancelVisit(of: car)
        stations[station].packsMissing += 1
        stations[station].carsMissing += 1
        agenda.enter(.settleDestroyed(car: car, pack: pack), on: day(in: 7...20))
    }

    mutating func settleDestroyed(_ car: Int, _ pack: Int) {
        settleLoss(of: pack, under: car)
        demandReturn(car, .lesseeAsked)
        closeLease(car)
    }

    /// The lessee pays for a pack that was lost.
    mutating func settleLoss(of pack: Int, under car: Int) {
        var settlement = SettleLoss()
        settlement.leaseID = cars[car].lease
        settlement.batteryID = packs[pack].id
        settlement.amountCommitment = confidences.payment(
            of: "lease/\(settlement.leaseID)",
            for: managerID(cars[car].station)
        )
        write(managerID(cars[car].station), .settleLoss(settlement))
    }
}
