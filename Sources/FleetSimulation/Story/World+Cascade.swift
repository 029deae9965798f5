import CycladeSchema

// The second life: survivors wait for partners, are joined, put to use, and called home once more.

extension World {
    /// Puts a survivor into the pool, and joins it with others that fit.
    mutating func join(_ index: Int) {
        units[index].isWaiting = true
        let design = units[index].design
        pools[design].append(index)
        if let group = fittingGroup(of: design) {
            regroup(group)
        } else {
            agenda.enter(.stopWaiting(unit: index), on: today + options.longestWait)
        }
    }

    /// Rebuilds a survivor alone that has found no partner.
    mutating func stopWaiting(_ index: Int) {
        guard units[index].isWaiting else { return }
        regroup([index])
    }

    /// The first survivors, by health, whose capacities and resistances are close enough.
    private func fittingGroup(of design: Int) -> [Int]? {
        let size = options.groupSize
        let sorted = pools[design].sorted {
            (units[$0].lastSohBp ?? 0, $0) < (units[$1].lastSohBp ?? 0, $1)
        }
        guard sorted.count >= size else { return nil }
        for start in 0...sorted.count - size {
            let group = Array(sorted[start..<start + size])
            if fits(group) { return group }
        }
        return nil
    }

    private func fits(_ group: [Int]) -> Bool {
        let capacities = group.map { UInt64(units[$0].lastSohBp ?? 0) }
        let resistances = group.compactMap { health(of: units[$0], on: today).resistanceUohm }
        return isClose(capacities, within: UInt64(Story.policy.capacitySpreadBp))
            && (resistances.isEmpty || resistances.count == group.count)
            && isClose(resistances, within: UInt64(Story.policy.resistanceSpreadBp))
    }

    /// Whether (largest - smallest) / mean is at most `limit` basis points.
    private func isClose(_ values: [UInt64], within limit: UInt64) -> Bool {
        guard let least = values.min(), let most = values.max() else { return true }
        return (most - least) * UInt64(values.count) * 10_000 <= values.reduce(0, +) * limit
    }

    /// Joins survivors into a battery with a code of its own.
    private mutating func regroup(_ group: [Int]) {
        guard let first = group.first else { return }
        let number = units[first].design
        let design = designs[number]
        if reuseModels.insert(number).inserted {
            write(
                Story.cascadeUser,
                .registerModel(design.reuseRegistration(of: options.groupSize))
            )
        }
        var regroup = Regroup()
        regroup.code = code(Story.cascadeCode, design: design, traceability: nil)
        regroup.modelID = design.reuseModelID
        regroup.parentIds = group.map { units[$0].id }
        regroup.ratedCapacityMah = design.capacityMah * UInt64(group.count)
        regroup.nominalVoltageMv = design.voltageMv
        regroup.massG = design.massG * UInt64(group.count)
        regroup.moduleCount = UInt32(group.count)
        regroup.bmsID = name("bms")
        write(Story.cascadeUser, .regroup(regroup))
        for index in group { units[index].isWaiting = false }
        pools[number].removeAll { group.contains($0) }
        units.append(
            Unit(
                id: regroup.code,
                design: number,
                members: group.flatMap { units[$0].members },
                isSecondUse: true,
                group: units[first].group,
                owner: Story.cascadeUser
            )
        )
        agenda.enter(.deploy(unit: units.count - 1), on: today + random.whole(in: 3...14))
    }

    mutating func deploy(_ index: Int) {
        let scenarios: [Scenario] = [
            .homeStorage, .photovoltaicStorage, .chargingStationStorage, .gridStorage, .backupPower,
            .lowSpeedVehicle,
        ]
        var deployment = DeploySecondUse()
        deployment.batteryID = units[index].id
        deployment.scenario = scenarios[random.whole(in: 0...scenarios.count - 1)]
        deployment.terms = random.whole(in: 0...1) == 0 ? .sold : .leased
        let subject = "battery/\(units[index].id)"
        deployment.siteCommitment = confidences.site(of: subject, for: Story.cascadeUser)
        deployment.userCommitment = confidences.user(of: subject, for: Story.cascadeUser)
        write(Story.cascadeUser, .deploySecondUse(deployment))
        beginService(index)
    }

    /// Looks at the health of a battery in second use.
    mutating func judgeSecondUse(_ index: Int) {
        assess(index, .estimate)
        let isWorn = units[index].lastSohBp ?? 0 < Story.policy.cascadeSohBp
        guard isWorn || units[index].served(by: today) >= daysLeft(of: units[index]) else {
            planJudgement(of: index)
            return
        }
        recall(index, .endOfSecondUse)
        endService(index)
    }
}
