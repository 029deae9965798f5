import CycladeSchema
import SwiftProtobuf

// Three batteries are made, delivered one by one, and sent to the swap operator.

extension BenchLife {
    var model: [BenchStep] { by("maker", BenchCommands.registerModel(id("pack-50"))) }

    var birth: [BenchStep] { batteries.map { ("maker", BenchCommands.make($0)) } }

    var contract: [BenchStep] {
        let contract = OpenSupplyContract.with {
            $0.contractID = id("supply")
            $0.buyerID = "manager"
            $0.modelID = BenchCommands.modelID
            $0.quantity = 3
            $0.priceCommitment = BenchCommands.commitment
        }
        return by("maker", .openSupplyContract(contract))
    }

    var delivery: [BenchStep] {
        batteries.map { battery in
            let contract = id("supply")
            return (
                "maker", BenchCommands.deliver("delivery-\(battery)", [battery], under: contract)
            )
        }
    }

    var deliveryEnd: [BenchStep] {
        batteries.map { ("manager", BenchCommands.accept("delivery-\($0)")) }
    }

    var dispatch: [BenchStep] {
        batteries.map { ("manager", BenchCommands.dispatch("ship-\($0)", [$0])) }
    }

    var arrival: [BenchStep] {
        batteries.map { ("operator", BenchCommands.receive("ship-\($0)")) }
    }

    func offer(
        _ kind: String,
        _ batteries: [String],
        by owner: String,
        to buyer: String
    )
        -> [BenchStep]
    {
        let offer = OfferTransfer.with {
            $0.offerID = id(kind)
            $0.toMemberID = buyer
            $0.batteryIds = batteries
            $0.priceCommitment = BenchCommands.commitment
        }
        return by(owner, .offerTransfer(offer))
    }

    func takeBack(_ kind: String, by owner: String) -> [BenchStep] {
        by(owner, .withdrawOffer(.with { $0.offerID = id(kind) }))
    }

    func accept(_ kind: String, by buyer: String) -> [BenchStep] {
        by(buyer, .acceptTransfer(.with { $0.offerID = id(kind) }))
    }
}

// MARK: - What exists already, and what goes astray

extension BenchLife {
    var enrolment: [BenchStep] {
        let enrolment = EnrolBattery.with {
            $0.batteryID = enrolled
            $0.form = .pack
            $0.chemistry = .lfp
            $0.massG = 300_000
            $0.ownerID = "collector"
            $0.photoCommitment = BenchCommands.commitment
        }
        return by("collector", .enrolBattery(enrolment))
    }

    var export: [BenchStep] {
        let export = ReportExported.with {
            $0.batteryID = enrolled
            $0.country = "DE"
            $0.paperCommitment = BenchCommands.commitment
        }
        return by("collector", .reportExported(export))
    }

    var loss: [BenchStep] {
        let loss = ReportLost.with {
            $0.batteryID = pack
            $0.accountCommitment = BenchCommands.commitment
        }
        return by("manager", .reportLost(loss))
    }

    var find: [BenchStep] { by("collector", .reportFound(.with { $0.batteryID = pack })) }

    var destruction: [BenchStep] {
        let destruction = ReportDestroyed.with {
            $0.batteryID = third
            $0.accountCommitment = BenchCommands.commitment
        }
        return by("dealer", .reportDestroyed(destruction))
    }
}
