import CycladeSchema

/// Birth, ownership and custody.
extension LifeStep {
    static let supply: [LifeStep] = [
        LifeStep(
            "is made",
            { life in
                guard life.stage == .unspecified else { return nil }
                return life.moved(to: .premises, of: "maker", stage: .made)
                    .after { $0.owner = "maker" }
            },
            { _ in (makeBattery(), "maker") }
        ),
        LifeStep(
            "is delivered",
            opens: .offer,
            { life in
                guard life.stage == .made, life.owner == "maker", life.isWith("maker"),
                    life.offer == nil
                else { return nil }
                return life.after { $0.offer = Life.Offer(to: "bank", isDelivery: true) }
            },
            { (deliver($0.new, under: "supply-1", [$0.battery]), "maker") }
        ),
        LifeStep(
            "has its delivery accepted",
            { life in
                // The seller still has it, or has sent it here; ownership and custody pass.
                guard let offer = life.offer, offer.isDelivery,
                    life.isWith("maker") || life.isWith("bank")
                        || life.place == .onTheWay(to: "bank")
                else { return nil }
                return life.moved(to: .premises, of: "bank", stage: .inStock).after {
                    $0.owner = "bank"
                    $0.offer = nil
                }
            },
            { (acceptDelivery($0.offer), "bank") }
        ),
        offered(to: "cascade"), offered(to: "dismantler"),
        LifeStep(
            "has its offer accepted",
            { life in
                guard let offer = life.offer, !offer.isDelivery else { return nil }
                return life.after {
                    $0.owner = offer.to
                    $0.offer = nil
                }
            },
            { (acceptTransfer($0.offer), $0.life.offer?.to ?? "cascade") }
        ),
        LifeStep(
            "is no longer on offer",
            { life in life.offer == nil ? nil : life.after { $0.offer = nil } },
            { tale in
                let isDelivery = tale.life.offer?.isDelivery ?? false
                let offer: WithdrawOffer.OneOf_Offer =
                    isDelivery ? .deliveryID(tale.offer) : .offerID(tale.offer)
                return (withdraw(offer), tale.owner)
            }
        ),
        dispatched(to: "swapper"), dispatched(to: "cascade"),
        LifeStep(
            "arrives",
            { life in
                life.parcel.map { receiver in
                    let arrived = life.after { $0.parcel = nil }
                    // A centre may have taken it in from the way.
                    guard life.place == .onTheWay(to: receiver) else { return arrived }
                    return arrived.moved(to: .premises, of: receiver)
                }
            },
            { (receive($0.parcel), $0.life.parcel ?? "swapper") }
        ),
    ]

    private static func offered(to buyer: String) -> LifeStep {
        LifeStep(
            "is offered to \(buyer)",
            opens: .offer,
            { life in
                guard life.isAlive, life.offer == nil,
                    ![buyer, Life.person].contains(life.owner)
                else { return nil }
                return life.after { $0.offer = Life.Offer(to: buyer, isDelivery: false) }
            },
            { (offerTransfer($0.new, to: buyer, [$0.battery]), $0.owner) }
        )
    }

    private static func dispatched(to receiver: String) -> LifeStep {
        LifeStep(
            "is sent to \(receiver)",
            opens: .parcel,
            { life in
                guard life.isAlive, life.place == .premises, life.custodian != receiver else {
                    return nil
                }
                return life.after {
                    $0.place = .onTheWay(to: receiver)
                    $0.parcel = receiver
                }
            },
            { (dispatch($0.new, to: receiver, [$0.battery]), $0.custodian) }
        )
    }
}
