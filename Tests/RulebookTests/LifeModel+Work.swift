import CycladeSchema

/// At work: in the vehicle, and at the station between.
extension LifeStep {
    static let work: [LifeStep] = [
        LifeStep(
            "is installed",
            { life in
                guard life.stage == .inStock, life.isWith("swapper"), life.offer == nil,
                    life.car == .inUse, life.isFit, !life.isSecondLife
                else { return nil }
                // A person's own goes back where no lease runs.
                let isOwn = life.owner == Life.person && [.offered, .closed].contains(life.lease)
                guard isOwn || life.isPromised else { return nil }
                return life.moved(to: .vehicle, of: "swapper", stage: .inVehicle)
            },
            { (install($0.battery), "swapper") }
        ),
        removed(by: "dealer"), removed(by: "swapper"),
        LifeStep(
            "is stocked",
            { life in
                guard life.stage == .inStock, life.isWith("swapper"), !life.isSecondLife else {
                    return nil
                }
                return life.moved(to: .slot, of: "swapper", stage: .atStation)
            },
            { (stock([($0.battery, 1)]), "swapper") }
        ),
        LifeStep(
            "is unstocked",
            { life in
                guard life.place == .slot, !life.isHeld else { return nil }
                return life.moved(to: .premises, of: "swapper", stage: life.stageAtHand)
            },
            { (unstock([$0.battery]), "swapper") }
        ),
        LifeStep(
            "is held",
            { life in
                guard life.stage == .atStation, life.offer == nil, !life.isHeld, life.isPromised
                else { return nil }
                return life.after { $0.isHeld = true }
            },
            { (hold($0.battery), "swapper") }
        ),
        LifeStep(
            "is released",
            { life in life.isHeld ? life.after { $0.isHeld = false } : nil },
            { (releaseHold($0.battery), "swapper") }
        ),
        LifeStep(
            "is taken at a swap",
            { life in
                guard life.stage == .inVehicle, life.isSwapped else { return nil }
                return life.moved(to: .slot, of: "swapper", stage: .atStation)
                    .after { $0.spare = .inVehicle }
            },
            { (.swap(exchange($0.battery, into: 1, for: spare)), "swapper") }
        ),
        LifeStep(
            "is given at a swap",
            { life in
                // The hold, if there is one, is for this vehicle.
                guard life.stage == .atStation, life.spare == .inVehicle, life.car == .inUse,
                    life.isPromised, life.offer == nil
                else { return nil }
                return life.moved(to: .vehicle, of: "swapper", stage: .inVehicle)
                    .after { $0.spare = .inSlot }
            },
            { (.swap(exchange(spare, into: 2, for: $0.battery)), "swapper") }
        ),
        LifeStep(
            "is retired at a swap",
            { life in
                guard life.stage == .recalled, life.isSwapped else { return nil }
                return life.moved(to: .slot, of: "swapper").after { $0.spare = .inVehicle }
            },
            { (retire(exchange($0.battery, into: 1, for: spare)), "swapper") }
        ),
        LifeStep(
            "is repaired",
            never: "bank",
            { life in
                // On the road; nobody sends it to the workshop here.
                guard life.place == .vehicle else { return nil }
                return life
            },
            { (maintain($0.battery), "garage") }
        ),
        LifeStep(
            "stays, and the other one goes",
            { life in life.spare == .inVehicle ? life.after { $0.spare = .gone } : nil },
            { _ in (remove(spare), "dealer") }
        ),
    ]

    /// The lessor's other battery.
    static let spare = packCode(2)

    private static func removed(by member: String) -> LifeStep {
        LifeStep(
            "is removed by the \(member)",
            { life in
                guard life.place == .vehicle, ["dealer", life.custodian].contains(member) else {
                    return nil
                }
                return life.moved(to: .premises, of: member, stage: life.stageAtHand)
            },
            { (remove($0.battery), member) }
        )
    }
}

extension Life {
    /// The stage that it comes to out of a vehicle or a slot: called home it stays so.
    fileprivate var stageAtHand: Stage { stage == .recalled ? .recalled : .inStock }

    /// Whether the station takes it out of the vehicle, and gives the other one.
    fileprivate var isSwapped: Bool {
        place == .vehicle && owner == "bank" && !isSecondLife && lease == .open && car == .inUse
            && spare == .inSlot
    }
}
