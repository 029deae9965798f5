import CycladeSchema
import Rulebook
import SwiftProtobuf

/// Appointments, notices and loads, on the way to a centre.
extension RandomLife {
    mutating func home(_ battery: Battery) -> (Command, String) {
        let id = battery.batteryID
        guard battery.stage == .recalled else {
            guard chance(1, in: 2), battery.custodianID == "collector" else {
                return (receiveAtCentre([id]), pick(["cascade", "dismantler"]))
            }
            shipments[id] = "s-\(serial)"
            let isUnsafe = !battery.assessment.findings.isEmpty
            let load = openShipment([id]) {
                $0.shipmentID = "s-\(serial)"
                $0.toMemberID = pick(["cascade", "dismantler"])
                $0.dangerousGoods = isUnsafe ? .damaged : .class9
            }
            return (load, "collector")
        }
        let owner = battery.producerID.isEmpty ? battery.ownerID : battery.producerID
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return (notified(id), owner)
        case 2, 3: return (appointed(id), owner)
        case 4...5 where !names.notices.isEmpty:
            let answer = pick([NoticeAnswer.confirmed, .moved, .declined, .noShow])
            let notice = names.notices.removeFirst()
            return (.answerNotice(.with { ($0.noticeID, $0.answer) = (notice, answer) }), owner)
        default: return (collect(id), "collector")
        }
    }

    private mutating func notified(_ id: String) -> Command {
        names.notices.append("notice-\(serial)")
        return .notifyOwner(
            .with {
                $0.noticeID = "notice-\(serial)"
                $0.batteryID = id
                $0.messageCommitment = commitment
                $0.answerDueMs = now + World.day
            }
        )
    }

    private mutating func appointed(_ id: String) -> Command {
        let isReplaced = chance(1, in: 3)
        return schedule(
            id,
            .stationID(pick(Self.stations)),
            replacement: isReplaced ? battery() : "",
            from: now + World.day,
            until: now + 2 * World.day
        )
    }
}

extension RandomLife {
    /// A battery of known parts goes to the workshop, where one of them is replaced.
    mutating func service(of battery: Battery) -> (Command, String) {
        let id = battery.batteryID
        if battery.custodianID != "garage" { return ship(battery, to: "garage") }
        guard let spare = spareModules.popLast(), let worn = battery.parts.first else {
            return chance(1, in: 2) ? (maintain(id), "garage") : ship(battery, to: "swapper")
        }
        let replaced = maintain(id, .replacement) {
            $0.removedParts = [worn]
            $0.addedParts = [spare]
        }
        return (replaced, "garage")
    }
}
