import CycladeSchema
import Rulebook

extension Life {
    /// The life that the records tell of.
    init(of tale: Tale, in state: LedgerState) {
        let battery = state[.battery(tale.battery)] ?? Battery()
        stage = battery.stage
        owner = battery.ownerCommitment.isEmpty ? battery.ownerID : Self.person
        custodian = battery.custodianID
        place = Where(of: battery)
        if !battery.offerID.isEmpty {
            let isDelivery = state[.delivery(battery.offerID)] != nil
            offer = Offer(to: battery.offeredTo, isDelivery: isDelivery)
        }
        health = Health(of: battery)
        recall = battery.hasRecall ? battery.recall.reason : nil
        isReceived = battery.recall.receivedMs > 0
        hasAppointment = battery.recall.hasAppointment
        isHeld = battery.hasHold
        isSecondLife = !battery.parents.isEmpty
        isOwed = !battery.lossLeaseID.isEmpty
        readHandovers(of: tale, in: state)
        readSurroundings(of: tale, in: state)
    }

    private mutating func readHandovers(of tale: Tale, in state: LedgerState) {
        // What its forebear was sent in or said to be is not its own.
        if let shipment = state[.shipment(tale.parcel)], shipment.acceptedMs == 0,
            shipment.batteryIds == [tale.battery]
        {
            parcel = shipment.toMemberID
        }
        if let irregularity = state[.irregularity(tale.claim)], irregularity.confirmedBy.isEmpty,
            irregularity.statement.batteryID == tale.battery
        {
            let isVehicle = irregularity.statement.place.vehicleID == vehicleID(1)
            claim = isVehicle ? .inVehicle : .onPremises
        }
    }

    private mutating func readSurroundings(of tale: Tale, in state: LedgerState) {
        lease =
            switch state[.lease("lease-1")]?.stage {
            case .open: .open
            case .returnDemanded: .returnDemanded
            case .closed: .closed
            default: .offered
            }
        let vehicle = state[.vehicle(vehicleID(1))] ?? Vehicle()
        if vehicle.scrapDeclaredMs > 0 { car = .declared }
        if vehicle.scrappedMs > 0 { car = .scrapped }
        let other = state[.battery(LifeStep.spare)]?.place.kind
        spare =
            switch other {
            case .stationSlot: .inSlot
            case .vehicleID: .inVehicle
            default: .gone
            }
    }

    /// Whether vehicle, station and lease count what the life says that they hold.
    func isCounted(in state: LedgerState) -> Bool {
        let vehicle = state[.vehicle(vehicleID(1))]
        let fitted: UInt32 = (place == .vehicle ? 1 : 0) + (spare == .inVehicle ? 1 : 0)
        let occupied: UInt64 = (place == .slot ? 1 << 1 : 0) + (spare == .inSlot ? 1 << 2 : 0)
        let lease = state[.lease("lease-1")]
        return vehicle?.batteriesFitted == fitted
            && state[.station("station-1")]?.occupied == occupied
            && lease?.lossesUnsettled == (isOwed ? 1 : 0)
    }
}

extension Life.Where {
    /// The place of `battery`: on the premises of nobody but its custodian.
    fileprivate init(of battery: Battery) {
        self =
            switch battery.place.kind {
            case .premises(battery.custodianID): .premises
            case .vehicleID(vehicleID(1)): .vehicle
            case .stationSlot: .slot
            case .siteCommitment: .site
            case .abroadIn: .abroad
            case .lastSeenWith(battery.custodianID): .lastSeen
            case .inTransitTo(let receiver): .onTheWay(to: receiver)
            default: .nowhere
            }
    }
}

extension Life.Health {
    fileprivate init(of battery: Battery) {
        let assessment = battery.assessment
        self =
            switch assessment.sohBp {
            case _ where !battery.hasAssessment: .unknown
            case _ where !assessment.findings.isEmpty: .unsafe
            case _ where assessment.kind == .estimate: .unclear
            case 8_000...: .sound
            case 2_000...: .worn
            default: .spent
            }
    }
}
