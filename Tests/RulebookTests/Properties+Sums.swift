import CycladeSchema
import Rulebook
import Testing

/// What must hold of all records together.
struct RecordSums {
    private let world: World
    private let contents: [Record.OneOf_Content]
    private let batteries: [Battery]

    init(of world: World) {
        self.world = world
        contents = world.records.records.values.compactMap(\.content)
        batteries = contents.compactMap {
            if case .battery(let battery) = $0 { battery } else { nil }
        }
    }

    func check(against tally: PropertyTally) {
        #expect(batteries.count == tally.born, "made is not somewhere")
        checkPlaces()
        checkFamilies()
        checkMaterial(against: tally)
        checkLosses()
        checkHandovers()
        checkClaims()
    }

    /// Vehicles and slots hold the batteries that say so, each slot one.
    private func checkPlaces() {
        var fitted: [String: UInt32] = [:]
        var slots: [String: UInt64] = [:]
        for battery in batteries {
            switch battery.place.kind {
            case .vehicleID(let id): fitted[id, default: 0] += 1
            case .stationSlot(let slot):
                let bit: UInt64 = 1 << UInt64(slot.slot)
                #expect(slots[slot.stationID, default: 0] & bit == 0, "two in a slot")
                slots[slot.stationID, default: 0] |= bit
            default: break
            }
        }
        for case .vehicle(let vehicle) in contents {
            #expect(vehicle.batteriesFitted == fitted[vehicle.vehicleID, default: 0])
        }
        for case .station(let station) in contents {
            #expect(station.occupied == slots[station.stationID, default: 0])
        }
    }

    /// A part is in one whole, a parent in one heir; energy, mass and modules come out as they went
    /// in, within 1 %.
    private func checkFamilies() {
        var wholes: [String: [String]] = [:]
        var heirs: [String: [String]] = [:]
        for battery in batteries {
            for part in battery.parts { wholes[part, default: []].append(battery.batteryID) }
            for parent in battery.parents { heirs[parent, default: []].append(battery.batteryID) }
            for (group, isMassKept) in [(battery.parents, true), (battery.parts, false)]
            where !group.isEmpty {
                let members = group.map(world.battery)
                #expect(isNear(members.map(energy).reduce(0, +), energy(battery)))
                let mass = members.map(\.massG).reduce(0, +)
                #expect(isMassKept ? isNear(mass, battery.massG) : mass <= battery.massG)
                #expect(members.map { UInt64($0.moduleCount) }.reduce(0, +) == battery.moduleCount)
            }
        }
        for battery in batteries {
            let (whole, heir) = (wholes[battery.batteryID] ?? [], heirs[battery.batteryID] ?? [])
            #expect(whole == (battery.stage == .builtIn ? [battery.place.withinBattery] : []))
            #expect(heir == (battery.stage == .regrouped ? [battery.successor] : []))
        }
    }

    /// Lots give what was taken from them, and weigh what was taken apart, within 2 %.
    private func checkMaterial(against tally: PropertyTally) {
        var taken: [String: UInt64] = [:]
        var recovered: UInt64 = 0
        for battery in batteries {
            for use in battery.lots { taken[use.lotID, default: 0] += use.massG }
        }
        for case .materialLot(let lot) in contents {
            guard !lot.parentLotID.isEmpty else { recovered += lot.massG; continue }
            taken[lot.parentLotID, default: 0] += lot.massG
        }
        for case .materialLot(let lot) in contents {
            #expect(lot.remainingG + taken[lot.lotID, default: 0] == lot.massG)
        }
        let apart = batteries.filter { $0.stage == .dismantled }.map(\.massG).reduce(0, +)
        #expect(apart == tally.dismantledG)
        let out = recovered + tally.lostG
        #expect(max(out, apart) - min(out, apart) <= apart / 50)
    }

    private func checkLosses() {
        var losses: [String: UInt32] = [:]
        for battery in batteries where !battery.lossLeaseID.isEmpty {
            losses[battery.lossLeaseID, default: 0] += 1
        }
        for case .lease(let lease) in contents {
            #expect(lease.lossesUnsettled == losses[lease.terms.leaseID, default: 0])
        }
    }

    /// A battery on offer stands in an open handover; a contract counts what was not withdrawn.
    private func checkHandovers() {
        var delivered: [String: UInt32] = [:]
        for case .handover(let handover) in contents
        where !handover.contractID.isEmpty && handover.withdrawnMs == 0 {
            delivered[handover.contractID, default: 0] += UInt32(handover.batteryIds.count)
        }
        for case .supplyContract(let contract) in contents {
            #expect(contract.delivered == delivered[contract.contractID, default: 0])
        }
        for battery in batteries where !battery.offerID.isEmpty {
            let handover =
                world.state[.offer(battery.offerID)] ?? world.state[.delivery(battery.offerID)]
            #expect(handover?.batteryIds.contains(battery.batteryID) == true)
            #expect(handover?.acceptedMs == 0 && handover?.withdrawnMs == 0)
        }
    }

    /// What was paid out of all incentives is what was claimed, each battery once.
    private func checkClaims() {
        var (paid, claimed): (UInt64, UInt64) = (0, 0)
        for content in contents {
            if case .incentive(let incentive) = content { paid += incentive.claimedFen }
            if case .incentiveClaim(let claim) = content { claimed += claim.amountFen }
        }
        #expect(paid == claimed)
    }

    private func energy(_ battery: Battery) -> UInt64 {
        battery.ratedCapacityMah * UInt64(battery.nominalVoltageMv)
    }

    private func isNear(_ amount: UInt64, _ reference: UInt64) -> Bool {
        max(amount, reference) - min(amount, reference) <= reference / 100
    }
}
