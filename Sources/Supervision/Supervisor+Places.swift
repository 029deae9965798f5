import CycladeSchema

// Where swaps have seen batteries: one that is in two places at once has a label that was copied.

extension Supervisor {
    /// What clocks may be wrong by, in milliseconds: an hour.
    private static let clockMs: UInt64 = 3_600_000

    /// A swap has seen a battery at a station, which it must have been able to come to.
    mutating func see(_ batteryID: String, at station: String, _ entry: SupervisedEntry) {
        guard let number = batteries.number(of: batteryID) else { return }
        let occurred = entry.body.occurredMs
        let before = batteries[number].seen
        batteries[number].seen = (station, occurred, entry.leaf)
        guard let before, before.station != station, let here = stations[station],
            let there = stations[before.station]
        else { return }
        // A km/h is 1,000 m in 3,600,000 ms.
        let speed = UInt64(policy.supervision.limits.fastestKmH)
        let apart = max(occurred, before.occurredMs) - min(occurred, before.occurredMs)
        let metres = here.leastMetres(to: there)
        guard speed > 0, apart < Self.longestMs,
            metres * 3_600 > speed * (apart + Self.clockMs)
        else { return }
        find(
            .twoPlaces,
            of: batteries[number].key,
            holder: batteries[number].ownerID,
            evidence: [before.leaf, entry.leaf],
            at: entry.time,
            "at \(before.station) and, \(apart / 60_000) minutes apart, at \(station), "
                + "\(metres / 1_000) km away or more"
        )
    }

    /// After a year a battery can be anywhere; also bounds the product above.
    private static let longestMs: UInt64 = 365 * 86_400_000
}

/// Where a station stands, for distances in whole numbers that are the same on every machine.
struct StationPlace: Sendable {
    private let latitudeE6: Int64
    private let longitudeE6: Int64

    init(_ station: Station) {
        latitudeE6 = Int64(station.latitudeE6)
        longitudeE6 = Int64(station.longitudeE6)
    }

    /// A length that the great circle between two places is not shorter than, in metres.
    ///
    /// The longer of the way north and the way east. That is at least `cos φ · Δλ · (1 - Δλ²/24)`
    /// at the higher latitude φ, with `cos φ ≥ 1 - φ²/2`.
    func leastMetres(to other: StationPlace) -> UInt64 {
        let north = (latitudeE6 - other.latitudeE6).magnitude
        let across = (longitudeE6 - other.longitudeE6).magnitude
        let east = min(across, 360_000_000 - across)
        let highest = max(latitudeE6.magnitude, other.latitudeE6.magnitude)
        let cosine = Self.million - min(Self.million, Self.square(highest) / 2 + 1)
        let arc = Self.million - min(Self.million, Self.square(east) / 24 + 1)
        let eastward = Self.metres(east) * cosine / Self.million * arc / Self.million
        return max(Self.metres(north), eastward)
    }

    private static let million: UInt64 = 1_000_000

    /// Along a meridian, on a sphere of 6,371,009 m; rounded down.
    private static func metres(_ angleE6: UInt64) -> UInt64 { angleE6 * 111_194 / million }

    /// The square of an angle in radians, in millionths; rounded up.
    private static func square(_ angleE6: UInt64) -> UInt64 {
        let radiansE6 = angleE6 * 17_454 / million + 1
        return radiansE6 * radiansE6 / million + 1
    }
}
