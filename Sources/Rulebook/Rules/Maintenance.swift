import CycladeSchema
import Vocabulary

extension RecordMaintenance {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.serviceProvider)
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireStage(of: battery, .inStock, .inVehicle, .recalled, field: "battery_id")
        // In a vehicle it is worked on where the driver is.
        let isOnTheRoad = if case .vehicleID = battery.place.kind { true } else { false }
        if !isOnTheRoad { try context.requireOnPremises(battery, "battery_id") }
        try context.requireKnown(kind, not: .unspecified, "kind")
        try context.requireCommitment(reportCommitment, "report_commitment")
        let worked = Event.battery(.maintained(batteryID, at: context.blockTime))
        guard kind == .replacement else {
            guard removedParts.isEmpty, addedParts.isEmpty else {
                throw Refusal(.invalidValue, "kind", "Only a replacement changes the parts.")
            }
            return [worked]
        }
        return try [worked] + replacement(in: battery, context)
    }

    /// The exchange of parts: what comes out is the owner's, what goes in was.
    private func replacement(
        in battery: Battery,
        _ context: RuleContext
    ) throws(Refusal) -> [Event] {
        try context.requireOnPremises(battery, "battery_id")
        try context.requireNoOffer(of: battery, "battery_id")
        try context.requireList(removedParts, "removed_parts")
        try context.requireList(addedParts, "added_parts")
        guard removedParts.allSatisfy(battery.parts.contains) else {
            throw Refusal(.layoutMismatch, "removed_parts", "The battery does not hold them all.")
        }
        var removed: [Battery] = []
        for id in removedParts {
            removed.append(try context.require(.battery(id), "removed_parts"))
        }
        let added = try newParts(for: battery, removed, context)
        let parts = battery.parts.filter { !removedParts.contains($0) } + addedParts
        let workshop = context.signer.memberID
        return [
            .battery(
                .laidOut(
                    batteryID,
                    parts,
                    moduleCount: battery.moduleCount + UInt32(added.count) - UInt32(removed.count)
                )
            )
        ]
            + removed.flatMap { part -> [Event] in
                [
                    .battery(.ownershipPassed(part.batteryID, to: battery.ownerID)),
                    .battery(
                        .moved(
                            part.batteryID,
                            custodian: workshop,
                            place: .premises(workshop),
                            stage: .inStock
                        )
                    ),
                ]
            }
            + added.map { .battery(.builtIn($0.batteryID, into: batteryID)) }
    }

    /// The parts to go in: the owner's, at hand, like those that come out, and of their energy.
    private func newParts(
        for battery: Battery,
        _ removed: [Battery],
        _ context: RuleContext
    ) throws(Refusal) -> [Battery] {
        var added: [Battery] = []
        for id in addedParts {
            let part = try context.require(.battery(id), "added_parts")
            guard part.ownerID == battery.ownerID else {
                throw Refusal(.notOwner, "added_parts", "\(id) is not \(battery.ownerID)'s.")
            }
            try context.requireStage(of: part, .made, .inStock, field: "added_parts")
            try context.requireOnPremises(part, "added_parts")
            try context.requireNoOffer(of: part, "added_parts")
            guard part.form == removed[0].form, part.chemistry == battery.chemistry else {
                throw Refusal(.layoutMismatch, "added_parts", "\(id) does not fit the others.")
            }
            added.append(part)
        }
        let before = try context.sum(removed.map(\.ratedEnergyUwh), "removed_parts")
        let after = try context.sum(added.map(\.ratedEnergyUwh), "added_parts")
        let tolerance = context.policy.conservationToleranceBp
        guard !Conservation.differs(after, from: before, byMoreThan: tolerance) else {
            throw Refusal(.layoutMismatch, "added_parts", "Their energy is not that of the others.")
        }
        return added
    }
}
