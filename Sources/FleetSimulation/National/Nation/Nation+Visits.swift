import CycladeSchema

// The monthly visit to the station: one pack out, another in, and what else is due.

extension Nation {
    /// The longest time between two visits, in days.
    var longestInterval: Int { scenario.swaps.meanDays + scenario.swaps.spreadDays }

    /// Plans the next visit of a car, and a look at its pack before if that wears out until then.
    mutating func planVisit(of car: Int, in days: ClosedRange<Int>? = nil) {
        let mean = scenario.swaps.meanDays
        let spread = scenario.swaps.spreadDays
        let visit = day(in: days ?? (mean - spread)...(mean + spread))
        cars[car].epoch += 1
        cars[car].isComing = true
        cars[car].lastVisit = today
        agenda.enter(.visit(car: car, epoch: cars[car].epoch), on: visit)
        guard let pack = cars[car].pack, visit - today > 12,
            daysLeft(of: pack, until: Int(policy.reuseSohBp) - 30) < visit - today - 10,
            packs[pack].recheckDay == nil, happens(scenario.recalls.noticedShare)
        else { return }
        agenda.enter(.check(car: car, epoch: cars[car].epoch), on: visit - 10)
    }

    /// Makes what was planned for a car stale: something else comes first.
    mutating func cancelVisit(of car: Int) {
        cars[car].epoch += 1
        cars[car].isComing = false
    }

    mutating func visit(_ car: Int, _ epoch: Int) {
        guard cars[car].epoch == epoch, let taken = cars[car].pack else { return }
        let station = cars[car].station
        guard let given = spareToGive(at: station) else {
            agenda.enter(.visit(car: car, epoch: epoch), on: today + 2)
            return
        }
        let days = today - cars[car].lastVisit
        if befall(car, days: days) { return }
        maintain(taken, days: days)
        if happens(scenario.losses.safetyAYear * Double(days) / 365) {
            packs[taken].finding = .leak
        }
        let seen = health(of: taken)
        if packs[taken].finding != nil || isAssessmentDue(taken, seenBp: seen) {
            assess(taken, .estimate)
        }
        if packs[taken].finding != nil || isBelowStandard(taken) {
            retire(taken, from: car, for: given)
            return
        }
        if today >= cars[car].termEnd, seen > Int(policy.reuseSohBp) + 100 {
            endTerm(of: car)
            return
        }
        serveAtCounter(car, days: days)
        if isWanted(.offlineSwap, by: operatorID(station)) {
            swapOffline(car, given)
            return
        }
        swap(car, given)
        if isWanted(.copiedPlates) { swapElsewhere(car) }
        afterwards(taken, at: station, days: days)
        if isWanted(.leak) {
            vanish(car)
        } else {
            planVisit(of: car)
        }
    }

    private mutating func swap(_ car: Int, _ given: Int) {
        if happens(scenario.swaps.heldShare) {
            var hold = HoldBattery()
            hold.batteryID = packs[given].id
            hold.vehicleID = cars[car].id
            hold.untilMs = Calendar.morning(of: today + 1) - 10 * 3_600_000
            // Only while the day is not over: the hold ends at ten in the evening.
            if clock + 3_600_000 < hold.untilMs {
                write(operatorID(cars[car].station), .holdBattery(hold))
                if happens(scenario.swaps.releasedShare) {
                    var release = ReleaseHold()
                    release.batteryID = hold.batteryID
                    write(operatorID(cars[car].station), .releaseHold(release))
                }
            }
        }
        if let exchange = exchange(car, given) {
            write(operatorID(cars[car].station), .swap(exchange))
        }
        if let taken = stations[cars[car].station].spares.last { exchangeLabels(of: taken) }
    }

    /// Puts a spare into a car, and the car's pack into the spare's slot as the last to be given.
    mutating func exchange(
        _ car: Int,
        _ given: Int,
        at station: Int? = nil,
        isRetired: Bool = false
    ) -> Swap? {
        guard let taken = cars[car].pack, case .slot(let slot) = packs[given].place else {
            return nil
        }
        let station = station ?? cars[car].station
        var swap = Swap()
        swap.stationID = stations[station].id
        swap.vehicleID = cars[car].id
        swap.taken = measurement(of: taken, socBp: random.whole(in: 800...3_500))
        swap.takenSlot = UInt32(slot)
        swap.given = measurement(of: given, socBp: random.whole(in: 9_000...10_000))
        leaveCar(taken)
        packs[taken].place = .slot(slot)
        packs[given].place = .car(car)
        packs[given].body.servingSince = today
        cars[car].pack = given
        stations[station].spares.removeAll { $0 == given }
        if !isRetired { stations[station].spares.append(taken) }
        return swap
    }

    /// Calls a worn or unsafe pack home, and keeps it at the station until it is fetched.
    private mutating func retire(_ taken: Int, from car: Int, for given: Int) {
        let station = cars[car].station
        let isUnsafe = packs[taken].finding != nil
        call(taken, isUnsafe ? .safety : .belowStandard, by: managerID(station))
        guard let exchange = exchange(car, given, isRetired: true) else { return }
        var retirement = RetireAtSwap()
        retirement.swap = exchange
        write(operatorID(station), .retireAtSwap(retirement))
        agenda.enter(.collect(pack: taken), on: isUnsafe ? today : day(in: 1...5))
        planVisit(of: car)
    }

    /// What may befall a car instead of its visit.
    ///
    /// - Returns: Whether something did.
    private mutating func befall(_ car: Int, days: Int) -> Bool {
        let year = Double(days) / 365
        var draw = random.unit()
        let losses = scenario.losses
        draw -= losses.scrappedAYear * year
        if draw < 0 {
            scrap(car)
            return true
        }
        draw -= losses.destroyedAYear * year
        if draw < 0 {
            destroy(car)
            return true
        }
        draw -= scenario.leases.boughtOutAYear * year
        if draw < 0 {
            buyOut(car)
            return true
        }
        return false
    }
}
