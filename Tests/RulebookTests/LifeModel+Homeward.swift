import CycladeSchema

/// Judged, called home, fetched and brought to a centre.
extension LifeStep {
    static let homeward: [LifeStep] = [
        assessed("sound", .sound) { assess($0, soh: 9_000) },
        assessed("worn", .worn) { assess($0, soh: 7_000) },
        assessed("spent", .spent) { assess($0, soh: 1_000) },
        assessed("unclear", .unclear) { id in
            assess(id, soh: 7_900) {
                $0.kind = .estimate
                ($0.sohLowBp, $0.sohHighBp) = (7_700, 8_100)
            }
        },
        assessed("unsafe", .unsafe) { id in assess(id, soh: 9_000) { $0.findings = [.leak] } },

        recalled(.belowStandard) { [.worn, .spent, .unclear].contains($0.health) },
        recalled(.endOfLease) { life in
            life.place == .vehicle && life.lease == .returnDemanded && life.owner == "bank"
        },
        recalled(.safety, by: "regulator") { $0.health == .unsafe },
        recalled(.endOfSecondUse) { $0.stage == .inSecondUse },
        recalled(.vehicleScrapped) { $0.place == .vehicle && $0.car != .inUse },
        LifeStep(
            "has an appointment",
            { life in life.stage == .recalled ? life.after { $0.hasAppointment = true } : nil },
            { (schedule($0.battery), $0.owner) }
        ),
        LifeStep(
            "is collected",
            never: "bank",
            { life in
                guard life.stage == .recalled,
                    [.vehicle, .slot, .premises, .site].contains(life.place)
                else { return nil }
                // Its producer owns a person's battery from here.
                return life.moved(to: .premises, of: "collector", stage: .collected)
                    .after { if $0.owner == Life.person { $0.owner = "maker" } }
            },
            { (collect($0.battery), "collector") }
        ),
        shipped("as class 9", .class9) { $0.health != .unsafe },
        shipped("as damaged", .damaged) { _ in true },
        received(by: "cascade"), received(by: "dismantler"),
    ]

    private static func assessed(
        _ name: String,
        _ health: Life.Health,
        _ command: @escaping @Sendable (String) -> Command
    ) -> LifeStep {
        LifeStep(
            "is found \(name)",
            never: "bank",
            { life in
                guard life.isAlive else { return nil }
                return life.after {
                    $0.health = health
                    if $0.stage == .atCentre { $0.stage = .assessed }
                }
            },
            { (command($0.battery), "lab") }
        )
    }

    private static func recalled(
        _ reason: RecallReason,
        by member: String? = nil,
        if isBorneOut: @escaping @Sendable (Life) -> Bool
    ) -> LifeStep {
        LifeStep(
            "is called home: \(reason)",
            { life in
                var stages: [Stage] = [.inStock, .inVehicle, .atStation, .inSecondUse]
                if reason == .safety { stages += [.made, .inCascadePool] }
                guard stages.contains(life.stage), isBorneOut(life),
                    reason == .safety || life.offer == nil
                else { return nil }
                return life.after {
                    $0.stage = .recalled
                    $0.recall = reason
                    $0.isReceived = false
                    $0.hasAppointment = false
                    $0.isHeld = false
                    $0.offer = nil
                }
            },
            { (openRecall($0.battery, reason), member ?? $0.owner) }
        )
    }

    private static func shipped(
        _ name: String,
        _ goods: DangerousGoods,
        if isSafe: @escaping @Sendable (Life) -> Bool
    ) -> LifeStep {
        LifeStep(
            "is shipped \(name)",
            opens: .parcel,
            { life in
                guard life.stage == .collected, life.isWith("collector"), isSafe(life) else {
                    return nil
                }
                return life.after {
                    $0.place = .onTheWay(to: "dismantler")
                    $0.parcel = "dismantler"
                }
            },
            { tale in
                let load = openShipment([tale.battery]) {
                    $0.shipmentID = tale.new
                    $0.toMemberID = "dismantler"
                    $0.dangerousGoods = goods
                }
                return (load, "collector")
            }
        )
    }

    private static func received(by centre: String) -> LifeStep {
        LifeStep(
            "is received by the \(centre)",
            never: "bank",
            { life in
                guard life.stage == .collected, life.centre ?? centre == centre else { return nil }
                return life.moved(to: .premises, of: centre, stage: .atCentre)
                    .after { $0.isReceived = true }
            },
            { (receiveAtCentre([$0.battery]), centre) }
        )
    }
}

extension Life {
    /// The centre that a collected battery was sent to or is at.
    fileprivate var centre: String? {
        let holder: String? =
            switch place {
            case .onTheWay(let receiver): receiver
            case .premises: custodian
            default: nil
            }
        return holder.flatMap { ["cascade", "dismantler"].contains($0) ? $0 : nil }
    }
}
