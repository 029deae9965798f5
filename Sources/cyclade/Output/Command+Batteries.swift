import CycladeSchema

extension TransactionBody.OneOf_Command {
    /// The batteries that the command names.
    var batteryIDs: [String] {
        switch self {
        case .makeBattery(let command): [command.code] + command.parts
        case .enrolBattery(let command): [command.batteryID]
        case .reportLost(let command): [command.batteryID]
        case .reportFound(let command): [command.batteryID]
        case .reportExported(let command): [command.batteryID]
        case .reportDestroyed(let command): [command.batteryID]
        case .deliverBatteries(let command): command.batteryIds
        case .offerTransfer(let command): command.batteryIds
        case .dispatch(let command): command.batteryIds
        case .installBattery(let command): [command.batteryID]
        case .removeBattery(let command): [command.batteryID]
        case .stockStation(let command): command.placements.map(\.batteryID)
        case .unstockStation(let command): command.batteryIds
        case .swap(let command): [command.taken.batteryID, command.given.batteryID]
        case .retireAtSwap(let command):
            [command.swap.taken.batteryID, command.swap.given.batteryID]
        case .holdBattery(let command): [command.batteryID]
        case .releaseHold(let command): [command.batteryID]
        case .settleLoss(let command): [command.batteryID]
        case .buyOut(let command): [command.batteryID]
        case .recordAssessment(let command): [command.batteryID]
        case .recordMaintenance(let command):
            [command.batteryID] + command.removedParts + command.addedParts
        case .recordIrregularity(let command): [command.batteryID]
        case .openRecall(let command): [command.batteryID]
        case .scheduleRecall(let command): [command.batteryID]
        case .openShipment(let command): command.batteryIds
        case .closeShipment(let command): command.missingIds
        case .receive(let command): command.missingIds
        case .notifyOwner(let command): [command.batteryID]
        case .settleStatement(let command): command.batteryIds
        case .claimIncentive(let command): [command.batteryID]
        case .collectBattery(let command): [command.batteryID]
        case .receiveAtCentre(let command): command.batteryIds
        case .classify(let command): [command.batteryID]
        case .regroup(let command): [command.code] + command.parentIds
        case .deploySecondUse(let command): [command.batteryID]
        case .returnFromSecondUse(let command): [command.batteryID]
        case .dismantle(let command): command.batteryIds
        default: []
        }
    }
}
