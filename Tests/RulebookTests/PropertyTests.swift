import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing
import Vocabulary

@Suite("Whatever is asked")
struct PropertyTests {
    @Test("the records agree with one another", arguments: [1, 2, 3, 4] as [UInt64])
    func invariants(seed: UInt64) throws {
        let world = try Self.world()
        var life = RandomLife(seed: seed)
        var ended: [Digest: Record] = [:]
        var stages: Set<Stage> = []
        var accepted = 0
        for step in 1...10_000 {
            let (command, member) = life.next(in: world)
            if world.execute(command, by: member).refusal == nil { accepted += 1 }
            for change in world.settle() {
                #expect(ended[change.path] == nil, "changed after its end, seed \(seed)")
                guard case .battery(let battery)? = change.record.content else { continue }
                stages.insert(battery.stage)
                check(battery)
                let ends: [Stage] = [.regrouped, .dismantled, .exported, .destroyed]
                guard ends.contains(battery.stage), battery.lossLeaseID.isEmpty else { continue }
                ended[change.path] = change.record
            }
            if step.isMultiple(of: 100) { check(world) }
        }
        #expect(accepted > 500)
        #expect(stages.count >= 10, "\(stages)")
        #expect(!ended.isEmpty)
        let contents = world.records.records.values.map(\.content)
        #expect(
            contents.contains {
                if case .battery(let battery)? = $0 {
                    battery.recall.reason == .safety
                } else {
                    false
                }
            }
        )
        #expect(
            contents.contains {
                if case .handover(let offer)? = $0 { offer.withdrawnMs > 0 } else { false }
            }
        )
    }

    @Test("two states that see the same end the same, and histories are chains")
    func determinism() throws {
        let worlds = [try Self.world(), try Self.world()]
        var life = RandomLife(seed: 9)
        for step in 1...3_000 {
            let (command, member) = life.next(in: worlds[0])
            let results = worlds.map { $0.execute(command, by: member) }
            #expect(results[0] == results[1])
            guard step.isMultiple(of: 7) else { continue }
            let changes = worlds.map { world in world.settle() }
            #expect(changes[0].map(\.path) == changes[1].map(\.path))
            #expect(changes[0].map(\.record) == changes[1].map(\.record))
        }
        for world in worlds { world.settle() }
        #expect(worlds[0].links == worlds[1].links)
        var newest: [Digest: UInt64] = [:]
        for link in worlds[0].links {
            #expect(link.previous == newest[link.path])
            newest[link.path] = link.leaf
        }
        #expect(newest == worlds[0].records.records.mapValues(\.lastLeaf))
    }

    /// Each battery has an owner, a custodian and a place that fits its stage.
    private func check(_ battery: Battery) {
        let id = battery.batteryID
        #expect(battery.ownerID.isEmpty != battery.ownerCommitment.isEmpty, "\(id)")
        #expect(battery.ownerID.isEmpty == !battery.producerID.isEmpty, "\(id)")
        #expect(!battery.custodianID.isEmpty, "\(id)")
        switch battery.place.kind {
        case .premises(let member): #expect(member == battery.custodianID, "\(id)")
        case .vehicleID: #expect([.inVehicle, .recalled].contains(battery.stage), "\(id)")
        case .stationSlot: #expect([.atStation, .recalled].contains(battery.stage), "\(id)")
        case .withinBattery: #expect([.regrouped, .builtIn].contains(battery.stage), "\(id)")
        case .siteCommitment: #expect([.inSecondUse, .recalled].contains(battery.stage), "\(id)")
        case .inTransitTo(let member): #expect(member != battery.custodianID, "\(id)")
        case .lastSeenWith: #expect([.lost, .destroyed].contains(battery.stage), "\(id)")
        case .abroadIn: #expect(battery.stage == .exported, "\(id)")
        case nil: Issue.record("\(id) is nowhere")
        }
        #expect(battery.offeredTo.isEmpty == battery.offerID.isEmpty, "\(id)")
        #expect(!battery.hasHold || battery.stage == .atStation, "\(id) is held")
    }

    /// Vehicles and slots hold the batteries that say so; lots give what was taken from them.
    private func check(_ world: World) {
        var fitted: [String: UInt32] = [:]
        var slots: [String: UInt64] = [:]
        var taken: [String: UInt64] = [:]
        let records = world.records.records.values
        for case .battery(let battery)? in records.map(\.content) {
            for use in battery.lots { taken[use.lotID, default: 0] += use.massG }
            switch battery.place.kind {
            case .vehicleID(let id): fitted[id, default: 0] += 1
            case .stationSlot(let slot):
                let bit: UInt64 = 1 << UInt64(slot.slot)
                #expect(slots[slot.stationID, default: 0] & bit == 0, "two in a slot")
                slots[slot.stationID, default: 0] |= bit
            default: break
            }
        }
        check(handoversIn: world, records.compactMap(\.content))
        for case .materialLot(let lot)? in records.map(\.content) where !lot.parentLotID.isEmpty {
            taken[lot.parentLotID, default: 0] += lot.massG
        }
        for case .materialLot(let lot)? in records.map(\.content) {
            #expect(lot.remainingG + taken[lot.lotID, default: 0] == lot.massG)
        }
        var losses: [String: UInt32] = [:]
        for case .battery(let battery)? in records.map(\.content)
        where !battery.lossLeaseID.isEmpty {
            losses[battery.lossLeaseID, default: 0] += 1
        }
        for case .lease(let lease)? in records.map(\.content) {
            #expect(lease.lossesUnsettled == losses[lease.terms.leaseID, default: 0])
        }
        for id in RandomLife.vehicles {
            #expect(world.state[.vehicle(id)]?.batteriesFitted == fitted[id, default: 0])
        }
        for id in RandomLife.stations {
            #expect(world.state[.station(id)]?.occupied == slots[id, default: 0])
        }
    }

    /// A battery on offer stands in an open handover; a contract counts what was not withdrawn.
    private func check(handoversIn world: World, _ records: [Record.OneOf_Content]) {
        var delivered: [String: UInt32] = [:]
        for case .handover(let handover) in records
        where !handover.contractID.isEmpty && handover.withdrawnMs == 0 {
            delivered[handover.contractID, default: 0] += UInt32(handover.batteryIds.count)
        }
        for case .supplyContract(let contract) in records {
            #expect(contract.delivered == delivered[contract.contractID, default: 0])
        }
        for case .battery(let battery) in records where !battery.offerID.isEmpty {
            let handover =
                world.state[.offer(battery.offerID)] ?? world.state[.delivery(battery.offerID)]
            #expect(handover?.batteryIds.contains(battery.batteryID) == true)
            #expect(handover?.acceptedMs == 0 && handover?.withdrawnMs == 0)
        }
    }

    /// A world with three leased vehicles, two stations, a supply and a sale.
    private static func world() throws -> World {
        let world = try World()
        try world.run(openSupply { $0.quantity = 1_000_000 }, by: "maker")
        for (number, vehicle) in RandomLife.vehicles.enumerated() {
            try world.run(registerVehicle { $0.vehicleID = vehicle }, by: "carmaker")
            try world.run(sellVehicle(to: .dealerID("dealer"), id: vehicle), by: "carmaker")
            let owner = SellVehicle.OneOf_Buyer.ownerCommitment(commitment)
            try world.run(sellVehicle(to: owner, id: vehicle), by: "dealer")
            let lease = offerLease { ($0.leaseID, $0.vehicleID) = ("lease-\(number)", vehicle) }
            try world.run(lease, by: "bank")
            try world.run(acceptLease("lease-\(number)"), by: "dealer")
        }
        for station in RandomLife.stations {
            try world.run(registerStation { $0.stationID = station }, by: "swapper")
        }
        try world.run(postPrice(), by: "regulator")
        try world.run(openSale { $0.massG = 1_000_000_000 }, by: "dismantler")
        world.settle()
        return world
    }
}
