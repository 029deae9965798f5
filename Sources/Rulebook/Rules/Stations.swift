public import CycladeSchema
import Vocabulary

extension RegisterStation {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.swapOperator)
        _ = try context.parse(stationID, "station_id") { try StationID($0) }
        try context.requireNew(.station(stationID), "station_id")
        try context.requireRange(latitudeE6, -90_000_000...90_000_000, "latitude_e6")
        try context.requireRange(longitudeE6, -180_000_000...180_000_000, "longitude_e6")
        try context.requireRange(slots, 1...64, "slots")
        try context.requireList(modelIds, "model_ids")
        for id in modelIds { _ = try context.require(.model(id), "model_ids") }
        var station = Station()
        station.stationID = stationID
        station.operatorID = context.signer.memberID
        station.latitudeE6 = latitudeE6
        station.longitudeE6 = longitudeE6
        station.slots = slots
        station.modelIds = modelIds
        return [.station(.registered(station))]
    }
}

extension StockStation {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let station = try context.requireOwnStation(stationID)
        try context.requireList(placements.map(\.batteryID), "placements")
        var occupied = station.occupied
        var events: [Event] = []
        for placement in placements {
            let battery = try context.require(.battery(placement.batteryID), "placements")
            try context.requireStage(of: battery, .inStock, field: "placements")
            try context.requireOnPremises(battery, "placements")
            try context.requireFirstLife(of: battery, "placements")
            try context.requireServed(battery, by: station, "placements")
            try context.requireFree(placement.slot, of: station, occupied, "placements")
            occupied |= 1 << UInt64(placement.slot)
            events.append(
                .battery(
                    .moved(
                        battery.batteryID,
                        custodian: context.signer.memberID,
                        place: .slot(stationID, placement.slot),
                        stage: .atStation
                    )
                )
            )
        }
        return events + [.station(.occupied(stationID, occupied))]
    }
}

extension UnstockStation {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let station = try context.requireOwnStation(stationID)
        try context.requireList(batteryIds, "battery_ids")
        var occupied = station.occupied
        var events: [Event] = []
        for id in batteryIds {
            let battery = try context.require(.battery(id), "battery_ids")
            let slot = try context.requireSlot(of: battery, at: stationID, "battery_ids")
            try context.requireNotHeld(battery, "battery_ids")
            occupied &= ~(1 << UInt64(slot))
            events += context.endHold(of: battery)
            events.append(
                .battery(
                    .moved(
                        id,
                        custodian: context.signer.memberID,
                        place: .premises(context.signer.memberID),
                        stage: battery.stage == .recalled ? .recalled : .inStock
                    )
                )
            )
        }
        return events + [.station(.occupied(stationID, occupied))]
    }
}

extension Swap {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try exchange(context) { taken throws(Refusal) in
            guard taken.stage != .recalled else {
                throw Refusal(.underRecall, "taken", "Use RetireAtSwap: it is called home.")
            }
            return .atStation
        }
    }

    /// Decides the exchange; `stage` says what the battery taken is afterwards, or refuses it.
    fileprivate func exchange(
        _ context: RuleContext,
        stage: (Battery) throws(Refusal) -> Stage
    ) throws(Refusal) -> [Event] {
        let station = try context.requireOwnStation(stationID)
        let vehicle = try context.require(.vehicle(vehicleID), "vehicle_id")
        try context.requireRoadworthy(vehicle, "vehicle_id")
        let lease = try context.requireOpenLease(of: vehicle, "vehicle_id")

        let taken = try context.require(.battery(self.taken.batteryID), "taken")
        guard taken.place.kind == .vehicleID(vehicleID) else {
            throw Refusal(.wrongPlace, "taken", "\(taken.batteryID) is not in this vehicle.")
        }
        guard taken.ownerID == lease.assetManagerID else {
            throw Refusal(.notOwner, "taken", "\(taken.batteryID) is not the lessor's.")
        }
        let takenStage = try stage(taken)
        try context.requireServed(taken, by: station, "taken")
        try self.taken.check(context, "taken")

        let given = try context.require(.battery(self.given.batteryID), "given")
        let givenSlot = try context.requireSlot(of: given, at: stationID, "given")
        guard given.stage != .recalled else {
            throw Refusal(.underRecall, "given", "\(given.batteryID) is called home.")
        }
        try context.requirePromise(of: lease, by: given, "given")
        try context.requireNoOffer(of: given, "given")
        try context.requireNotHeld(given, except: vehicleID, "given")
        try self.given.check(context, "given")

        let left = station.occupied & ~(1 << UInt64(givenSlot))
        try context.requireFree(takenSlot, of: station, left, "taken_slot")
        let occupied = left | 1 << UInt64(takenSlot)
        let holder = context.signer.memberID
        let moves: [Event] = [
            .battery(
                .moved(
                    taken.batteryID,
                    custodian: holder,
                    place: .slot(stationID, takenSlot),
                    stage: takenStage
                )
            ),
            .battery(
                .moved(
                    given.batteryID,
                    custodian: holder,
                    place: .vehicleID(vehicleID),
                    stage: .inVehicle
                )
            ),
        ]
        let events = context.endHold(of: given) + moves
        // A battery that takes the other's place leaves the station as it was.
        guard occupied != station.occupied else { return events }
        return events + [.station(.occupied(stationID, occupied))]
    }
}

