import CycladeSchema

// Stations open one by one; with each come its packs, its spares and its vehicles.

extension Nation {
    /// Decides how many stations there are, where, for which packs, and when they open.
    mutating func planStations() {
        let most = scenario.fleet.packsPerStation
        let count = (options.fleet + most - 1) / most
        let span = Int(scenario.fleet.adoptionYears * 365)
        let years = Double(span) / Double(max(1, count))
        let weights = scenario.cities.map(\.weight)
        let total = weights.reduce(0, +)
        for number in 0..<count {
            // The remainder is spread: no station is much smaller than the others.
            let size = options.fleet * (number + 1) / count - options.fleet * number / count
            let spares = max(1, Int((Double(size) * scenario.fleet.spareShare).rounded()))
            var draw = random.whole(in: 0...total - 1)
            let city = weights.firstIndex { weight in
                draw -= weight
                return draw < 0
            }
            // NMC wherever the share of stations so far falls behind.
            let share = scenario.fleet.nmcShare
            let isNMC =
                (Double(number + 1) * share).rounded() > (Double(number) * share).rounded()
            let maker = number % roster.batteryMakers.count
            let perDataset = roster.batteryMakers.count + 1
            stations.append(
                NationStation(
                    id: "station-\(number + 1)",
                    city: city ?? 0,
                    design: isNMC ? perDataset + maker : maker,
                    manager: number % roster.assetManagers.count,
                    swapOperator: number / 2 % roster.swapOperators.count,
                    size: size,
                    slots: min(64, spares * 2 + 12)
                )
            )
            agenda.enter(.open(station: number), on: 3 + Int(years * Double(number)))
        }
    }

    /// Makes a station's first packs and delivers them.
    mutating func open(_ number: Int) {
        let station = stations[number]
        stations[number].first = (0..<station.size).map { _ in makePack(for: number) }
        deliver(stations[number].first, to: station.manager, named: "first-\(number + 1)")
        agenda.enter(.accept(station: number), on: today + 2)
    }

    mutating func accept(_ number: Int) {
        acceptDelivery("first-\(number + 1)", stations[number].manager)
        agenda.enter(.outfit(station: number), on: today + 1)
    }

    /// Opens a station, puts its spares in slots, and brings its vehicles on the road.
    mutating func outfit(_ number: Int) {
        let station = stations[number]
        let swapOperator = roster.swapOperators[station.swapOperator]
        send(station.first, from: roster.assetManagers[station.manager], to: swapOperator)
        var registration = RegisterStation()
        registration.stationID = station.id
        (registration.latitudeE6, registration.longitudeE6) = scatter(around: station.city)
        registration.slots = UInt32(station.slots)
        registration.modelIds = [designs[station.design].modelID]
        write(swapOperator, .registerStation(registration))
        stations[number].first = []
        stations[number].isOpen = true
        let share = scenario.fleet.spareShare
        let spares = max(1, Int((Double(station.size) * share).rounded()))
        stock(Array(station.first.suffix(spares)), at: number)
        openGateway(of: number)
        for pack in station.first.dropLast(spares) {
            let car = sellCar(at: number)
            lease(car)
            fit(pack, into: car)
            // Cars of one day do not all come back on one day.
            planVisit(of: car, in: 5...longestInterval)
        }
    }

    /// Puts packs of the operator's stock into free slots.
    ///
    /// - Returns: Those for which there is no room.
    @discardableResult
    mutating func stock(_ list: [Int], at number: Int) -> [Int] {
        var stocking = StockStation()
        stocking.stationID = stations[number].id
        var left: [Int] = []
        for pack in list {
            guard let slot = stations[number].freeSlot else {
                left.append(pack)
                continue
            }
            stations[number].occupied |= 1 << UInt64(slot)
            stations[number].spares.append(pack)
            packs[pack].place = .slot(slot)
            packs[pack].restingSince = today
            var placement = SlotPlacement()
            placement.batteryID = packs[pack].id
            placement.slot = UInt32(slot)
            stocking.placements.append(placement)
        }
        if !stocking.placements.isEmpty {
            write(operatorID(number), .stockStation(stocking))
        }
        return left
    }

    /// Takes a pack out of its slot, into the operator's stock.
    mutating func unstock(_ pack: Int, at number: Int) {
        var unstocking = UnstockStation()
        unstocking.stationID = stations[number].id
        unstocking.batteryIds = [packs[pack].id]
        write(operatorID(number), .unstockStation(unstocking))
        freeSlot(of: pack, at: number)
    }

    /// Notes that a pack has left its slot.
    mutating func freeSlot(of pack: Int, at number: Int) {
        guard case .slot(let slot) = packs[pack].place else { return }
        stations[number].occupied &= ~(1 << UInt64(slot))
        packs[pack].place = .elsewhere
        stations[number].spares.removeAll { $0 == pack }
    }

    func operatorID(_ station: Int) -> String {
        roster.swapOperators[stations[station].swapOperator]
    }

    func managerID(_ station: Int) -> String {
        roster.assetManagers[stations[station].manager]
    }
}
