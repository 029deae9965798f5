import CycladeSchema

// Taking apart: batteries in, lots out, as honestly as the dismantler is.

extension Nation {
    /// How a dismantling is reported.
    private enum Honesty {
        case honest
        case phantom
        case poor
    }

    /// Batteries that one dismantling names, at most.
    private static let mostAtOnce = 8

    /// Keeps a battery for treatment; a dishonest dismantler keeps it far too long.
    mutating func putDown(_ pack: Int, in dismantler: Int) {
        if isWanted(.idleTreatment, by: roster.dismantlers[dismantler]) {
            plant(.idleTreatment, "battery/\(packs[pack].id)")
            packs[pack].centre = roster.cascadeUsers.count + dismantler
            agenda.enter(.treatLate(pack: pack), on: day(in: 95...125))
            return
        }
        let queue = dismantler * designs.count + packs[pack].design
        queues[queue].packs.append(pack)
        guard !queues[queue].isPlanned else { return }
        queues[queue].isPlanned = true
        agenda.enter(.treat(queue: queue), on: day(in: 5...18))
    }

    mutating func treat(_ queue: Int) {
        let list = queues[queue].packs
        queues[queue] = NationYard()
        for start in stride(from: 0, to: list.count, by: Self.mostAtOnce) {
            let chunk = Array(list[start..<min(start + Self.mostAtOnce, list.count)])
            dismantle(chunk, in: queue / designs.count)
        }
    }

    mutating func treatLate(_ pack: Int) {
        dismantle([pack], in: packs[pack].centre - roster.cascadeUsers.count)
    }

    /// Takes batteries of one design apart.
    private mutating func dismantle(_ list: [Int], in dismantler: Int) {
        guard let first = list.first else { return }
        let design = designs[packs[first].design]
        let member = roster.dismantlers[dismantler]
        var honesty = Honesty.honest
        // Of batteries older than the ledger nobody can say what they held.
        if design.maker != nil {
            if isWanted(.phantomDismantling, by: member) {
                honesty = .phantom
            } else if isWanted(.poorRecovery, by: member) {
                honesty = .poor
            }
        }
        var report = Dismantle()
        report.batteryIds = list.map { packs[$0].id }
        let size = UInt64(list.reduce(0) { $0 + packs[$1].size })
        report.lots = lots(of: design, size, honesty)
        let mass = design.registration.massG * size
        report.emissionsG = mass / 100
        let out = report.lots.reduce(report.emissionsG) { $0 + $1.massG }
        // Scales differ by up to 0.25 %.
        let residual = Int(mass) * random.whole(in: -25...25) / 10_000
        report.wasteG = UInt64(max(0, Int(mass) - Int(out) + residual))
        write(member, .dismantle(report))
        settle(report, honesty, dismantler)
        for pack in list where happens(0.1) { claim("incentive-dismantled", pack, by: member) }
    }

    private mutating func settle(_ report: Dismantle, _ honesty: Honesty, _ dismantler: Int) {
        guard let first = report.lots.first else { return }
        // What never was is not sold either.
        if honesty != .phantom { market.add(report.lots, to: dismantler) }
        switch honesty {
        case .honest: break
        case .phantom: plant(.phantomDismantling, "lot/\(first.lotID)")
        case .poor: plant(.poorRecovery, "lot/\(first.lotID)")
        }
    }

    private mutating func lots(
        of design: NationalDesign,
        _ size: UInt64,
        _ honesty: Honesty
    ) -> [LotOutput] {
        var lots: [LotOutput] = []
        for content in design.registration.contents {
            let shareBp = recoveredBp(content.material, honesty)
            // Rounded up: a gram less would miss a target that is just met.
            let massG = (content.massG * size * UInt64(shareBp) + 9_999) / 10_000
            lots.append(lot(content.material, massG))
        }
        guard honesty == .phantom, design.pack.dataset == .simulatedLFP else { return lots }
        // Nickel and cobalt that LFP never held, in place of waste.
        let kWh = UInt64(design.ratedWh / 1_000) * size
        lots.append(lot(.nickel, kWh * 300))
        lots.append(lot(.cobalt, kWh * 100))
        return lots
    }

    private mutating func lot(_ material: RecoveredMaterial, _ massG: UInt64) -> LotOutput {
        var lot = LotOutput()
        lot.lotID = name("lot")
        lot.material = material
        lot.massG = max(1, massG)
        return lot
    }

    /// What is got back of a content, in basis points.
    private mutating func recoveredBp(
        _ material: RecoveredMaterial,
        _ honesty: Honesty
    ) -> Int {
        switch (material, honesty) {
        case (.lithium, .poor): random.whole(in: 6_000...7_500)
        case (.nickel, .phantom), (.cobalt, .phantom): random.whole(in: 12_500...15_000)
        case (.lithium, _): random.whole(in: scenario.material.lithiumBp)
        // No condition names them; what is lost to dust and slag is a choice.
        case (.graphite, _), (.steel, _): random.whole(in: 9_000...9_500)
        default: random.whole(in: scenario.material.metalsBp)
        }
    }
}
