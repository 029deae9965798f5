public import CycladeSchema
public import FoundationEssentials

/// What happens to a battery: the steps of its life.
///
/// Owner, custodian, place and stage change by events of their own, since they are separate facts.
public enum BatteryEvent: Equatable, Sendable {
    /// It came to this ledger: made, enrolled or regrouped.
    case born(Battery)
    /// It became a part of another.
    case builtIn(_ batteryID: String, into: String)
    /// Ownership was offered.
    case offered(_ batteryID: String, to: String, offerID: String)
    /// Ownership is no longer on offer.
    case offerEnded(_ batteryID: String)
    /// Ownership passed, and with it any offer.
    case ownershipPassed(_ batteryID: String, to: String)
    /// It went to another custodian, place or stage.
    case moved(_ batteryID: String, custodian: String, place: Place.OneOf_Kind, stage: Stage)
    /// Its health was judged; at a centre this is a stage of its life.
    case assessed(_ batteryID: String, Assessment, stage: Stage)
    /// It was called home.
    case recalled(_ batteryID: String, Recall)
    /// A centre took it in.
    case receivedAtCentre(_ batteryID: String, centre: String, at: UInt64)
    /// A centre decided where it goes next.
    case classified(_ batteryID: String, Verdict)
    /// It went into a second-use battery.
    case regrouped(_ batteryID: String, into: String)
    /// It was put to its second use.
    case deployed(_ batteryID: String, SecondUse, place: Place.OneOf_Kind)
    /// It was taken apart.
    case dismantled(_ batteryID: String, by: String)
    /// It was lost while leased: the lessee has to make that good.
    case lostUnder(_ batteryID: String, leaseID: String)
    /// The loss was made good, or the battery was found.
    case lossEnded(_ batteryID: String)
    /// A person bought it; its producer has to take it back one day.
    case boughtOut(_ batteryID: String, Data, producer: String)
    /// It was worked on.
    case maintained(_ batteryID: String, at: UInt64)
    /// Its parts are others now.
    case laidOut(_ batteryID: String, [String], moduleCount: UInt32)
    /// Where and when it is handed in was agreed.
    case scheduled(_ batteryID: String, Appointment)
    /// A collector fetched it.
    case collected(_ batteryID: String, by: String)
    /// It is kept for one vehicle.
    case held(_ batteryID: String, Hold)
    /// It is kept for nobody.
    case released(_ batteryID: String)

    func apply(to state: LedgerState) {
        switch self {
        case .born(let battery):
            state.create(.battery(battery.batteryID), battery)
        case .builtIn(let id, let whole):
            state.update(.battery(id)) { battery in
                battery.stage = .builtIn
                battery.place.withinBattery = whole
            }
        case .offered(let id, let memberID, let offerID):
            state.update(.battery(id)) { battery in
                battery.offeredTo = memberID
                battery.offerID = offerID
            }
        case .offerEnded(let id):
            state.update(.battery(id)) { battery in
                battery.offeredTo = ""
                battery.offerID = ""
            }
        case .ownershipPassed(let id, let memberID):
            state.update(.battery(id)) { battery in
                battery.ownerID = memberID
                battery.ownerCommitment = Data()
                battery.producerID = ""
                battery.offeredTo = ""
                battery.offerID = ""
            }
        case .moved(let id, let custodian, let place, let stage):
            state.update(.battery(id)) { battery in
                battery.custodianID = custodian
                battery.place.kind = place
                battery.stage = stage
            }
        case .assessed(let id, let assessment, let stage):
            state.update(.battery(id)) { battery in
                battery.assessment = assessment
                battery.stage = stage
            }
        case .recalled(let id, let recall):
            state.update(.battery(id)) { battery in
                battery.recall = recall
                battery.verdict = .unspecified
                battery.collectedBy = ""
                battery.stage = .recalled
            }
        case .receivedAtCentre(let id, let centre, let time):
            state.update(.battery(id)) { battery in
                battery.custodianID = centre
                battery.place.premises = centre
                battery.stage = .atCentre
                battery.recall.receivedMs = time
            }
        case .classified(let id, let verdict):
            state.update(.battery(id)) { battery in
                battery.verdict = verdict
                battery.stage = verdict.nextStage
                if verdict == .reuse { battery.clearRecall() }
            }
        case .regrouped(let id, let successor):
            state.update(.battery(id)) { battery in
                battery.stage = .regrouped
                battery.successor = successor
                battery.place.withinBattery = successor
            }
        case .deployed(let id, let secondUse, let place):
            state.update(.battery(id)) { battery in
                battery.secondUse = secondUse
                battery.place.kind = place
                battery.stage = .inSecondUse
            }
        case .dismantled(let id, let dismantler):
            state.update(.battery(id)) { battery in
                battery.stage = .dismantled
                battery.dismantledBy = dismantler
            }
        case .lostUnder(let id, let leaseID):
            state.update(.battery(id)) { $0.lossLeaseID = leaseID }
        case .lossEnded(let id):
            state.update(.battery(id)) { $0.lossLeaseID = "" }
        case .boughtOut(let id, let owner, let producer):
            state.update(.battery(id)) { battery in
                battery.ownerID = ""
                battery.ownerCommitment = owner
                battery.producerID = producer
            }
        case .maintained(let id, let time):
            state.update(.battery(id)) { battery in
                battery.maintenanceCount += 1
                battery.maintainedMs = time
            }
        case .laidOut(let id, let parts, let moduleCount):
            state.update(.battery(id)) { battery in
                battery.parts = parts
                battery.moduleCount = moduleCount
            }
        case .scheduled(let id, let appointment):
            state.update(.battery(id)) { $0.recall.appointment = appointment }
        case .collected(let id, let collector):
            state.update(.battery(id)) { $0.collectedBy = collector }
        case .held(let id, let hold):
            state.update(.battery(id)) { $0.hold = hold }
        case .released(let id):
            state.update(.battery(id)) { $0.clearHold() }
        }
    }
}

extension BatteryEvent {
    /// The battery that it happens to.
    public var batteryID: String {
        switch self {
        case .born(let battery): battery.batteryID
        case .builtIn(let id, _), .offered(let id, _, _), .offerEnded(let id),
            .ownershipPassed(let id, _), .moved(let id, _, _, _), .assessed(let id, _, _),
            .recalled(let id, _), .receivedAtCentre(let id, _, _), .classified(let id, _),
            .regrouped(let id, _), .deployed(let id, _, _), .dismantled(let id, _),
            .lostUnder(let id, _), .lossEnded(let id), .boughtOut(let id, _, _),
            .maintained(let id, _), .laidOut(let id, _, _), .scheduled(let id, _),
            .collected(let id, _), .held(let id, _), .released(let id):
            id
        }
    }
}

extension Verdict {
    /// The stage that a verdict leads to.
    fileprivate var nextStage: Stage {
        switch self {
        case .reuse: .inStock
        case .cascade: .inCascadePool
        case .dismantle: .forDismantling
        case .unspecified, .UNRECOGNIZED: invariantFailure("no rule decides \(self)")
        }
    }
}
