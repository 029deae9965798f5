import CycladeSchema

/// A swap that happened without the network and waits to be stated.
struct OfflineSwap {
    let car: Int
    let taken: Int
    let given: Int
    let slot: Int
    let day: Int
}

extension Nation {
    /// A pack and a spare change places, and the ledger learns of it days later.
    mutating func swapOffline(_ car: Int, _ given: Int) {
        guard let taken = cars[car].pack, case .slot(let slot) = packs[given].place else { return }
        stations[cars[car].station].spares.removeAll { $0 == given }
        cancelVisit(of: car)
        wrongs.done(.offlineSwap)
        offlineSwaps.append(
            OfflineSwap(car: car, taken: taken, given: given, slot: slot, day: today)
        )
        agenda.enter(.stateOffline(number: offlineSwaps.count - 1), on: day(in: 2...6))
    }

    /// The operator states what happened, and the asset manager confirms it.
    mutating func stateOffline(_ number: Int) {
        let (car, taken, given) = (
            offlineSwaps[number].car, offlineSwaps[number].taken, offlineSwaps[number].given
        )
        let station = cars[car].station
        let ago = UInt64(today - offlineSwaps[number].day) * Self.dayMs
        let ids = ["offline-\(number + 1)-in", "offline-\(number + 1)-out"]
        confirmedSwaps += 1
        // First the spare leaves its slot, then the other pack goes into it.
        state(ids[0], .swappedOffline, given, isIn: .car(car), at: station, ago: ago)
        appealLast(of: ids[0], about: given)
        plant(
            .offlineSwap,
            "irregularity/\(ids[0])",
            related: ["irregularity/\(ids[1])"],
            isPromised: true
        )
        let slot = offlineSwaps[number].slot
        state(ids[1], .swappedOffline, taken, isIn: .slot(slot), at: station, ago: ago)
        appealLast(of: ids[1], about: taken)
        leaveCar(taken)
        packs[taken].place = .slot(slot)
        stations[station].spares.append(taken)
        packs[given].place = .car(car)
        packs[given].body.servingSince = offlineSwaps[number].day
        cars[car].pack = given
        planVisit(of: car)
    }

    /// The regulator grants every other appeal: what was confirmed is held against the operator no
    /// longer.
    private mutating func appealLast(of irregularity: String, about pack: Int) {
        guard !confirmedSwaps.isMultiple(of: 2) else { return }
        correctLast(
            of: "irregularity/\(irregularity)",
            about: packs[pack].id,
            by: roster.regulator,
            because: "The network was down in the whole city."
        )
    }

    /// States where a pack truly is, and has that confirmed.
    mutating func state(
        _ id: String,
        _ kind: IrregularityKind,
        _ pack: Int,
        isIn place: NationPack.Place,
        at station: Int,
        ago: UInt64 = 0
    ) {
        var statement = RecordIrregularity()
        statement.irregularityID = id
        statement.batteryID = packs[pack].id
        statement.kind = kind
        statement.custodianID = operatorID(station)
        statement.evidenceCommitment = confidences.paper(
            "Evidence",
            of: "battery/\(statement.batteryID)",
            for: operatorID(station)
        )
        switch place {
        case .car(let car): statement.place.vehicleID = cars[car].id
        case .slot(let slot):
            statement.place.stationSlot.stationID = stations[station].id
            statement.place.stationSlot.slot = UInt32(slot)
        case .elsewhere: statement.place.premises = operatorID(station)
        }
        write(operatorID(station), .recordIrregularity(statement), ago: ago)
        var confirmation = ConfirmIrregularity()
        confirmation.irregularityID = id
        write(managerID(station), .confirmIrregularity(confirmation))
    }
}
