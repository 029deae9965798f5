import CycladeSchema
import FoundationEssentials
import SwiftProtobuf

extension HostileTests {
    /// Every command, empty.
    static let empty: [Command] = [
        .admitMember(.init()), .suspendMember(.init()), .reinstateMember(.init()),
        .approve(.init()), .rotateKey(.init()), .revokeKey(.init()), .registerModel(.init()),
        .makeBattery(.init()), .enrolBattery(.init()), .openSupplyContract(.init()),
        .deliverBatteries(.init()), .acceptDelivery(.init()), .offerTransfer(.init()),
        .acceptTransfer(.init()), .withdrawOffer(.init()), .dispatch(.init()), .receive(.init()),
        .registerVehicle(.init()), .sellVehicle(.init()), .installBattery(.init()),
        .removeBattery(.init()), .offerLease(.init()), .acceptLease(.init()),
        .demandReturn(.init()), .closeLease(.init()), .registerStation(.init()),
        .stockStation(.init()), .unstockStation(.init()), .swap(.init()), .retireAtSwap(.init()),
        .recordAssessment(.init()), .openRecall(.init()), .collectBattery(.init()),
        .receiveAtCentre(.init()), .classify(.init()), .regroup(.init()),
        .deploySecondUse(.init()), .dismantle(.init()), .postPriceIndex(.init()),
        .openMaterialContract(.init()), .deliverMaterial(.init()),
        .grantQualification(.init()), .revokeQualification(.init()), .setPolicy(.init()),
        .reportLost(.init()), .reportFound(.init()), .reportExported(.init()),
        .reportDestroyed(.init()), .resellVehicle(.init()), .declareScrap(.init()),
        .scrapVehicle(.init()), .publishPlan(.init()), .amendLease(.init()),
        .assignLease(.init()), .recordPayment(.init()), .remindLessee(.init()),
        .recordBreach(.init()), .settleLoss(.init()), .settleDeposit(.init()), .buyOut(.init()),
        .holdBattery(.init()), .releaseHold(.init()), .returnFromSecondUse(.init()),
        .anchorTelemetry(.init()), .correctRecord(.init()), .recordMaintenance(.init()),
        .recordIrregularity(.init()), .confirmIrregularity(.init()), .scheduleRecall(.init()),
        .openShipment(.init()), .closeShipment(.init()), .notifyOwner(.init()),
        .answerNotice(.init()), .registerCollectionPoint(.init()),
        .openNetworkAgreement(.init()), .acceptNetworkAgreement(.init()),
        .endNetworkAgreement(.init()), .publishSchedule(.init()), .settleStatement(.init()),
        .postIncentive(.init()), .claimIncentive(.init()), .publishEncryptionKey(.init()),
        .commitPayload(.init()), .grantAccess(.init()), .revokeAccess(.init()),
        .destroyPayloadKey(.init()), .raiseWarning(.init()), .acknowledgeWarning(.init()),
    ]

    /// Commands whose numbers are as large, and whose values as new, as they can be.
    static let extreme: [Command] = [
        registerModel {
            $0.modelID = "max"
            $0.ratedCapacityMah = .max
        },
        registerModel {
            $0.modelID = "max"
            $0.nominalVoltageMv = .max
        },
        registerModel {
            $0.modelID = "max"
            $0.massG = .max
        },
        makeBattery { $0.lots = [lotUse("lot-1", .max), lotUse("lot-2", .max)] },
        enrol { $0.massG = .max },
        enrol { $0.ratedCapacityMah = .max },
        enrol { $0.nominalVoltageMv = .max },
        openSupply { $0.quantity = .max },
        offerLease { $0.leastSohBp = .max },
        offerLease { $0.termEndMs = .max },
        offerLease { $0.returnDays = .max },
        registerStation { $0.slots = .max },
        registerStation { $0.latitudeE6 = .min },
        registerStation { $0.longitudeE6 = .max },
        stock([(packCode(1), .max)]),
        .swap(exchange(packCode(1), into: .max, for: packCode(2)) { $0.taken.energyWh = .max }),
        assess(packCode(1), soh: .max),
        assess(packCode(1), soh: 15_000) { $0.sohLowBp = .max },
        assess(packCode(1), soh: 0) { $0.sohHighBp = .max },
        assess(packCode(1), soh: 0) { $0.resistanceUohm = .max },
        regroup([packCode(1)]) { $0.ratedCapacityMah = .max },
        regroup([packCode(1)]) { $0.moduleCount = .max },
        dismantle([packCode(1)]) {
            $0.wasteG = .max
            $0.emissionsG = .max
        },
        postPrice { $0.fenPerKg = .max },
        postPrice { $0.day = .max },
        openSale { $0.discountBp = .max },
        openSale { $0.massG = .max },
        deliverMaterial([part("a", .max, as: "b"), part("c", .max, as: "d")]),
        classify(packCode(1), .UNRECOGNIZED(.max)),
        openRecall(packCode(1), .UNRECOGNIZED(.min)),
        demandReturn(.UNRECOGNIZED(.max)),
        deploy(packCode(1)) { $0.scenario = .UNRECOGNIZED(-1) },
        grant("bank") { $0.capacityKgPerYear = .max },
        grant("bank") { ($0.validFromMs, $0.validUntilMs) = (.max, .max) },
        setPolicy { $0.longestHoldMs = .max },
        setPolicy { $0.recallDays = .max },
        publishPlan { $0.returnDays = .max },
        recordPayment(until: .max),
        hold(packCode(1), until: .max),
        anchor(.max),
        anchor { $0.frameCount = .max },
        correct("policy", leaf: .max),
        schedule(packCode(1), from: .max, until: .max),
        notify(packCode(1), due: .max),
        openAgreement { $0.untilMs = .max },
        publishSchedule([share("bank", .max), share("lab", .max)]),
        postIncentive { ($0.fenPerEvent, $0.budgetFen) = (.max, .max) },
        irregular(packCode(1), at: slot("station-1", .max)),
        reportExported(packCode(1), to: "\u{212A}K"),
    ]
}
