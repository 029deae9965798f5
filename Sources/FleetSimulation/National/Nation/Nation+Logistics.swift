import CycladeSchema

// The way home: fetched, loaded, counted, and taken in by a centre.

extension Nation {
    /// A collector fetches a pack from where it is.
    mutating func collect(_ pack: Int) {
        writeCollection(pack)
        let collector = packs[pack].collector
        let isHoarded =
            !packs[pack].isUrgent && isWanted(.stockpile, by: roster.collectors[collector])
        if isHoarded { plant(.stockpile, "battery/\(packs[pack].id)") }
        switch packs[pack].place {
        case .slot:
            if let station = packs[pack].station { freeSlot(of: pack, at: station) }
        case .car(let car):
            leaveCar(pack)
            go(on: car)
        case .elsewhere: break
        }
        if packs[pack].isUrgent {
            agenda.enter(.ship(pack: pack), on: today + 1)
        } else if isHoarded {
            agenda.enter(.ship(pack: pack), on: day(in: 40...90))
        } else {
            load(pack)
        }
    }

    private mutating func writeCollection(_ pack: Int) {
        var collection = CollectBattery()
        collection.batteryID = packs[pack].id
        write(roster.collectors[packs[pack].collector], .collectBattery(collection))
    }

    /// Puts a pack into the collector's yard, for the next truck.
    private mutating func load(_ pack: Int) {
        let yard = packs[pack].collector * roster.centres.count + packs[pack].centre
        yards[yard].packs.append(pack)
        guard !yards[yard].isPlanned else { return }
        yards[yard].isPlanned = true
        agenda.enter(.drive(yard: yard), on: day(in: 1...4))
    }

    mutating func drive(_ yard: Int) {
        let list = yards[yard].packs
        yards[yard] = NationYard()
        for start in stride(from: 0, to: list.count, by: 60) {
            ship(Array(list[start..<min(start + 60, list.count)]))
        }
    }

    /// Sends collected packs of one collector to one centre.
    mutating func ship(_ list: [Int]) {
        guard let first = list.first else { return }
        let collector = packs[first].collector
        let centre = packs[first].centre
        var shipment = OpenShipment()
        shipment.shipmentID = name("load")
        shipment.toMemberID = roster.centres[centre]
        shipment.batteryIds = list.map { packs[$0].id }
        shipment.carrierID = roster.collectors[collector]
        shipment.dangerousGoods = list.contains { packs[$0].finding != nil } ? .damaged : .class9
        write(roster.collectors[collector], .openShipment(shipment))
        shipments.append(
            NationShipment(
                id: shipment.shipmentID,
                collector: collector,
                centre: centre,
                packs: list
            )
        )
        let days = packs[first].isUrgent ? 1...1 : 1...3
        agenda.enter(.arrive(shipment: shipments.count - 1), on: day(in: days))
    }

    /// The centre counts what has come, and takes it in.
    mutating func arrive(_ number: Int) {
        let shipment = shipments[number]
        let centre = roster.centres[shipment.centre]
        var closing = CloseShipment()
        closing.shipmentID = shipment.id
        let missing = missingPack(of: shipment)
        if let missing { closing.missingIds = [packs[missing].id] }
        write(centre, .closeShipment(closing))
        if let missing { loseOnTheWay(missing, shipment) }
        let list = shipment.packs.filter { $0 != missing }
        shipments[number].packs = list
        guard !list.isEmpty else { return }
        var receipt = ReceiveAtCentre()
        receipt.batteryIds = list.map { packs[$0].id }
        write(centre, .receiveAtCentre(receipt))
        for pack in list where !packs[pack].isRewarded && happens(0.25) {
            packs[pack].isRewarded = true
            claim("incentive-collected", pack, by: roster.collectors[packs[pack].collector])
        }
        agenda.enter(.test(shipment: number), on: day(in: 1...7))
    }

    mutating func claim(_ incentive: String, _ pack: Int, by member: String) {
        var claim = ClaimIncentive()
        claim.incentiveID = incentive
        claim.batteryID = packs[pack].id
        write(member, .claimIncentive(claim))
    }

    /// The pack that a dishonest collector keeps back; it can still come home in time.
    private func missingPack(of shipment: NationShipment) -> Int? {
        guard isWanted(.missingShipment, by: roster.collectors[shipment.collector]) else {
            return nil
        }
        return shipment.packs.first { today - packs[$0].calledDay <= 14 && !packs[$0].isUrgent }
    }

    private mutating func loseOnTheWay(_ pack: Int, _ shipment: NationShipment) {
        plant(
            .missingShipment,
            "battery/\(packs[pack].id)",
            related: ["shipment/\(shipment.id)"]
        )
        let isLost = happens(0.3)
        if isLost {
            var loss = ReportLost()
            loss.batteryID = packs[pack].id
            loss.accountCommitment = confidences.paper(
                "Account of a loss",
                of: "battery/\(loss.batteryID)",
                for: roster.collectors[shipment.collector]
            )
            write(roster.collectors[shipment.collector], .reportLost(loss))
        }
        agenda.enter(.turnUp(pack: pack, isLost: isLost), on: day(in: 3...8))
    }

    /// A pack that was missing is there again, and goes to the centre at once.
    mutating func turnUp(_ pack: Int, _ isLost: Bool) {
        if isLost {
            var finding = ReportFound()
            finding.batteryID = packs[pack].id
            write(roster.collectors[packs[pack].collector], .reportFound(finding))
            writeCollection(pack)
        }
        ship([pack])
    }
}
