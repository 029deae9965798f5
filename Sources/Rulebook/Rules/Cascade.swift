import CycladeSchema
import Vocabulary

extension Classify {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.cascadeUser, .dismantler)
        try context.requireQualified(.cascadeUse, .dismantling)
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireCustodian(of: battery, "battery_id")
        try context.requireStage(of: battery, .assessed, field: "battery_id")
        try context.requireKnown(verdict, not: .unspecified, "verdict")
        let due = try battery.assessment.verdict(by: context.policy)
        if verdict != due {
            // Verdicts stand in the order of caution: only a more cautious one may be chosen.
            guard verdict.rawValue > due.rawValue else {
                throw Refusal(.verdictMismatch, "verdict", "The assessment says \(due).")
            }
            guard !reason.isEmpty else {
                throw Refusal(.reasonRequired, "reason", "The assessment says \(due): say why.")
            }
            try context.requireText(reason, "reason")
        }
        return [.battery(.classified(batteryID, verdict))]
    }
}

extension Assessment {
    /// Where a battery with this assessment goes.
    ///
    /// - Throws: `testNeeded` when the interval of an estimate straddles a limit.
    func verdict(by policy: Policy) throws(Refusal) -> Verdict {
        guard findings.isEmpty else { return .dismantle }
        let limits = [policy.reuseSohBp, policy.cascadeSohBp]
        if kind == .estimate, limits.contains(where: { sohLowBp < $0 && $0 <= sohHighBp }) {
            throw Refusal(
                .testNeeded,
                "battery_id",
                "The interval \(sohLowBp) to \(sohHighBp) bp straddles a limit: test its capacity."
            )
        }
        if sohBp >= policy.reuseSohBp { return .reuse }
        return sohBp >= policy.cascadeSohBp ? .cascade : .dismantle
    }
}

extension Regroup {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.cascadeUser)
        try context.requireQualified(.cascadeUse)
        let code = try context.parse(code, "code") { try BatteryCode($0) }
        guard code.isSecondUse else {
            throw Refusal(.codeMismatch, "code", "A second-use code has 19 characters.")
        }
        try context.requireNew(.battery(code.text), "code")
        let model = try context.requireOwnModel(modelID, matching: code)
        try context.requireRange(ratedCapacityMah, RatedValues.capacityMah, "rated_capacity_mah")
        try context.requireRange(nominalVoltageMv, RatedValues.voltageMv, "nominal_voltage_mv")
        try context.requireRange(massG, RatedValues.massG, "mass_g")
        try context.requireText(bmsID, "bms_id")

        var battery = Battery(of: model, at: context)
        battery.batteryID = code.text
        battery.ratedCapacityMah = ratedCapacityMah
        battery.nominalVoltageMv = nominalVoltageMv
        battery.massG = massG
        battery.moduleCount = moduleCount
        battery.parents = parentIds
        battery.secondUse.bmsID = bmsID

        let parents = try requireParents(of: battery, context)
        try requireSpreads(of: parents, context.policy, context)
        try requireConservation(from: parents, to: battery, context)
        return [.battery(.born(battery))]
            + parentIds.map { .battery(.regrouped($0, into: code.text)) }
    }

    /// The members of the group: in the pool, the signer's own, of the new battery's chemistry.
    private func requireParents(
        of battery: Battery,
        _ context: RuleContext
    ) throws(Refusal) -> [Battery] {
        try context.requireList(parentIds, "parent_ids")
        var parents: [Battery] = []
        for id in parentIds {
            let parent = try context.require(.battery(id), "parent_ids")
            try context.requireOwner(of: parent, "parent_ids")
            try context.requireStage(of: parent, .inCascadePool, field: "parent_ids")
            try context.requireOnPremises(parent, "parent_ids")
            try context.requireNoOffer(of: parent, "parent_ids")
            try context.requireNoFinding(of: parent, "parent_ids")
            guard parent.chemistry == battery.chemistry else {
                throw Refusal(.modelMismatch, "parent_ids", "\(id) is of another chemistry.")
            }
            guard parent.ratedEnergyUwh > 0, parent.massG > 0 else {
                throw Refusal(.groundMissing, "parent_ids", "\(id) has no known rating or mass.")
            }
            parents.append(parent)
        }
        return parents
    }

    /// Requires the members' capacities and resistances to be close, as last assessed.
    private func requireSpreads(
        of parents: [Battery],
        _ policy: Policy,
        _ context: RuleContext
    ) throws(Refusal) {
        let capacities = parents.map { $0.ratedCapacityMah * UInt64($0.assessment.sohBp) }
        guard !Conservation.spread(of: capacities, exceeds: policy.capacitySpreadBp) else {
            throw Refusal(
                .spreadTooWide,
                "parent_ids",
                "Capacities differ by more than \(policy.capacitySpreadBp) bp of their mean."
            )
        }
        let resistances = parents.filter(\.assessment.hasResistanceUohm)
            .map(\.assessment.resistanceUohm)
        guard resistances.isEmpty || resistances.count == parents.count else {
            throw Refusal(.notAssessed, "parent_ids", "Measure the resistance of all, or of none.")
        }
        guard !Conservation.spread(of: resistances, exceeds: policy.resistanceSpreadBp) else {
            throw Refusal(
                .spreadTooWide,
                "parent_ids",
                "Resistances differ by more than \(policy.resistanceSpreadBp) bp of their mean."
            )
        }
    }

    /// Requires rated energy, modules and mass to come out as they went in.
    private func requireConservation(
        from parents: [Battery],
        to battery: Battery,
        _ context: RuleContext
    ) throws(Refusal) {
        let energies = parents.map(\.ratedEnergyUwh)
        try context.requireSum(of: energies, battery.ratedEnergyUwh, "rated_capacity_mah")
        try context.requireSum(of: parents.map(\.massG), battery.massG, "mass_g")
        let modules = parents.map { UInt64($0.moduleCount) }
        try context.requireSum(of: modules, UInt64(moduleCount), "module_count")
    }
}

