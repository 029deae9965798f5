import CycladeSchema

/// The lease, its end, and the end of the vehicle.
extension LifeStep {
    static let leasing: [LifeStep] = [
        LifeStep(
            "meets an open lease",
            { life in
                guard life.lease == .offered, life.car == .inUse else { return nil }
                return life.after { $0.lease = .open }
            },
            { _ in (acceptLease(), "dealer") }
        ),
        LifeStep(
            "is demanded back",
            { life in life.lease == .open ? life.after { $0.lease = .returnDemanded } : nil },
            { _ in (demandReturn(), "bank") }
        ),
        LifeStep(
            "outlives the lease",
            { life in
                guard life.lease == .returnDemanded, life.isCarEmpty, !life.isOwed else {
                    return nil
                }
                return life.after { $0.lease = .closed }
            },
            { _ in (closeLease(), "bank") }
        ),
        LifeStep(
            "is bought out",
            { life in
                // No other battery of the lease may be out.
                guard life.lease == .open, life.stage == .inVehicle, life.owner == "bank",
                    life.offer == nil, life.spare != .inVehicle, !life.isOwed
                else { return nil }
                return life.after {
                    $0.owner = Life.person
                    $0.lease = .closed
                }
            },
            { (buyOut($0.battery), "bank") }
        ),
        LifeStep(
            "is paid for",
            { life in life.isOwed ? life.after { $0.isOwed = false } : nil },
            { (settleLoss($0.battery), "bank") }
        ),
        LifeStep(
            "sees the vehicle declared scrap",
            { life in life.car == .inUse ? life.after { $0.car = .declared } : nil },
            { _ in (declareScrap(), "dealer") }
        ),
        LifeStep(
            "sees the vehicle scrapped",
            { life in
                guard life.car == .declared, life.isCarEmpty,
                    [.offered, .closed].contains(life.lease)
                else { return nil }
                return life.after { $0.car = .scrapped }
            },
            { _ in (scrap(), "dealer") }
        ),
    ]
}

extension Life {
    fileprivate var isCarEmpty: Bool { place != .vehicle && spare != .inVehicle }
}