extension RetireAtSwap {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try swap.exchange(context) { taken throws(Refusal) in
            guard taken.stage == .recalled else {
                throw Refusal(.notUnderRecall, "taken", "Use Swap: it is not called home.")
            }
            return .recalled
        }
    }
}

extension SwapMeasurement {
    fileprivate func check(_ context: RuleContext, _ field: String) throws(Refusal) {
        try context.requireRange(socBp, 0...10_000, "\(field).soc_bp")
        try context.requireRange(energyWh, 0...10_000_000, "\(field).energy_wh")
    }
}

extension Place.OneOf_Kind {
    /// A slot of a station.
    fileprivate static func slot(_ stationID: String, _ slot: UInt32) -> Self {
        var place = StationSlot()
        place.stationID = stationID
        place.slot = slot
        return .stationSlot(place)
    }
}

extension RuleContext {
    fileprivate func requireOwnStation(_ stationID: String) throws(Refusal) -> Station {
        let station = try require(.station(stationID), "station_id")
        try requireParty(station.operatorID, "station_id")
        return station
    }

    fileprivate func requireServed(
        _ battery: Battery,
        by station: Station,
        _ field: String
    ) throws(Refusal) {
        guard station.modelIds.contains(battery.modelID) else {
            throw Refusal(
                .modelMismatch,
                field,
                "The station serves \(station.modelIds.joined(separator: ", ")), and this is a \(battery.modelID)."
            )
        }
    }

    /// Requires a slot that the station has and that holds nothing.
    func requireFree(
        _ slot: UInt32,
        of station: Station,
        _ occupied: UInt64,
        _ field: String
    ) throws(Refusal) {
        guard slot < station.slots else {
            throw Refusal(.outOfRange, field, "The station has \(station.slots) slots, from 0.")
        }
        guard occupied & (1 << UInt64(slot)) == 0 else {
            throw Refusal(.slotOccupied, field, "Slot \(slot) holds a battery.")
        }
    }

    /// The slot of this station that holds `battery`.
    fileprivate func requireSlot(
        of battery: Battery,
        at stationID: String,
        _ field: String
    ) throws(Refusal) -> UInt32 {
        guard case .stationSlot(let place) = battery.place.kind, place.stationID == stationID else {
            throw Refusal(.wrongPlace, field, "\(battery.batteryID) is not in this station.")
        }
        return place.slot
    }
}

/// What happens to stations.
public enum StationEvent: Equatable, Sendable {
    case registered(Station)
    /// The slots that now hold a battery, as bits.
    case occupied(_ stationID: String, UInt64)

    func apply(to state: LedgerState) {
        switch self {
        case .registered(let station):
            state.create(.station(station.stationID), station)
        case .occupied(let id, let slots):
            state.update(.station(id)) { $0.occupied = slots }
        }
    }
}
