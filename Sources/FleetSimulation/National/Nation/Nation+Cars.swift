import CycladeSchema
import FoundationEssentials

// Vehicles and their leases: sold bare, leased, renewed, resold, and given up.

extension Nation {
    /// Registers a vehicle and sells it through a dealer to a person.
    mutating func sellCar(at station: Int) -> Int {
        let digits = [random.next(), random.next()].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        let sold = stations[station].carsSold
        stations[station].carsSold += 1
        let maker = roster.vehicleMakers[sold % roster.vehicleMakers.count]
        // Every dealer has customers everywhere, most of them in its own cities.
        let dealer = roster.dealers[
            (stations[station].city + (sold % 3 == 0 ? sold / 3 : 0)) % roster.dealers.count
        ]
        let id = digits.joined()
        let vin = register(id, by: maker, for: operatorID(station))
        let car = NationCar(id: id, station: station, maker: maker, vin: vin, dealer: dealer)
        var toDealer = SellVehicle()
        toDealer.vehicleID = car.id
        toDealer.dealerID = dealer
        write(maker, .sellVehicle(toDealer))
        var toOwner = SellVehicle()
        toOwner.vehicleID = car.id
        toOwner.ownerCommitment = confidences.owner(of: "vehicle/\(id)", for: dealer)
        write(dealer, .sellVehicle(toOwner))
        cars.append(car)
        return cars.count - 1
    }

    /// Registers a new vehicle; who collects its telemetry is let to read its number.
    ///
    /// - Returns: The commitment to the number.
    private mutating func register(_ id: String, by maker: String, for gateway: String) -> Data {
        let subject = "vehicle/\(id)"
        var registration = RegisterVehicle()
        registration.vehicleID = id
        registration.vinCommitment = confidences.vin(
            of: subject,
            years: today / 365,
            for: maker
        )
        write(maker, .registerVehicle(registration))
        share(registration.vinCommitment, .vin, of: subject, by: maker, with: gateway)
        return registration.vinCommitment
    }

    /// Opens a lease for a vehicle of its station's model of pack.
    mutating func lease(_ number: Int) {
        let station = stations[cars[number].station]
        cars[number].lease = name("lease")
        cars[number].plan = random.whole(in: 0...1)
        cars[number].termEnd = today + scenario.leases.termDays
        cars[number].isPaying = happens(scenario.leases.paidShare)
        cars[number].paidUntil = 0
        var offer = OfferLease()
        offer.leaseID = cars[number].lease
        offer.vehicleID = cars[number].id
        offer.dealerID = cars[number].dealer
        offer.modelID = designs[station.design].modelID
        offer.leastSohBp = policy.reuseSohBp
        offer.termEndMs = Calendar.morning(of: cars[number].termEnd)
        offer.returnDays = 30
        let manager = roster.assetManagers[station.manager]
        let subject = "lease/\(offer.leaseID)"
        offer.rentCommitment = confidences.rent(of: subject, for: manager)
        offer.depositCommitment = confidences.deposit(of: subject, for: manager)
        offer.paperCommitment = confidences.paper("Lease", of: subject, for: manager)
        offer.planID = planID(station.manager, cars[number].plan)
        write(manager, .offerLease(offer))
        var acceptance = AcceptLease()
        acceptance.leaseID = offer.leaseID
        write(cars[number].dealer, .acceptLease(acceptance))
    }

    /// Fits a pack of the operator's stock to a vehicle.
    mutating func fit(_ pack: Int, into car: Int) {
        var installation = InstallBattery()
        installation.vehicleID = cars[car].id
        installation.batteryID = packs[pack].id
        write(operatorID(cars[car].station), .installBattery(installation))
        cars[car].pack = pack
        packs[pack].place = .car(car)
        packs[pack].body.servingSince = today
    }

    /// Gives a vehicle without a pack one of the station's spares, as soon as there is one.
    mutating func refit(_ car: Int) {
        let station = cars[car].station
        guard cars[car].pack == nil, cars[car].ending == .none else { return }
        guard let spare = stations[station].spares.first else {
            agenda.enter(.refit(car: car), on: today + 2)
            return
        }
        unstock(spare, at: station)
        fit(spare, into: car)
        planVisit(of: car)
    }

    /// What the driver and the lessor settle at the counter, apart from the swap.
    mutating func serveAtCounter(_ car: Int, days: Int) {
        let manager = managerID(cars[car].station)
        if cars[car].isPaying, today >= cars[car].paidUntil {
            cars[car].paidUntil = today + 365
            var payment = RecordPayment()
            payment.leaseID = cars[car].lease
            payment.paidUntilDay = UInt32(Calendar.firstDaySince1970 + today + 365)
            payment.amountCommitment = confidences.payment(
                of: "lease/\(payment.leaseID)",
                for: manager
            )
            write(manager, .recordPayment(payment))
        }
        let year = Double(days) / 365
        if happens(scenario.leases.resoldAYear * year) { resell(car, manager) }
        if happens(scenario.leases.upgradedAYear * year) { amend(car, manager) }
    }

    private mutating func amend(_ car: Int, _ manager: String) {
        let station = stations[cars[car].station]
        cars[car].plan = 1 - cars[car].plan
        var amendment = AmendLease()
        amendment.leaseID = cars[car].lease
        amendment.planID = planID(station.manager, cars[car].plan)
        amendment.modelID = designs[station.design].modelID
        amendment.rentCommitment = confidences.rent(of: "lease/\(amendment.leaseID)", for: manager)
        write(manager, .amendLease(amendment))
    }

    private mutating func resell(_ car: Int, _ manager: String) {
        var assignment = AssignLease()
        assignment.leaseID = cars[car].lease
        let subject = "lease/\(assignment.leaseID)"
        assignment.ownerCommitment = confidences.owner(of: subject, for: manager)
        assignment.paperCommitment = confidences.paper("Assignment", of: subject, for: manager)
        write(manager, .assignLease(assignment))
        let former = (paper: cars[car].assignment, dealer: cars[car].dealer)
        var resale = ResellVehicle()
        resale.vehicleID = cars[car].id
        resale.ownerCommitment = assignment.ownerCommitment
        cars[car].dealer = roster.dealers[index(of: roster.dealers)]
        write(cars[car].dealer, .resellVehicle(resale))
        if let paper = former.paper { revoke(paper, by: manager, from: former.dealer) }
        cars[car].assignment = assignment.paperCommitment
        share(
            assignment.paperCommitment,
            .paper,
            of: subject,
            by: manager,
            with: cars[car].dealer
        )
    }
}