extension DeploySecondUse {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.cascadeUser)
        try context.requireQualified(.cascadeUse)
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireOwner(of: battery, "battery_id")
        try context.requireOnPremises(battery, "battery_id")
        try context.requireNoOffer(of: battery, "battery_id")
        guard !battery.parents.isEmpty else {
            throw Refusal(.wrongStage, "battery_id", "Regroup it first, under a code of its own.")
        }
        try context.requireStage(of: battery, .made, .inStock, field: "battery_id")
        try context.requireNoFinding(of: battery, "battery_id")
        try context.requireKnown(scenario, not: .unspecified, "scenario")
        try context.requireKnown(terms, not: .unspecified, "terms")
        try context.requireCommitment(siteCommitment, "site_commitment")
        try context.requireCommitment(userCommitment, "user_commitment")
        var secondUse = SecondUse()
        secondUse.scenario = scenario
        secondUse.terms = terms
        secondUse.userCommitment = userCommitment
        secondUse.deployedMs = context.blockTime
        secondUse.bmsID = battery.secondUse.bmsID
        return [
            .battery(.deployed(batteryID, secondUse, place: .siteCommitment(siteCommitment)))
        ]
    }
}

extension ReturnFromSecondUse {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.cascadeUser)
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireOwner(of: battery, "battery_id")
        try context.requireStage(of: battery, .inSecondUse, .recalled, field: "battery_id")
        guard case .siteCommitment = battery.place.kind else {
            throw Refusal(.wrongPlace, "battery_id", "\(batteryID) has left its site.")
        }
        let owner = context.signer.memberID
        let home = Event.battery(
            .moved(batteryID, custodian: owner, place: .premises(owner), stage: .recalled)
        )
        guard battery.stage == .inSecondUse else { return [home] }
        var recall = Recall()
        recall.reason = .endOfSecondUse
        recall.openedBy = owner
        recall.openedMs = context.blockTime
        recall.dueMs = try context.time(in: UInt64(context.policy.recallDays), "battery_id")
        return context.endOffer(of: battery) + [.battery(.recalled(batteryID, recall)), home]
    }
}

extension RuleContext {
    /// Requires `amount` to come out of `parts`, within the tolerance of the policy.
    fileprivate func requireSum(
        of parts: [UInt64],
        _ amount: UInt64,
        _ field: String
    ) throws(Refusal) {
        let sum = try sum(parts, field)
        let tolerance = policy.conservationToleranceBp
        guard !Conservation.differs(amount, from: sum, byMoreThan: tolerance) else {
            throw Refusal(.notConserved, field, "\(amount) comes out of \(sum).")
        }
    }

    /// Requires that the newest assessment of `battery`, which may be later than its
    /// classification, found nothing unsafe.
    func requireNoFinding(of battery: Battery, _ field: String) throws(Refusal) {
        guard battery.assessment.findings.isEmpty else {
            throw Refusal(
                .verdictMismatch,
                field,
                "\(battery.batteryID) has been found unsafe: call it home."
            )
        }
    }
}
