import CycladeSchema
import Rulebook

// The life of a battery, as duties, warnings and numbers follow it.

extension Supervisor {
    mutating func fold(_ event: BatteryEvent, _ entry: SupervisedEntry) {
        if case .born(let battery) = event { return open(battery, entry) }
        guard let number = batteries.number(of: event.batteryID) else { return }
        let key = batteries[number].key
        switch event {
        case .born: break
        case .builtIn: batteries[number].stage = .builtIn
        case .ownershipPassed(_, let memberID): batteries[number].ownerID = memberID
        case .boughtOut: batteries[number].ownerID = ""
        case .moved(_, let custodian, let place, let stage):
            move(number, custodian: custodian, place: place, stage: stage, entry)
        case .assessed(_, let assessment, let stage):
            batteries[number].stage = stage
            hear(number, entry)
            judge(number, assessment, entry)
        case .recalled(_, let recall): call(number, recall, entry)
        case .collected(_, let collector):
            duties.pass(.bringHome, of: key, to: collector)
        case .receivedAtCentre(_, let centre, _): receive(number, centre, entry)
        case .classified(_, let verdict): classify(number, verdict, entry)
        case .regrouped: batteries[number].stage = .regrouped
        case .deployed(_, let secondUse, let place):
            batteries[number].place = place
            batteries[number].stage = .inSecondUse
            deploy(number, secondUse, entry)
        case .dismantled:
            batteries[number].stage = .dismantled
            fulfil(.treat, of: key, entry)
            dismiss([.bringHome, .classify], of: key)
            endFirstLife(number, entry)
        case .lostUnder(_, let leaseID):
            let holder = leases[leaseID] ?? batteries[number].ownerID
            begin(.explainLoss, of: key, holder: holder, entry)
        case .lossEnded: fulfil(.explainLoss, of: key, entry)
        case .maintained: hear(number, entry)
        case .laidOut:
            // With other parts inside, what was known of its health says nothing any more.
            batteries[number].judged = nil
            batteries[number].measured = nil
        case .offered, .offerEnded, .scheduled, .held, .released: break
        }
    }

    private mutating func open(_ battery: Battery, _ entry: SupervisedEntry) {
        let parents = battery.parents.compactMap(batteries.number)
        let number = batteries.open(
            BatteryBook(
                id: battery.batteryID,
                chemistry: battery.chemistry,
                ratedWh: battery.ratedCapacityMah * UInt64(battery.nominalVoltageMv) / 1_000_000,
                massG: battery.massG,
                contents: contents(of: battery, parents),
                parents: parents,
                born: entry.mark,
                ownerID: battery.ownerID,
                custodianID: battery.custodianID,
                place: battery.place.kind,
                stage: battery.stage,
                lastHeard: entry.mark
            )
        )
        if !parents.isEmpty {
            indicators.secondUseBatteries.add(1, entry.leaf)
            for parent in parents { cascade(parent, entry) }
        }
        if !battery.lots.isEmpty { indicators.renewedBatteries.add(1, entry.leaf) }
        watch(number)
    }

    /// What a battery holds: its model's contents, or together what its parents held.
    private func contents(of battery: Battery, _ parents: [Int]) -> [MaterialContent] {
        guard !parents.isEmpty else { return models[battery.modelID]?.contents ?? [] }
        var sum: [RecoveredMaterial: UInt64] = [:]
        for parent in parents {
            // One parent of unknown content makes the whole unknown.
            guard !batteries[parent].contents.isEmpty else { return [] }
            for content in batteries[parent].contents {
                sum[content.material, default: 0] += content.massG
            }
        }
        return sum.keys.sorted { $0.rawValue < $1.rawValue }.map { material in
            var content = MaterialContent()
            content.material = material
            content.massG = sum[material] ?? 0
            return content
        }
    }

    private mutating func move(
        _ number: Int,
        custodian: String,
        place: Place.OneOf_Kind,
        stage: Stage,
        _ entry: SupervisedEntry
    ) {
        let former = batteries[number].custodianID
        custodianBefore = former
        let key = batteries[number].key
        uncount(number)
        batteries[number].custodianID = custodian
        batteries[number].place = place
        batteries[number].stage = stage
        recount(number, entry)
        switch stage {
        case .lost, .destroyed, .exported:
            if stage != .lost { endFirstLife(number, entry) }
            dismiss([.bringHome, .classify, .treat], of: key)
            heed(number, false)
        default:
            hear(number, entry)
            guard custodian != former else { return }
            duties.pass(.classify, of: key, to: custodian)
            duties.pass(.treat, of: key, to: custodian)
            checkHandler(number, former: former, entry)
        }
    }

