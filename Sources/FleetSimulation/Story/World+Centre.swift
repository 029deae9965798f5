import CycladeSchema

// The way home: collected, received at a centre, tested, classified, handed to its next owner.

extension World {
    mutating func collect(_ index: Int) {
        var collection = CollectBattery()
        collection.batteryID = units[index].id
        write(Story.collector, .collectBattery(collection))
        if case .vehicle(let vehicle) = units[index].place { freeVehicle(vehicle) }
        units[index].place = .elsewhere
        agenda.enter(.receive(unit: index), on: today + random.whole(in: 1...6))
    }

    /// Ends the lease of a vehicle whose pack is home, and opens another while there is a spare.
    private mutating func freeVehicle(_ vehicle: Int) {
        if vehicles[vehicle].isLeaseOpen { demandReturn(from: vehicle) }
        var closing = CloseLease()
        closing.leaseID = vehicles[vehicle].leaseID
        write(Story.assetManager, .closeLease(closing))
        vehicles[vehicle].pack = nil
        let group = vehicles[vehicle].group
        guard let spare = stations[group].spares.first else { return }
        stations[group].spares.removeFirst()
        lease(vehicle)
        var unstocking = UnstockStation()
        unstocking.stationID = stations[group].id
        unstocking.batteryIds = [units[spare].id]
        write(Story.swapOperator, .unstockStation(unstocking))
        fit(spare, into: vehicle)
    }

    mutating func receive(_ index: Int) {
        var receipt = ReceiveAtCentre()
        receipt.batteryIds = [units[index].id]
        write(units[index].centre, .receiveAtCentre(receipt))
        agenda.enter(.test(unit: index), on: today + random.whole(in: 1...7))
    }

    /// Tests a unit's capacity, decides by the measured value, and hands it on.
    mutating func test(_ index: Int) {
        assess(index, .capacityTest)
        let soh = units[index].lastSohBp ?? 0
        let due = verdict(at: soh)
        var classification = Classify()
        classification.batteryID = units[index].id
        let centre = units[index].centre
        // What was estimated to be worn out is at the dismantler already.
        let ends = units[index].isSecondUse || (centre == Story.dismantler && due == .cascade)
        classification.verdict = ends ? .dismantle : due
        if classification.verdict != due {
            classification.reason = "Its measured life ends here: no further use is known to suit."
        }
        write(centre, .classify(classification))
        switch classification.verdict {
        case .reuse:
            agenda.enter(.sendBack(unit: index), on: today + 2)
        case .cascade:
            transfer(index, to: centre)
            agenda.enter(.join(unit: index), on: today + 1)
        default:
            transfer(index, to: centre)
            agenda.enter(.dismantle(unit: index), on: today + random.whole(in: 2...10))
        }
    }

    private func verdict(at soh: UInt32) -> Verdict {
        if soh >= Story.policy.reuseSohBp { return .reuse }
        return soh >= Story.policy.cascadeSohBp ? .cascade : .dismantle
    }

    mutating func sendBack(_ index: Int) {
        send([units[index].id], from: units[index].centre, to: units[index].owner)
        units[index].isCalledHome = false
    }

    /// Passes ownership of a unit to the centre that holds it.
    private mutating func transfer(_ index: Int, to buyer: String) {
        guard units[index].owner != buyer else { return }
        var offer = OfferTransfer()
        offer.offerID = name("offer")
        offer.toMemberID = buyer
        offer.batteryIds = [units[index].id]
        offer.priceCommitment = confidences.price(
            of: "offer/\(offer.offerID)",
            for: units[index].owner
        )
        write(units[index].owner, .offerTransfer(offer))
        var acceptance = AcceptTransfer()
        acceptance.offerID = offer.offerID
        write(buyer, .acceptTransfer(acceptance))
        units[index].owner = buyer
    }
}
