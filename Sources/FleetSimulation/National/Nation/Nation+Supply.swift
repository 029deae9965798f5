import CycladeSchema

// From the maker to the slot: births, contracts, deliveries, and what replaces what has left.

extension Nation {
    /// Makes a pack for a station, of recovered material as far as there is some.
    mutating func makePack(for station: Int) -> Int {
        let number = stations[station].design
        let design = designs[number]
        let maker = design.maker ?? 0
        var birth = MakeBattery()
        birth.code = code(roster.batteryMakers[maker].code, design, traceability: "CYCLADE")
        birth.modelID = design.modelID
        birth.lots = market.lots(for: design, maker, share: scenario.material.recycledShare)
        write(roster.batteryMakers[maker].id, .makeBattery(birth))
        let blur = scenario.fleet.paceDeviation * random.nearlyNormal()
        packs.append(
            NationPack(
                id: birth.code,
                design: number,
                size: 1,
                isSecondUse: false,
                level: 0,
                station: station,
                madeDay: today,
                body: PackBody(pace: min(1.45, max(0.7, 1 + blur))),
                owner: managerID(station)
            )
        )
        return packs.count - 1
    }

    /// Opens a contract for packs of one design and delivers them; at most 256.
    mutating func deliver(_ list: [Int], to manager: Int, named delivery: String) {
        guard let first = list.first else { return }
        let design = designs[packs[first].design]
        let maker = roster.batteryMakers[design.maker ?? 0].id
        var contract = OpenSupplyContract()
        contract.contractID = name("supply")
        contract.buyerID = roster.assetManagers[manager]
        contract.modelID = design.modelID
        contract.quantity = UInt32(list.count)
        contract.priceCommitment = confidences.price(
            of: "supply/\(contract.contractID)",
            batteries: list.count,
            for: maker
        )
        write(maker, .openSupplyContract(contract))
        var handover = DeliverBatteries()
        handover.deliveryID = delivery
        handover.contractID = contract.contractID
        handover.batteryIds = list.map { packs[$0].id }
        write(maker, .deliverBatteries(handover))
    }

    mutating func acceptDelivery(_ delivery: String, _ manager: Int) {
        var acceptance = AcceptDelivery()
        acceptance.deliveryID = delivery
        write(roster.assetManagers[manager], .acceptDelivery(acceptance))
    }

    /// Sends batteries from one member's premises to another's.
    mutating func send(_ list: [Int], from sender: String, to receiver: String) {
        var dispatch = Dispatch()
        dispatch.shipmentID = name("shipment")
        dispatch.toMemberID = receiver
        dispatch.batteryIds = list.map { packs[$0].id }
        write(sender, .dispatch(dispatch))
        var receipt = Receive()
        receipt.shipmentID = dispatch.shipmentID
        write(receiver, .receive(receipt))
    }

    /// Brings packs and vehicles to the stations that are short of them.
    mutating func supply() {
        for station in stations.indices where stations[station].isOpen {
            let arrivals = stations[station].arrivals
            if !arrivals.isEmpty { stations[station].arrivals = stock(arrivals, at: station) }
        }
        // By whose and which packs they are, and who runs the station.
        let operators = roster.swapOperators.count
        let managers = roster.assetManagers.count
        var orders: [[Int]] = Array(repeating: [], count: designs.count * managers * operators)
        for (number, station) in stations.enumerated() where station.isOpen {
            guard station.packsMissing > 0, station.freeSlots > 0 else { continue }
            let key = (station.design * managers + station.manager) * operators
            orders[key + station.swapOperator].append(number)
        }
        for order in orders where !order.isEmpty { fill(order) }
        for station in stations.indices where stations[station].carsMissing > 0 {
            sellMissingCars(at: station)
        }
    }

    /// Makes and delivers what stations of one design, manager and operator are short of.
    private mutating func fill(_ order: [Int]) {
        var made: [(station: Int, pack: Int)] = []
        for station in order {
            let count = min(stations[station].packsMissing, stations[station].freeSlots)
            stations[station].packsMissing -= count
            for _ in 0..<count { made.append((station, makePack(for: station))) }
        }
        let manager = stations[order[0]].manager
        for start in stride(from: 0, to: made.count, by: 250) {
            let lot = made[start..<min(start + 250, made.count)].map(\.pack)
            let delivery = name("delivery")
            deliver(lot, to: manager, named: delivery)
            acceptDelivery(delivery, manager)
            send(lot, from: roster.assetManagers[manager], to: operatorID(order[0]))
        }
        for station in order {
            let own = made.filter { $0.station == station }.map(\.pack)
            if !own.isEmpty { stations[station].arrivals += stock(own, at: station) }
        }
    }

    /// Sells a vehicle for each that has left, while there are spares to give.
    private mutating func sellMissingCars(at station: Int) {
        while stations[station].carsMissing > 0, stations[station].spares.count > 1 {
            stations[station].carsMissing -= 1
            let car = sellCar(at: station)
            lease(car)
            refit(car)
        }
    }
}
