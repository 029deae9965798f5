import CycladeSchema
import Rulebook
import Vocabulary

// Whether masses add up, and what the material comes to.

extension Supervisor {
    /// What only the command says: measurements, masses, where a battery came from.
    mutating func judge(_ entry: SupervisedEntry) {
        switch entry.body.command {
        case .swap(let swap):
            credits.addGood(.conduct, of: entry.signer, leaf: entry.leaf, on: entry.day)
            judge(swap, entry)
        case .retireAtSwap(let retirement): judge(retirement.swap, entry)
        case .dismantle(let dismantling): judge(dismantling, entry)
        case .deliverMaterial(let delivery): pay(delivery, entry)
        case .makeBattery(let birth):
            for use in birth.lots {
                guard let material = lots[use.lotID] else { continue }
                indicators.returnedG[material, default: EntrySum()].add(use.massG, entry.leaf)
            }
        case .enrolBattery(let enrolment):
            trace(enrolment, entry)
            checkCode(of: enrolment, entry)
        default: break
        }
    }

    /// What a swap says of both batteries.
    private mutating func judge(_ swap: Swap, _ entry: SupervisedEntry) {
        for measurement in [swap.taken, swap.given] {
            judge(measurement, entry)
            see(measurement.batteryID, at: swap.stationID, entry)
        }
    }

    mutating func fold(_ event: MaterialEvent, _ entry: SupervisedEntry) {
        switch event {
        case .recovered(let lot):
            lots[lot.lotID] = lot.material
        case .indexOpened(let index), .indexMoved(let index):
            prices[index.indexID] = index.fenPerKg
        case .contractOpened(let contract): contracts[contract.contractID] = contract
        case .consumed, .delivered: break
        }
    }

    /// What a delivery comes to: index × (1 − discount), at the day's index.
    private mutating func pay(_ delivery: DeliverMaterial, _ entry: SupervisedEntry) {
        guard let contract = contracts[delivery.contractID],
            let price = prices[contract.indexID]
        else { return }
        let mass = delivery.lots.reduce(0) { $0 &+ $1.massG }
        let fraction = UInt64(10_000 - min(10_000, contract.discountBp))
        let perTonne = price.multipliedReportingOverflow(by: fraction)
        guard !perTonne.overflow else { return }
        let product = mass.multipliedFullWidth(by: perTonne.partialValue)
        let unit: UInt64 = 10_000_000
        guard product.high < unit else { return }
        let fen = unit.dividingFullWidth(product).quotient
        indicators.valueFen[contract.sellerID, default: EntrySum()].add(fen, entry.leaf)
    }

    private mutating func judge(_ dismantling: Dismantle, _ entry: SupervisedEntry) {
        let numbers = dismantling.batteryIds.compactMap(batteries.number)
        let mass = numbers.reduce(0) { $0 + batteries[$1].massG }
        let out = dismantling.lots.reduce(dismantling.wasteG + dismantling.emissionsG) {
            $0 + $1.massG
        }
        indicators.dismantledG.add(mass, entry.leaf)
        for lot in dismantling.lots {
            indicators.recoveredG[lot.material, default: EntrySum()].add(lot.massG, entry.leaf)
        }
        let before = findings.count
        checkResidual(massG: mass, residualG: Int64(out) - Int64(mass), entry)
        checkTreated(mass, entry)
        checkRecovery(dismantling, of: numbers, entry)
        if findings.count == before {
            credits.addGood(.massBalance, of: entry.signer, leaf: entry.leaf, on: entry.day)
        }
    }

    private mutating func checkResidual(
        massG: UInt64,
        residualG: Int64,
        _ entry: SupervisedEntry
    ) {
        let signer = entry.signer
        let limit = UInt64(policy.supervision.limits.residualBp)
        members[signer]?.residual.add(
            ResidualBook.Dismantling(leaf: entry.leaf, massG: massG, residualG: residualG)
        )
        guard limit > 0, let book = members[signer]?.residual, let residual = book.residualBp else {
            return
        }
        members[signer]?.residual.isBeyond = residual > limit
        guard residual > limit, !book.isBeyond else { return }
        credits.addBad(.massBalance, of: signer, .massResidual, leaf: entry.leaf, on: entry.day)
        find(
            .massResidual,
            of: "member/\(signer)",
            holder: signer,
            evidence: book.recent.map(\.leaf),
            at: entry.time,
            "\(residual) bp of the mass of \(book.recent.count) dismantlings is unexplained"
        )
    }

    /// A dismantler treats no more in a year than it is qualified for.
    private mutating func checkTreated(_ massG: UInt64, _ entry: SupervisedEntry) {
        guard var member = members[entry.signer],
            let terms = member.qualifications[.dismantling]
        else { return }
        let year = WorkDays.year(of: entry.day)
        if year != member.treatedYear {
            member.treatedYear = year
            member.treatedG = 0
            member.isOverTreating = false
        }
        member.treatedG += massG
        let most = terms.capacityKgPerYear.multipliedReportingOverflow(by: 1_000)
        let isBeyond = !most.overflow && member.treatedG > most.partialValue
        let isNew = isBeyond && !member.isOverTreating
        member.isOverTreating = isBeyond
        members[entry.signer] = member
        guard isNew else { return }
        credits.addBad(.conduct, of: entry.signer, .overCapacity, leaf: entry.leaf, on: entry.day)
        find(
            .overCapacity,
            of: "member/\(entry.signer)",
            holder: entry.signer,
            evidence: [entry.leaf],
            at: entry.time,
            "\(member.treatedG / 1_000) kg treated in \(year), qualified for "
                + "\(terms.capacityKgPerYear) kg"
        )
    }

    /// A battery under a code of another form or chemistry.
    private mutating func checkCode(of enrolment: EnrolBattery, _ entry: SupervisedEntry) {
        guard let code = try? BatteryCode(enrolment.batteryID),
            code.product != enrolment.form.product
                || code.type != Chemistry(enrolment.chemistry)?.letter
        else { return }
        credits.addBad(
            .consistency,
            of: entry.signer,
            .codeContradicts,
            leaf: entry.leaf,
            on: entry.day
        )
        find(
            .codeContradicts,
            of: "battery/\(enrolment.batteryID)",
            holder: entry.signer,
            evidence: [entry.leaf],
            at: entry.time,
            "enrolled as \(enrolment.form) of \(enrolment.chemistry), and its code says another"
        )
    }

    /// A battery whose code says that it was made after the founding, by nobody of this ledger.
    private mutating func trace(_ enrolment: EnrolBattery, _ entry: SupervisedEntry) {
        guard let made = CodeDate.day(of: enrolment.batteryID),
            made > WorkDays.day(of: foundedMs)
        else { return }
        find(
            .untracedSource,
            of: "battery/\(enrolment.batteryID)",
            holder: entry.signer,
            evidence: [entry.leaf],
            at: entry.time,
            "made on \(DayText(made)), and its maker did not bring it to this ledger"
        )
    }
}
