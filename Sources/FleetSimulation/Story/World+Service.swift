import CycladeSchema

// On the road: swaps, and what a falling state of health calls for.

extension World {
    mutating func planSwap(of vehicle: Int) {
        let mean = options.daysBetweenSwaps
        let days = random.whole(in: max(1, mean * 2 / 3)...max(1, mean * 4 / 3))
        agenda.enter(.swap(vehicle: vehicle), on: today + days)
    }

    mutating func swap(_ vehicle: Int) {
        // Spares come only from vehicles: a station that has none left will not have one again.
        let group = vehicles[vehicle].group
        guard let taken = vehicles[vehicle].pack, !stations[group].spares.isEmpty else { return }
        planSwap(of: vehicle)
        guard !units[taken].isCalledHome, vehicles[vehicle].isLeaseOpen,
            let exchange = exchange(taken, of: vehicle)
        else { return }
        write(Story.swapOperator, .swap(exchange))
        stations[group].spares.append(taken)
    }

    /// Puts the spare that has waited longest in the place of `taken`, and `taken` in its slot.
    private mutating func exchange(_ taken: Int, of vehicle: Int) -> Swap? {
        let group = vehicles[vehicle].group
        guard let given = stations[group].spares.first,
            case .slot(let slot) = units[given].place
        else { return nil }
        stations[group].spares.removeFirst()
        var swap = Swap()
        swap.stationID = stations[group].id
        swap.vehicleID = vehicles[vehicle].id
        swap.taken = measurement(of: taken, socBp: random.whole(in: 800...3_500))
        swap.takenSlot = slot
        swap.given = measurement(of: given, socBp: random.whole(in: 9_000...10_000))
        endService(taken)
        units[taken].place = .slot(slot)
        units[given].place = .vehicle(vehicle)
        vehicles[vehicle].pack = given
        beginService(given)
        return swap
    }

    private func measurement(of index: Int, socBp: Int) -> SwapMeasurement {
        let unit = units[index]
        let health = health(of: unit, on: today).sohBp
        var measurement = SwapMeasurement()
        measurement.batteryID = unit.id
        measurement.socBp = UInt32(socBp)
        let energy = designs[unit.design].ratedWh * Double(health) * Double(socBp) / 1e8
        measurement.energyWh = UInt64(min(energy, 1e7))
        return measurement
    }

    /// Looks at a unit's health on a day that calls for it.
    mutating func judge(_ index: Int, _ epoch: Int) {
        guard units[index].epoch == epoch, !units[index].isCalledHome else { return }
        if units[index].isSecondUse {
            judgeSecondUse(index)
            return
        }
        let soh = health(of: units[index], on: today).sohBp
        if soh < Story.policy.reuseSohBp {
            assess(index, .estimate)
            recall(index, .belowStandard)
            retire(index)
        } else if units[index].served(by: today) >= daysLeft(of: units[index]) {
            endLease(of: index)
        } else {
            assess(index, .estimate)
            planJudgement(of: index)
        }
    }

    /// Writes an assessment of what the measurements up to today show.
    mutating func assess(_ index: Int, _ kind: AssessmentKind) {
        let unit = units[index]
        let health = health(of: unit, on: today)
        let soh = kind == .estimate ? health.sohBp : health.testedBp
        var assessment = RecordAssessment()
        assessment.batteryID = unit.id
        assessment.kind = kind
        assessment.sohBp = soh
        if kind == .estimate, let interval = health.intervalBp {
            assessment.method = "charge-window-blend-v1"
            (assessment.sohLowBp, assessment.sohHighBp) = (interval.lowerBound, interval.upperBound)
        } else {
            // In the field a partial charge tells health to some 2 %; a capacity test to 0.5 %.
            let width: UInt32 = kind == .estimate ? 200 : 50
            assessment.method =
                kind == .estimate ? "charge-window-median5-v1" : "full-capacity-test-v1"
            assessment.sohLowBp = soh - min(soh, width)
            assessment.sohHighBp = min(15_000, soh + width)
        }
        if let resistance = health.resistanceUohm { assessment.resistanceUohm = resistance }
        let cycles = unit.members.map { $0.cyclesDone + unit.served(by: today) }
        assessment.cycleCount = UInt32(cycles.max() ?? 0)
        assessment.evidence = zip(unit.members, cycles).map { member, cycle in
            let life = lives[member.life]
            return Self.digest("\(life.dataset.rawValue)/\(life.id)/\(cycle)/\(soh)")
        }
        write(Story.assessor, .recordAssessment(assessment))
        units[index].lastSohBp = soh
    }

    /// Calls a unit home and plans who fetches it.
    mutating func recall(_ index: Int, _ reason: RecallReason) {
        var recall = OpenRecall()
        recall.batteryID = units[index].id
        recall.reason = reason
        write(units[index].owner, .openRecall(recall))
        units[index].isCalledHome = true
        let soh = health(of: units[index], on: today).sohBp
        if reason == .endOfSecondUse || soh < Story.policy.cascadeSohBp {
            units[index].centre = Story.dismantler
        }
        agenda.enter(.collect(unit: index), on: today + random.whole(in: 1...5))
    }

    /// Takes a recalled pack out of its vehicle at a station, if there is a spare to give.
    private mutating func retire(_ index: Int) {
        guard case .vehicle(let vehicle) = units[index].place, vehicles[vehicle].isLeaseOpen,
            let exchange = exchange(index, of: vehicle)
        else {
            endService(index)
            return
        }
        var retirement = RetireAtSwap()
        retirement.swap = exchange
        write(Story.swapOperator, .retireAtSwap(retirement))
    }

    /// Asks for the pack of a lease back: nothing more was measured of it, and it is still sound.
    private mutating func endLease(of index: Int) {
        guard case .vehicle(let vehicle) = units[index].place else { return }
        demandReturn(from: vehicle)
        recall(index, .endOfLease)
        endService(index)
    }

    mutating func demandReturn(from vehicle: Int) {
        var demand = DemandReturn()
        demand.leaseID = vehicles[vehicle].leaseID
        demand.reason = .lesseeAsked
        write(Story.assetManager, .demandReturn(demand))
        vehicles[vehicle].isLeaseOpen = false
    }
}
