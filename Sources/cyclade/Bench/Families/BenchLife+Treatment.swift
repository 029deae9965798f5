import CycladeSchema
import SwiftProtobuf

// The second life, and what is left of it.

extension BenchLife {
    /// The rated values are those of both batteries together.
    var regrouping: [BenchStep] {
        let group = Regroup.with {
            $0.code = secondUse
            $0.modelID = Self.secondModelID
            $0.parentIds = pair
            $0.ratedCapacityMah = 300_000
            $0.nominalVoltageMv = 350_000
            $0.massG = 700_000
            $0.moduleCount = 2
            $0.bmsID = id("bms")
        }
        return by("cascade", .regroup(group))
    }

    var deployment: [BenchStep] {
        let deployment = DeploySecondUse.with {
            $0.batteryID = secondUse
            $0.scenario = .gridStorage
            $0.terms = .leased
            $0.siteCommitment = BenchCommands.commitment
            $0.userCommitment = BenchCommands.commitment
        }
        return by("cascade", .deploySecondUse(deployment))
    }

    var homecoming: [BenchStep] {
        by("cascade", .returnFromSecondUse(.with { $0.batteryID = secondUse }))
    }
}

// MARK: - Material

extension BenchLife {
    var dismantling: [BenchStep] {
        let dismantling = Dismantle.with {
            $0.batteryIds = [secondUse]
            $0.lots = [
                .with {
                    $0.lotID = id("lot")
                    $0.material = .lithium
                    $0.massG = 600_000
                }
            ]
            $0.wasteG = 90_000
            $0.emissionsG = 10_000
        }
        return by("dismantler", .dismantle(dismantling))
    }

    var price: [BenchStep] {
        let price = PostPriceIndex.with {
            $0.indexID = id("index")
            $0.material = .lithium
            $0.fenPerKg = 7_500_000
            $0.day = 20_000
        }
        return by("regulator", .postPriceIndex(price))
    }

    var materialContract: [BenchStep] {
        let contract = OpenMaterialContract.with {
            $0.contractID = id("sale")
            $0.buyerID = "maker"
            $0.indexID = id("index")
            $0.material = .lithium
            $0.discountBp = 500
            $0.massG = 600_000
        }
        return by("dismantler", .openMaterialContract(contract))
    }

    var materialDelivery: [BenchStep] {
        let delivery = DeliverMaterial.with {
            $0.contractID = id("sale")
            $0.lots = [
                .with {
                    $0.lotID = id("lot")
                    $0.massG = 600_000
                    $0.newLotID = id("sold")
                }
            ]
        }
        return by("dismantler", .deliverMaterial(delivery))
    }
}
