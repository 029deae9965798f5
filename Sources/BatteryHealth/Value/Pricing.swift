import RealModule

/// The three lives of one battery at the prices of one day.
struct Pricing {
    let battery: ResidualValue.Battery
    let deck: PriceDeck

    var options: [ResidualValue.Option] {
        // Taken apart first: of lives that are worth the same, the one that needs nothing more.
        [option(.dismantle, nil), option(.cascade, cascadeObstacle), option(.keep, keepObstacle)]
    }

    var remarks: [ResidualValue.Remark] {
        let costs = PriceDeck.Cost.allCases.filter { deck.costs[$0] == nil }.map(\.rawValue)
        let materials = deck.materials
            .filter { ($0.value.content[battery.chemistry] ?? 0) > 0 && $0.value.payable == nil }
            .keys.sorted()
        return (costs.isEmpty ? [] : [.withoutCosts(costs)])
            + (materials.isEmpty ? [] : [.notPayable(materials)])
            + (battery.throughputLeft == nil && cascadeObstacle == nil
                ? [.throughputFromHealth] : [])
            + (battery.monthsLeft == nil && keepObstacle == nil ? [.nextLifeUndated] : [])
    }

    private func option(
        _ life: Verdict,
        _ obstacle: ResidualValue.Obstacle?
    ) -> ResidualValue.Option {
        let value = ValueQuantiles { deviations in
            switch life {
            case .keep: keep(deviations)
            case .cascade: cascade(deviations)
            case .dismantle, .testNeeded: dismantle
            }
        }
        return ResidualValue.Option(
            life: life,
            value: obstacle == nil ? value : nil,
            obstacle: obstacle
        )
    }

    // MARK: What stands in the way

    private var unsafe: ResidualValue.Obstacle? {
        let grave = battery.findings.filter(\.meansDismantling)
        return grave.isEmpty ? nil : .unsafe(grave)
    }

    private var cascadeObstacle: ResidualValue.Obstacle? {
        if let unsafe { return unsafe }
        if !battery.findings.isEmpty { return .testFirst(battery.findings) }
        let least = Decision.leastForSecondUse
        return battery.health.upper < least ? .below(least) : nil
    }

    private var keepObstacle: ResidualValue.Obstacle? {
        if let unsafe { return unsafe }
        let least = Decision.leastForVehicles
        return battery.health.upper < least ? .below(least) : nil
    }

    // MARK: What each life is worth

    /// What of it is left above the health at which vehicles end, and its next life then.
    private func keep(_ deviations: Double) -> Double {
        let new = deck.newPacks[battery.chemistry]?.value ?? 0
        let end = Decision.leastForVehicles
        let left = (battery.health.value(deviations: deviations) - end) / (1 - end)
        let worth = new * min(1, max(0, left)) * deck.discounts.vehicle.value
        // By the middle of the months: a longer life must not make the next one worth less.
        let years = max(0, battery.monthsLeft?.value ?? 0) / 12
        let discount = Double.exp(-years * .log(onePlus: deck.discounts.interest.value))
        return battery.ratedEnergy * worth + nextLife(deviations) * discount
    }

    /// What it is worth when it leaves vehicles: no less than its materials.
    private func nextLife(_ deviations: Double) -> Double {
        guard cascadeObstacle == nil else { return dismantle }
        let health = min(
            Decision.leastForVehicles,
            battery.health.value(deviations: deviations)
        )
        // What is given is of today: by then it is no more.
        let line = throughput(at: health)
        let left = min(line, battery.throughputLeft?.value(deviations: deviations) ?? line)
        return max(dismantle, secondUse(health: health, throughput: left))
    }

    private func cascade(_ deviations: Double) -> Double {
        let health = battery.health.value(deviations: deviations)
        let left = battery.throughputLeft?.value(deviations: deviations)
        return secondUse(health: health, throughput: left ?? throughput(at: health))
    }

    /// A straight line from a new battery to one at the end of its second use.
    private func throughput(at health: Double) -> Double {
        let end = deck.discounts.secondUseEnd.value
        return (health - end) / (1 - end)
    }

    private func secondUse(health: Double, throughput: Double) -> Double {
        let worth =
            max(0, health) * deck.newStationaryPack.value * deck.discounts.secondUse.value
            * min(1, max(0, throughput))
        return battery.ratedEnergy * (worth - deck.sum([.test, .repurposing, .logistics]))
    }

    /// Content does not fade with health.
    private var dismantle: Double {
        let costs = deck.sum([.discharge, .dismantling, .processing, .transport])
        return battery.ratedEnergy * (deck.materialWorth(battery.chemistry) - costs)
    }
}
