import CycladeSchema
import Rulebook
import Testing
import Vocabulary

/// What must hold of every record that changes, given what it was.
struct Properties {
    /// Stages that no battery leaves.
    static let ends: [Stage] = [.regrouped, .dismantled, .exported, .destroyed]

    private(set) var stages: Set<Stage> = []
    private(set) var ended: Set<Digest> = []
    private var before: [Digest: Record] = [:]

    /// Checks what a command has changed at `time`.
    mutating func check(_ changes: [ChangedRecord], of world: World, at time: UInt64) {
        for change in changes {
            let old = before.updateValue(change.record, forKey: change.path)?.content
            #expect(!ended.contains(change.path), "changed after its end")
            switch (old, change.record.content) {
            case (.battery(let old)?, .battery(let new)?):
                checkHold(from: old, to: new, at: time)
                check(new, at: change.path)
            case (_, .battery(let new)?): check(new, at: change.path)
            case (.lease(let old)?, .lease(let new)?): check(from: old, to: new, in: world)
            case (_, let content?): check(money: content)
            case (_, nil): Issue.record("a record of nothing")
            }
        }
    }

    /// One owner, one custodian, one place, which fits the stage.
    private mutating func check(_ battery: Battery, at path: Digest) {
        stages.insert(battery.stage)
        let id = battery.batteryID
        #expect(battery.ownerID.isEmpty != battery.ownerCommitment.isEmpty, "\(id)")
        #expect(battery.ownerID.isEmpty == !battery.producerID.isEmpty, "\(id)")
        #expect(!battery.custodianID.isEmpty, "\(id)")
        #expect(battery.offeredTo.isEmpty == battery.offerID.isEmpty, "\(id)")
        #expect(!battery.hasHold || battery.stage == .atStation, "\(id) is held")
        checkPlace(of: battery)
        if Self.ends.contains(battery.stage), battery.lossLeaseID.isEmpty { ended.insert(path) }
    }

    private func checkPlace(of battery: Battery) {
        let (id, stage) = (battery.batteryID, battery.stage)
        switch battery.place.kind {
        case .premises(let member): #expect(member == battery.custodianID, "\(id)")
        case .vehicleID: #expect([.inVehicle, .recalled].contains(stage), "\(id)")
        case .stationSlot: #expect([.atStation, .recalled].contains(stage), "\(id)")
        case .withinBattery: #expect([.regrouped, .builtIn].contains(stage), "\(id)")
        case .siteCommitment: #expect([.inSecondUse, .recalled].contains(stage), "\(id)")
        case .inTransitTo(let member): #expect(member != battery.custodianID, "\(id)")
        case .lastSeenWith: #expect([.lost, .destroyed].contains(stage), "\(id)")
        case .abroadIn: #expect(stage == .exported, "\(id)")
        case nil: Issue.record("\(id) is nowhere")
        }
    }

    /// Held for one vehicle, a battery is held for no other until that has ended.
    private func checkHold(from old: Battery, to new: Battery, at time: UInt64) {
        guard old.hasHold, new.hasHold, time <= old.hold.untilMs else { return }
        #expect(new.hold.vehicleID == old.hold.vehicleID, "\(new.batteryID) is held twice")
    }

    /// A lease closes with the battery home, bought or its loss settled; the deposit goes one way.
    private func check(from old: Lease, to new: Lease, in world: World) {
        let id = new.terms.leaseID
        if old.deposit != new.deposit {
            #expect(old.deposit == (new.deposit == .held ? .unspecified : .held), "\(id)")
        }
        #expect(old.stage.rawValue <= new.stage.rawValue, "\(id) is open again")
        guard new.stage == .closed, old.stage != .closed else { return }
        let vehicle = world.state[.vehicle(new.terms.vehicleID)]
        #expect(vehicle?.leaseID.isEmpty == true, "\(id)")
        #expect(new.lossesUnsettled == 0, "\(id)")
        #expect(vehicle?.batteriesFitted == (new.boughtOut ? 1 : 0), "\(id)")
    }

    /// No amount goes below nothing, or above what was agreed.
    private func check(money content: Record.OneOf_Content) {
        switch content {
        case .supplyContract(let contract): #expect(contract.delivered <= contract.quantity)
        case .materialContract(let contract):
            #expect(contract.deliveredG <= contract.massG && contract.discountBp > 0)
        case .materialLot(let lot): #expect(lot.remainingG <= lot.massG)
        case .incentive(let incentive):
            #expect(incentive.claimedFen <= incentive.terms.budgetFen)
        case .priceIndex(let index): #expect(index.fenPerKg > 0)
        case .schedule(let schedule):
            #expect(schedule.terms.shares.map(\.shareBp).reduce(0, +) == 10_000)
        default: break
        }
    }
}
