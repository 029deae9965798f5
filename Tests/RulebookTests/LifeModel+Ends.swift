import CycladeSchema

/// What nobody plans: lost, found, exported, destroyed, or elsewhere than the record says.
extension LifeStep {
    static let ends: [LifeStep] = [
        LifeStep(
            "is lost",
            { $0.isPresent ? $0.gone(to: .lost) : nil },
            { (reportLost($0.battery), $0.witness) }
        ),
        LifeStep(
            "is found",
            never: nil,
            { life in
                guard life.stage == .lost else { return nil }
                return life.moved(to: .premises, of: "swapper", stage: life.stageFound)
                    .after { $0.isOwed = false }
            },
            { (reportFound($0.battery), "swapper") }
        ),
        LifeStep(
            "is exported",
            { life in
                guard [.made, .inStock].contains(life.stage), life.isWith(life.owner),
                    life.offer == nil
                else { return nil }
                return life.moved(to: .abroad, of: life.custodian, stage: .exported)
            },
            { (reportExported($0.battery), $0.owner) }
        ),
        LifeStep(
            "is destroyed",
            { $0.isPresent ? $0.gone(to: .destroyed) : nil },
            { (reportDestroyed($0.battery), $0.witness) }
        ),
        claimed("on the operator's premises", .onPremises, .premises("swapper")),
        claimed("in the vehicle", .inVehicle, .vehicleID(vehicleID(1))),
        LifeStep(
            "is where it was said to be",
            { life in
                guard let claim = life.claim, life.isElsewhere(than: claim) else { return nil }
                let isHome = [.recalled, .collected].contains(life.stageTurnedUp)
                let place: Life.Where = claim == .inVehicle ? .vehicle : .premises
                let stage: Stage =
                    switch claim {
                    case .inVehicle: isHome ? .recalled : .inVehicle
                    case .onPremises: isHome ? life.stageTurnedUp : .inStock
                    }
                return life.moved(to: place, of: "swapper", stage: stage).after {
                    $0.isOwed = false
                    $0.claim = nil
                }
            },
            { (confirm($0.claim), "regulator") }
        ),
    ]

    private static func claimed(
        _ name: String,
        _ claim: Life.Claim,
        _ place: Place.OneOf_Kind
    ) -> LifeStep {
        LifeStep(
            "is said to be \(name)",
            opens: .claim,
            never: nil,
            { life in
                life.isElsewhere(than: claim) ? life.after { $0.claim = claim } : nil
            },
            { tale in
                let statement = irregular(tale.battery, at: place, with: "swapper") {
                    $0.irregularityID = tale.new
                }
                return (statement, "dealer")
            }
        )
    }
}

extension Tale {
    /// Who says what has become of it: its owner, or for a person whoever has it.
    fileprivate var witness: String { life.owner == Life.person ? custodian : owner }
}

extension Life {
    /// Whether it is somewhere by itself, and not on offer.
    fileprivate var isPresent: Bool { isAlive && stage != .lost && offer == nil }

    /// The battery last seen with who had it; out of a leased vehicle, its lessee owes for it.
    fileprivate func gone(to stage: Stage) -> Life {
        let isLeased = [.open, .returnDemanded].contains(lease)
        return moved(to: .lastSeen, of: custodian, stage: stage).after {
            $0.isOwed = place == .vehicle && isLeased && owner == "bank"
        }
    }

    /// What is called home stays so until a centre has judged it fit again.
    fileprivate var stageFound: Stage { recall == nil ? .inStock : .recalled }

    fileprivate var stageTurnedUp: Stage { stage == .lost ? stageFound : stage }

    /// Whether a true `claim` would change the record of a battery that is out in the world.
    fileprivate func isElsewhere(than claim: Claim) -> Bool {
        let stages: [Stage] = [.inStock, .inVehicle, .atStation, .recalled, .collected, .lost]
        let isThere =
            switch claim {
            case .onPremises: isWith("swapper")
            case .inVehicle: place == .vehicle && custodian == "swapper"
            }
        return stages.contains(stage) && offer == nil && !isThere
    }
}
