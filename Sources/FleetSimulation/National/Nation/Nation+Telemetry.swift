import CycladeSchema
import FoundationEssentials

/// A gateway that collects what batteries report of themselves, and anchors a segment a week.
struct NationGateway {
    let id: String
    let member: String
    let city: Int
    /// Batteries that it covers.
    var batteries: UInt32
    var number: UInt64 = 0
    var root = Data(count: 32)
}

extension Nation {
    /// Has a new station covered by its operator's gateway in the city, which may be new too.
    mutating func openGateway(of station: Int) {
        let member = operatorID(station)
        let city = stations[station].city
        let count = UInt32(stations[station].size)
        let known = gateways.firstIndex { $0.member == member && $0.city == city }
        if let known {
            gateways[known].batteries += count
        } else {
            gateways.append(
                NationGateway(
                    id: "city-\(city + 1)",
                    member: member,
                    city: city,
                    batteries: count
                )
            )
        }
    }

    /// Anchors the segment of the week that is over, at every gateway.
    mutating func anchor() {
        for number in gateways.indices {
            let member = gateways[number].member
            let left = isWanted(.telemetryGap, by: member) ? random.whole(in: 1...3) : 0
            var segment = AnchorTelemetry()
            segment.gatewayID = gateways[number].id
            segment.number = gateways[number].number + 1 + UInt64(left)
            segment.previousRoot = gateways[number].root
            segment.segmentRoot = digest()
            segment.batteryCount = gateways[number].batteries
            // A frame every 30 seconds for two hours a day.
            segment.frameCount = UInt64(gateways[number].batteries) * 240 * 7
            segment.lastMs = Calendar.start + UInt64(today) * Self.dayMs
            segment.firstMs = segment.lastMs - 7 * Self.dayMs
            segment.batteriesRoot = digest()
            gateways[number].number = segment.number
            gateways[number].root = segment.segmentRoot
            write(member, .anchorTelemetry(segment))
            if left > 0 { plant(.telemetryGap, "gateway/\(member)/\(segment.gatewayID)") }
        }
    }
}
