import CycladeSchema
import SwiftProtobuf

// The vehicle, and the station at which it swaps.

extension BenchLife {
    var vehicleBirth: [BenchStep] {
        by("vehicle-maker", BenchCommands.registerVehicle(vehicle))
    }

    var saleToDealer: [BenchStep] {
        by("vehicle-maker", BenchCommands.sellVehicle(vehicle, to: .dealerID("dealer")))
    }

    var sale: [BenchStep] {
        let owner = BenchCommands.commitment
        return by("dealer", BenchCommands.sellVehicle(vehicle, to: .ownerCommitment(owner)))
    }

    /// To the owner that took the lease over.
    var resale: [BenchStep] {
        let resale = ResellVehicle.with {
            $0.vehicleID = vehicle
            $0.ownerCommitment = bytes(6)
        }
        return by("dealer", .resellVehicle(resale))
    }

    func install(_ battery: String, by member: String) -> [BenchStep] {
        by(member, BenchCommands.install(battery, in: vehicle))
    }

    var scrapDeclaration: [BenchStep] {
        by("dealer", .declareScrap(.with { $0.vehicleID = vehicle }))
    }

    var removal: [BenchStep] {
        let removal = RemoveBattery.with {
            $0.vehicleID = vehicle
            $0.batteryID = third
        }
        return by("dealer", .removeBattery(removal))
    }

    var scrap: [BenchStep] { by("dealer", .scrapVehicle(.with { $0.vehicleID = vehicle })) }
}

// MARK: - The station

extension BenchLife {
    var stationBirth: [BenchStep] { by("operator", BenchCommands.registerStation(station)) }

    /// The spare in slot 0, and the third in slot 1.
    var stock: [BenchStep] {
        let placements = [spare, third].enumerated().map { slot, battery in
            SlotPlacement.with {
                $0.batteryID = battery
                $0.slot = UInt32(slot)
            }
        }
        let stock = StockStation.with {
            $0.stationID = station
            $0.placements = placements
        }
        return by("operator", .stockStation(stock))
    }

    var unstock: [BenchStep] {
        let unstock = UnstockStation.with {
            $0.stationID = station
            $0.batteryIds = [third]
        }
        return by("operator", .unstockStation(unstock))
    }

    var hold: [BenchStep] {
        let hold = HoldBattery.with {
            $0.batteryID = spare
            $0.vehicleID = vehicle
            $0.untilMs = startMs + Self.dayMs / 2
        }
        return by("operator", .holdBattery(hold))
    }

    var release: [BenchStep] { by("operator", .releaseHold(.with { $0.batteryID = spare })) }

    /// The pack goes into slot 2, and the spare into the vehicle.
    var swap: [BenchStep] { by("operator", .swap(exchange(pack, into: 2, for: spare))) }

    /// The spare, called home, goes back into slot 0.
    var retirement: [BenchStep] {
        by("operator", .retireAtSwap(.with { $0.swap = exchange(spare, into: 0, for: pack) }))
    }

    private func exchange(_ taken: String, into slot: UInt32, for given: String) -> Swap {
        BenchCommands.exchange(station, vehicle, taken: taken, into: slot, given: given)
    }
}