    /// A battery that is called home is only for hands that may have it.
    private mutating func checkHandler(_ number: Int, former: String, _ entry: SupervisedEntry) {
        let book = batteries[number]
        guard book.isCalledHome else { return }
        guard !mayHandle(book, at: entry.time) else {
            credits.addGood(.qualification, of: book.custodianID, leaf: entry.leaf, on: entry.day)
            return
        }
        credits.addBad(
            .qualification,
            of: former,
            .unqualifiedHandler,
            leaf: entry.leaf,
            on: entry.day
        )
        find(
            .unqualifiedHandler,
            of: book.key,
            holder: former,
            evidence: [entry.leaf],
            at: entry.time,
            "\(former) handed it to \(book.custodianID), which may not have it"
        )
    }

    private func mayHandle(_ book: BatteryBook, at time: UInt64) -> Bool {
        guard book.custodianID != book.ownerID else { return true }
        guard let member = members[book.custodianID] else { return false }
        let needed = policy.requiredQualifications
        return member.roles.contains { role in
            switch role {
            case .dealer, .assessor, .swapOperator, .assetManager: true
            case .collector:
                !needed.contains(.collection) || member.holds(.collection, at: time)
            case .cascadeUser:
                !needed.contains(.cascadeUse) || member.holds(.cascadeUse, at: time)
            case .dismantler:
                !needed.contains(.dismantling) || member.holds(.dismantling, at: time)
            default: false
            }
        }
    }

    private mutating func call(_ number: Int, _ recall: Recall, _ entry: SupervisedEntry) {
        uncount(number)
        batteries[number].stage = .recalled
        batteries[number].recall = (entry.mark, recall.reason)
        recount(number, entry)
        let holder = batteries[number].ownerID
        begin(
            .bringHome,
            of: batteries[number].key,
            holder: holder.isEmpty ? recall.openedBy : holder,
            from: recall.dueMs,
            entry
        )
        if recall.reason == .belowStandard || recall.reason == .safety {
            endFirstLife(number, entry)
        }
    }

    private mutating func receive(_ number: Int, _ centre: String, _ entry: SupervisedEntry) {
        let former = batteries[number].custodianID
        let key = batteries[number].key
        uncount(number)
        batteries[number].custodianID = centre
        batteries[number].place = .premises(centre)
        batteries[number].stage = .atCentre
        hear(number, entry)
        fulfil(.bringHome, of: key, entry)
        begin(.classify, of: key, holder: centre, entry)
        checkHandler(number, former: former, entry)
        if let recall = batteries[number].recall {
            indicators.journeys.add(entry.time - min(entry.time, recall.mark.time), entry.leaf)
        }
        batteries[number].firstLife.receivedLeaf = entry.leaf
        countReceipt(number)
    }

    private mutating func classify(_ number: Int, _ verdict: Verdict, _ entry: SupervisedEntry) {
        let key = batteries[number].key
        fulfil(.classify, of: key, entry)
        switch verdict {
        case .cascade: batteries[number].stage = .inCascadePool
        case .dismantle:
            batteries[number].stage = .forDismantling
            begin(.treat, of: key, holder: batteries[number].custodianID, entry)
        default:
            batteries[number].stage = .inStock
            batteries[number].recall = nil
            batteries[number].firstLife.receivedLeaf = nil
        }
        if verdict != .reuse { endFirstLife(number, entry) }
    }

    private mutating func deploy(
        _ number: Int,
        _ secondUse: SecondUse,
        _ entry: SupervisedEntry
    ) {
        let demands = policy.supervision.scenarios
        guard let demand = demands.first(where: { $0.scenario == secondUse.scenario }) else {
            return
        }
        let book = batteries[number]
        let judged = [book.judged] + book.parents.map { batteries[$0].judged }
        let known = book.judged.map { [$0] } ?? judged.compactMap { $0 }
        let weakest = known.min { $0.sohBp < $1.sohBp }
        let isWeak = weakest.map { $0.sohBp < demand.leastSohBp } ?? false
        let fits = demand.chemistries.isEmpty || demand.chemistries.contains(book.chemistry)
        guard isWeak || !fits else { return }
        credits.addBad(
            .consistency,
            of: entry.signer,
            .scenarioExceeded,
            leaf: entry.leaf,
            on: entry.day
        )
        find(
            .scenarioExceeded,
            of: book.key,
            holder: entry.signer,
            evidence: [entry.leaf] + (weakest.map { [$0.mark.leaf] } ?? []),
            at: entry.time,
            "\(secondUse.scenario) asks for \(demand.leastSohBp) bp, and it has "
                + "\(weakest?.sohBp ?? 0) bp of \(book.chemistry)"
        )
    }
}
