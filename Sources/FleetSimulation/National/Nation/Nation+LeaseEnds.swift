import CycladeSchema

// How leases end: renewed, given back, called home, bought out, scrapped.

extension Nation {
    /// Ends a lease whose term is over, and as a rule begins the next.
    mutating func endTerm(of car: Int) {
        guard let pack = cars[car].pack else { return }
        let station = cars[car].station
        let draw = random.unit()
        demandReturn(car, .endOfTerm)
        if draw >= 1 - scenario.leases.calledHomeShare {
            cars[car].ending = .returned
            cancelVisit(of: car)
            call(pack, .endOfLease, by: managerID(station))
            notify(pack, by: managerID(station))
            agenda.enter(.collect(pack: pack), on: day(in: 6...10))
            return
        }
        takeOut(car)
        closeLease(car)
        guard draw < scenario.leases.renewedShare else {
            cars[car].ending = .returned
            stations[station].arrivals.append(pack)
            stations[station].carsMissing += 1
            return
        }
        lease(car)
        fit(pack, into: car)
        planVisit(of: car)
    }

    /// Takes the pack out of a vehicle, into the operator's stock.
    private mutating func takeOut(_ car: Int) {
        guard let pack = cars[car].pack else { return }
        var removal = RemoveBattery()
        removal.vehicleID = cars[car].id
        removal.batteryID = packs[pack].id
        write(operatorID(cars[car].station), .removeBattery(removal))
        leaveCar(pack)
    }

    /// Notes that a pack has left its vehicle, and rests.
    mutating func leaveCar(_ pack: Int) {
        guard case .car(let car) = packs[pack].place else { return }
        endService(pack)
        packs[pack].place = .elsewhere
        cars[car].pack = nil
    }

    mutating func demandReturn(_ car: Int, _ reason: ReturnReason) {
        var demand = DemandReturn()
        demand.leaseID = cars[car].lease
        demand.reason = reason
        write(managerID(cars[car].station), .demandReturn(demand))
    }

    /// Closes a lease whose pack is home, and gives the deposit back.
    mutating func closeLease(_ car: Int) {
        var closing = CloseLease()
        closing.leaseID = cars[car].lease
        write(managerID(cars[car].station), .closeLease(closing))
        settleDeposit(car, .returned)
    }

    mutating func settleDeposit(_ car: Int, _ outcome: DepositState) {
        var settlement = SettleDeposit()
        settlement.leaseID = cars[car].lease
        settlement.outcome = outcome
        settlement.amountCommitment = confidences.payment(
            of: "lease/\(settlement.leaseID)",
            for: managerID(cars[car].station)
        )
        write(managerID(cars[car].station), .settleDeposit(settlement))
    }

    /// The vehicle will be scrapped: its pack goes home first.
    mutating func scrap(_ car: Int) {
        guard let pack = cars[car].pack else { return }
        cars[car].ending = .scrapped
        cancelVisit(of: car)
        var declaration = DeclareScrap()
        declaration.vehicleID = cars[car].id
        write(cars[car].dealer, .declareScrap(declaration))
        demandReturn(car, .lesseeAsked)
        call(pack, .vehicleScrapped, by: managerID(cars[car].station))
        agenda.enter(.collect(pack: pack), on: day(in: 2...8))
    }

    /// A pack was fetched from a vehicle: the lease ends with it, or goes on with another.
    mutating func go(on car: Int) {
        let station = cars[car].station
        switch cars[car].ending {
        case .none:
            refit(car)
            return
        case .returned: closeLease(car)
        case .scrapped:
            closeLease(car)
            var end = ScrapVehicle()
            end.vehicleID = cars[car].id
            write(cars[car].dealer, .scrapVehicle(end))
            destroy(cars[car].vin, of: [cars[car].maker, operatorID(station)])
        case .boughtOut: return
        }
        stations[station].carsMissing += 1
    }

    /// The lessee buys the pack; the maker calls it home one day.
    mutating func buyOut(_ car: Int) {
        guard let pack = cars[car].pack else { return }
        let station = cars[car].station
        var purchase = BuyOut()
        purchase.leaseID = cars[car].lease
        purchase.batteryID = packs[pack].id
        purchase.priceCommitment = confidences.price(
            of: "lease/\(purchase.leaseID)",
            for: managerID(station)
        )
        write(managerID(station), .buyOut(purchase))
        settleDeposit(car, .returned)
        cars[car].ending = .boughtOut
        cancelVisit(of: car)
        stations[station].packsMissing += 1
        stations[station].carsMissing += 1
        packs[pack].owner = roster.batteryMakers[designs[packs[pack].design].maker ?? 0].id
        let days = daysLeft(of: pack, until: Int(policy.reuseSohBp) - 100)
        agenda.enter(.callFromOwner(pack: pack), on: today + max(30, days))
    }

    /// A pack that a person bought is worn: its maker has to take it back.
    mutating func callFromOwner(_ pack: Int) {
        assess(pack, .estimate)
        guard isBelowStandard(pack) else {
            agenda.enter(.callFromOwner(pack: pack), on: today + 60)
            return
        }
        call(pack, .belowStandard, by: packs[pack].owner)
        notify(pack, by: packs[pack].owner)
        agenda.enter(.collect(pack: pack), on: day(in: 6...10))
    }
}
