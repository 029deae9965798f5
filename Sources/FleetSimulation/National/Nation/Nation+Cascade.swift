import CycladeSchema

// The second life: survivors are joined, put to use, watched, and called home once more.

extension Nation {
    /// Puts a battery into a cascade user's pool; one that was joined before is rebuilt alone.
    mutating func pool(_ pack: Int, of user: Int) {
        guard packs[pack].size == 1, !packs[pack].isSecondUse else {
            agenda.enter(.regroupAlone(pack: pack), on: day(in: 2...10))
            return
        }
        let pool = user * designs.count + packs[pack].design
        pools[pool].packs.append(pack)
        guard !pools[pool].isPlanned else { return }
        pools[pool].isPlanned = true
        agenda.enter(.regroup(pool: pool), on: day(in: 7...14))
    }

    /// Joins the packs of a pool, next to each other by health as far as they fit.
    mutating func regroup(_ pool: Int) {
        let sorted = pools[pool].packs.sorted {
            (packs[$0].stated?.bp ?? 0, $0) < (packs[$1].stated?.bp ?? 0, $1)
        }
        pools[pool] = NationYard()
        var group: [Int] = []
        for pack in sorted {
            if group.count < scenario.cascade.groupSize, fits(pack, group) {
                group.append(pack)
            } else {
                regroup(group)
                group = [pack]
            }
        }
        regroup(group)
    }

    /// Whether the capacities stay within nine tenths of the spread that the policy allows.
    private func fits(_ pack: Int, _ group: [Int]) -> Bool {
        let all = (group + [pack]).map { packs[$0].stated?.bp ?? 0 }
        let (least, most) = (all.min() ?? 0, all.max() ?? 0)
        let limit = Int(policy.capacitySpreadBp) * 9 / 10
        return (most - least) * all.count * 10_000 <= all.reduce(0, +) * limit
    }

    /// Joins batteries into one with a code of its own, and tests it.
    mutating func regroup(_ group: [Int]) {
        guard let first = group.first,
            let user = roster.cascadeUsers.first(where: { $0.id == packs[first].owner })
        else { return }
        let design = designs[packs[first].design]
        let size = group.reduce(0) { $0 + packs[$1].size }
        let model = design.reuse(of: size, by: user)
        if reuseModels.insert(model.modelID).inserted { write(user.id, .registerModel(model)) }
        var regroup = Regroup()
        regroup.code = code(user.code, design, traceability: nil)
        regroup.modelID = model.modelID
        regroup.parentIds = group.map { packs[$0].id }
        regroup.ratedCapacityMah = model.ratedCapacityMah
        regroup.nominalVoltageMv = model.nominalVoltageMv
        regroup.massG = model.massG
        regroup.moduleCount = UInt32(size)
        regroup.bmsID = name("bms")
        write(user.id, .regroup(regroup))
        let count = Double(group.count)
        // Packs in parallel share the load: they go on as one of their mean.
        var body = PackBody(pace: group.reduce(0) { $0 + packs[$1].body.pace } / count)
        body.cycles = group.reduce(0) { $0 + packs[$1].body.cycles } / count
        packs.append(
            NationPack(
                id: regroup.code,
                design: packs[first].design,
                size: size,
                isSecondUse: true,
                level: packs[first].level + 1,
                station: packs[first].station,
                madeDay: today,
                body: body,
                owner: user.id
            )
        )
        assess(packs.count - 1, .capacityTest)
        agenda.enter(.deploy(pack: packs.count - 1), on: day(in: 3...10))
    }

    /// Puts a second-use battery to a work that its health suffices for, or not.
    mutating func deploy(_ pack: Int) {
        let bp = packs[pack].stated?.bp ?? 0
        let excessive = SecondUses.all.filter { $0.leastBp > bp + 50 }
        let isCheat =
            !excessive.isEmpty && isWanted(.scenarioExceeded, by: packs[pack].owner)
        let fitting = SecondUses.all.filter { $0.leastBp + 400 <= bp }
        let choices = isCheat ? excessive : fitting.isEmpty ? SecondUses.all.suffix(1) : fitting
        let choice = choices[choices.startIndex + random.whole(in: 0...choices.count - 1)]
        var deployment = DeploySecondUse()
        deployment.batteryID = packs[pack].id
        deployment.scenario = choice.scenario
        deployment.terms = happens(0.5) ? .sold : .leased
        let subject = "battery/\(packs[pack].id)"
        let owner = packs[pack].owner
        deployment.siteCommitment = confidences.site(of: subject, for: owner)
        deployment.userCommitment = confidences.user(of: subject, for: owner)
        write(owner, .deploySecondUse(deployment))
        if isCheat { plant(.scenarioExceeded, "battery/\(packs[pack].id)") }
        packs[pack].body.servingSince = today
        packs[pack].demand = choice.leastBp
        let days =
            isCheat
            ? random.whole(in: 200...500)
            : max(30, daysLeft(of: pack, until: choice.leastBp + 150))
        agenda.enter(.endSecondUse(pack: pack), on: today + days)
        if days > 400 { agenda.enter(.checkSecondUse(pack: pack), on: today + 300) }
    }

    /// Looks at a battery in second use, once in a while.
    mutating func checkSecondUse(_ pack: Int) {
        guard daysLeft(of: pack, until: packs[pack].demand + 250) > 0 else { return }
        assess(pack, .estimate)
        agenda.enter(.checkSecondUse(pack: pack), on: today + 365)
    }

    /// Calls a battery home from its second use: from the site, or by way of its owner.
    mutating func endSecondUse(_ pack: Int) {
        let owner = packs[pack].owner
        if happens(0.5) {
            call(pack, .endOfSecondUse, by: owner)
        } else {
            var homecoming = ReturnFromSecondUse()
            homecoming.batteryID = packs[pack].id
            write(owner, .returnFromSecondUse(homecoming))
            packs[pack].calledDay = today
            packs[pack].isUrgent = false
            packs[pack].collector = choose(roster.collectors, for: .missingShipment, .stockpile)
        }
        endService(pack)
        packs[pack].centre = centreAgain(for: pack)
        agenda.enter(.collect(pack: pack), on: day(in: 1...6))
    }

    /// Where a battery goes after a second use: into another, or to be taken apart.
    private mutating func centreAgain(for pack: Int) -> Int {
        let users = roster.cascadeUsers.map(\.id)
        let bp = health(of: pack)
        guard bp > 4_800, packs[pack].level < 3 else { return users.count + dismantler() }
        if bp < 6_900, isWanted(.scenarioExceeded) {
            return choose(users, for: .scenarioExceeded)
        }
        guard happens(scenario.cascade.againShare) else { return users.count + dismantler() }
        return users.firstIndex(of: packs[pack].owner) ?? 0
    }
}
