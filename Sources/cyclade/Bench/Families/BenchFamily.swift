import CycladeSchema

/// A family of commands, as the design of the trade divides them.
enum BenchFamily: String, CaseIterable, Codable, Sendable {
    case membership
    case makingAndSupply = "making_and_supply"
    case existing = "what_exists_already"
    case vehicles
    case leasing
    case swapNetwork = "swap_network"
    case maintenance
    case evidence
    case recallAndLogistics = "recall_and_logistics"
    case network
    case cascade
    case material = "dismantling_and_material"
    case confidentiality
    case irregular = "irregular_facts"
    case supervision

    /// The family of a command.
    init(of command: TransactionBody.OneOf_Command) {
        self =
            switch command {
            case .admitMember, .approve, .suspendMember, .reinstateMember, .rotateKey, .revokeKey,
                .grantQualification, .revokeQualification, .setPolicy:
                .membership
            case .registerModel, .makeBattery, .openSupplyContract, .deliverBatteries,
                .acceptDelivery, .offerTransfer, .acceptTransfer, .withdrawOffer, .dispatch,
                .receive:
                .makingAndSupply
            case .enrolBattery, .reportLost, .reportFound, .reportExported, .reportDestroyed:
                .existing
            case .registerVehicle, .sellVehicle, .resellVehicle, .installBattery, .removeBattery,
                .declareScrap, .scrapVehicle:
                .vehicles
            case .publishPlan, .offerLease, .acceptLease, .amendLease, .assignLease,
                .recordPayment, .remindLessee, .demandReturn, .recordBreach, .settleLoss,
                .settleDeposit, .closeLease, .buyOut:
                .leasing
            case .registerStation, .stockStation, .unstockStation, .holdBattery, .releaseHold,
                .swap, .retireAtSwap:
                .swapNetwork
            case .recordMaintenance:
                .maintenance
            case .recordAssessment, .anchorTelemetry, .correctRecord:
                .evidence
            case .openRecall, .scheduleRecall, .collectBattery, .openShipment, .closeShipment,
                .receiveAtCentre:
                .recallAndLogistics
            case .registerCollectionPoint, .openNetworkAgreement, .acceptNetworkAgreement,
                .endNetworkAgreement, .notifyOwner, .answerNotice, .publishSchedule,
                .settleStatement, .postIncentive, .claimIncentive:
                .network
            case .classify, .regroup, .deploySecondUse, .returnFromSecondUse:
                .cascade
            case .dismantle, .postPriceIndex, .openMaterialContract, .deliverMaterial:
                .material
            case .publishEncryptionKey, .commitPayload, .grantAccess, .revokeAccess,
                .destroyPayloadKey:
                .confidentiality
            case .recordIrregularity, .confirmIrregularity:
                .irregular
            case .raiseWarning, .acknowledgeWarning:
                .supervision
            }
    }

    /// What it is called for a person.
    var title: String { rawValue.replacing("_", with: " ") }
}
