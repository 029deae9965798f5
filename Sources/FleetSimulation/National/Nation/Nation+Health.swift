import CycladeSchema

// How packs age, what is measured of it, and what laboratories say.

extension Nation {
    /// Cycles done by today.
    func cycles(of pack: NationPack) -> Double {
        guard let since = pack.body.servingSince else { return pack.body.cycles }
        return pack.body.cycles + rate(of: pack) * Double(today - since)
    }

    private func rate(of pack: NationPack) -> Double {
        pack.isSecondUse ? scenario.fleet.secondUseCyclesADay : scenario.fleet.cyclesADay
    }

    /// The true state of health today, in basis points.
    func health(of number: Int) -> Int {
        let pack = packs[number]
        return designs[pack.design].healthBp(after: cycles(of: pack), pace: pack.body.pace)
    }

    /// Days of service until no more than `bp` are left.
    func daysLeft(of number: Int, until bp: Int) -> Int {
        let pack = packs[number]
        let end = designs[pack.design].cycles(until: bp, pace: pack.body.pace)
        return max(0, Int((end - cycles(of: pack)) / rate(of: pack)))
    }

    /// Ends service: the cycles done are kept.
    mutating func endService(_ number: Int) {
        packs[number].body.cycles = cycles(of: packs[number])
        packs[number].body.servingSince = nil
        packs[number].restingSince = today
    }

    /// What a swap measures of a pack at a state of charge in basis points.
    mutating func measurement(of number: Int, socBp: Int) -> SwapMeasurement {
        let noise = scenario.swaps.noiseBp
        let bp = health(of: number) + random.whole(in: -noise...noise)
        var measurement = SwapMeasurement()
        measurement.batteryID = packs[number].id
        measurement.socBp = UInt32(socBp)
        let energy = designs[packs[number].design].ratedWh * Double(bp) * Double(socBp) / 1e8
        measurement.energyWh = UInt64(max(0, energy.rounded()))
        return measurement
    }

    /// Whether what was last said of a pack's health is too old, or too far from what is seen.
    func isAssessmentDue(_ number: Int, seenBp: Int) -> Bool {
        if let recheck = packs[number].recheckDay { return today >= recheck }
        guard let stated = packs[number].stated else { return true }
        return seenBp < Int(policy.reuseSohBp) + 100
            || today - stated.day >= scenario.service.assessedEveryDays
            || abs(stated.bp - seenBp) >= scenario.service.assessedEveryBp
    }

    /// Whether a pack was last stated to be below the standard.
    func isBelowStandard(_ number: Int) -> Bool {
        packs[number].stated.map { $0.bp < Int(policy.reuseSohBp) } ?? false
    }

    /// A laboratory states the health of a pack: the truth, but for who lies.
    mutating func assess(_ number: Int, _ kind: AssessmentKind) {
        let truth = health(of: number)
        let isRecheck = packs[number].recheckDay != nil
        let liar = wrongs.culprit(.falseAssessment)
        var assessor = index(of: roster.assessors)
        if isRecheck, roster.assessors[assessor] == liar {
            assessor = (assessor + 1) % roster.assessors.count
        }
        if kind == .estimate, truth < Int(policy.reuseSohBp), !isRecheck, isInUse(number),
            isWanted(.falseAssessment),
            let index = roster.assessors.firstIndex(of: liar)
        {
            assessFalsely(number, truth, by: index)
            return
        }
        // In the field a partial charge tells health to some 2 %; a capacity test to 0.5 %.
        let (width, error) = kind == .estimate ? (200, 60) : (50, 25)
        let bp = max(0, truth + random.whole(in: -error...error))
        packs[number].recheckDay = nil
        record(number, kind, bp, width, by: roster.assessors[assessor])
    }

    /// Whether a pack is in a leased car, and so will be swapped.
    private func isInUse(_ number: Int) -> Bool {
        guard case .car = packs[number].place, let station = packs[number].station else {
            return false
        }
        return packs[number].owner == managerID(station)
    }

    /// States 8 to 15 points too much, so that a worn pack stays in service for some months.
    private mutating func assessFalsely(_ number: Int, _ truth: Int, by assessor: Int) {
        let bp = truth + random.whole(in: 850...1_500)
        record(number, .estimate, bp, 100, by: roster.assessors[assessor])
        packs[number].recheckDay = day(in: 70...110)
        plant(.falseAssessment, "battery/\(packs[number].id)")
    }

    private mutating func record(
        _ number: Int,
        _ kind: AssessmentKind,
        _ bp: Int,
        _ width: Int,
        by assessor: String
    ) {
        let pack = packs[number]
        let design = designs[pack.design]
        var assessment = RecordAssessment()
        assessment.batteryID = pack.id
        assessment.kind = kind
        assessment.method =
            kind == .estimate ? "charge-window-median5-v1" : "full-capacity-test-v1"
        assessment.sohBp = UInt32(bp)
        assessment.sohLowBp = UInt32(max(0, bp - width))
        assessment.sohHighBp = UInt32(min(15_000, bp + width))
        // Resistance rises by 30 % where 20 % of capacity is lost; packs in parallel share it.
        let lost = design.law.start - Double(health(of: number)) / 10_000
        let ohm = design.law.resistanceOhm * (1 + 1.5 * lost) / Double(pack.size)
        assessment.resistanceUohm = design.pack.resistanceUohm(ofCell: ohm)
        assessment.cycleCount = UInt32(cycles(of: pack))
        if let finding = pack.finding { assessment.findings = [finding] }
        let isDrifting = isWanted(.cellSpread) && pack.station != nil && kind == .estimate
        assessment.cellSpreadMv = isDrifting ? 120 : UInt32(random.whole(in: 12...45))
        assessment.evidence = [digest()]
        write(assessor, .recordAssessment(assessment))
        packs[number].stated = (bp, today)
        if isDrifting { plant(.cellSpread, "battery/\(pack.id)", by: "") }
    }
}
