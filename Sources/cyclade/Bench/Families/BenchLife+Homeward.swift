import CycladeSchema
import SwiftProtobuf

// From the call to the centre that judges.

extension BenchLife {
    func recall(_ battery: String, _ reason: RecallReason) -> [BenchStep] {
        let recall = OpenRecall.with {
            $0.batteryID = battery
            $0.reason = reason
        }
        return by("manager", .openRecall(recall))
    }

    /// The pack is kept for the vehicle that hands the spare in.
    var appointment: [BenchStep] {
        let appointment = ScheduleRecall.with {
            $0.batteryID = spare
            $0.stationID = station
            $0.fromMs = startMs + Self.dayMs
            $0.untilMs = startMs + 2 * Self.dayMs
            $0.replacementID = pack
        }
        return by("manager", .scheduleRecall(appointment))
    }

    func collect(_ batteries: [String]) -> [BenchStep] {
        batteries.map { battery in
            ("collector", .collectBattery(.with { $0.batteryID = battery }))
        }
    }

    func ship(_ kind: String, _ batteries: [String], to centre: String) -> [BenchStep] {
        let shipment = OpenShipment.with {
            $0.shipmentID = id(kind)
            $0.toMemberID = centre
            $0.batteryIds = batteries
            $0.carrierID = "collector"
            $0.dangerousGoods = .class9
        }
        return by("collector", .openShipment(shipment))
    }

    func close(_ kind: String, by centre: String) -> [BenchStep] {
        by(centre, .closeShipment(.with { $0.shipmentID = id(kind) }))
    }

    func receive(_ batteries: [String], by centre: String) -> [BenchStep] {
        by(centre, .receiveAtCentre(.with { $0.batteryIds = batteries }))
    }

    func classify(_ batteries: [String], _ verdict: Verdict, by centre: String) -> [BenchStep] {
        batteries.map { battery in
            let judgement = Classify.with {
                $0.batteryID = battery
                $0.verdict = verdict
            }
            return (centre, .classify(judgement))
        }
    }
}
