import CycladeSchema

/// The verdict, and what it leads to.
extension LifeStep {
    static let centre: [LifeStep] = [
        classified(.reuse), classified(.cascade), classified(.dismantle),
        LifeStep(
            "is judged with more caution",
            { life in
                life.verdict == nil ? nil : life.after { $0.stage = .forDismantling }
            },
            { (classify($0.battery, .dismantle, reason: "a dent"), $0.custodian) }
        ),
        LifeStep(
            "is regrouped",
            opens: .heir,
            { life in
                guard life.stage == .inCascadePool, life.owner == "cascade",
                    life.isWith("cascade"), life.offer == nil, life.health != .unsafe
                else { return nil }
                return life.after {
                    // Its heir is new.
                    $0.stage = .made
                    $0.isSecondLife = true
                    $0.health = .unknown
                    $0.recall = nil
                    $0.isReceived = false
                    $0.hasAppointment = false
                    $0.parcel = nil
                    $0.claim = nil
                }
            },
            { tale in
                let heir = regroup([tale.battery]) {
                    $0.code = tale.heir
                    ($0.ratedCapacityMah, $0.massG, $0.moduleCount) = (100_000, 400_000, 1)
                }
                return (heir, "cascade")
            }
        ),
        LifeStep(
            "is put to its second use",
            { life in
                guard life.isSecondLife, [.made, .inStock].contains(life.stage),
                    life.owner == "cascade", life.isWith("cascade"), life.offer == nil,
                    life.health != .unsafe
                else { return nil }
                return life.after {
                    $0.stage = .inSecondUse
                    $0.place = .site
                }
            },
            { (deploy($0.battery), "cascade") }
        ),
        LifeStep(
            "returns from its second use",
            { life in
                guard [.inSecondUse, .recalled].contains(life.stage), life.place == .site,
                    life.owner == "cascade"
                else { return nil }
                let home = life.moved(to: .premises, of: "cascade", stage: .recalled)
                guard life.stage == .inSecondUse else { return home }
                return home.after {
                    $0.recall = .endOfSecondUse
                    $0.isReceived = false
                    $0.hasAppointment = false
                    $0.offer = nil
                }
            },
            { (returnFromSecondUse($0.battery), "cascade") }
        ),
        LifeStep(
            "is dismantled",
            { life in
                guard life.stage == .forDismantling, life.owner == "dismantler",
                    life.isWith("dismantler"), life.offer == nil
                else { return nil }
                return life.after { $0.stage = .dismantled }
            },
            { tale in (dismantle([tale.battery]) { $0.lots[0].lotID = tale.new }, "dismantler") }
        ),
    ]

    private static func classified(_ verdict: Verdict) -> LifeStep {
        LifeStep(
            "is judged: \(verdict)",
            { life in
                guard life.verdict == verdict else { return nil }
                return life.after {
                    switch verdict {
                    case .reuse:
                        $0.stage = .inStock
                        $0.recall = nil
                        $0.isReceived = false
                        $0.hasAppointment = false
                    case .cascade: $0.stage = .inCascadePool
                    default: $0.stage = .forDismantling
                    }
                }
            },
            { (classify($0.battery, verdict), $0.custodian) }
        )
    }
}

extension Life {
    /// The verdict that a centre may give; `nil` if it may give none.
    fileprivate var verdict: Verdict? {
        guard stage == .assessed, ["cascade", "dismantler"].contains(custodian) else { return nil }
        return switch health {
        case .unknown, .unclear: nil
        case .sound: .reuse
        case .worn: .cascade
        case .spent, .unsafe: .dismantle
        }
    }
}
