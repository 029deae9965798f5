import CycladeSchema
import Planning
import Vocabulary

// Where the nation's members follow the planning library's proposals.

extension Nation {
    /// The longest that a spare waits while others are given, in days.
    private static let longestRest = 30

    /// The spare that a driver gets: the least worn, or one that has waited too long.
    func spareToGive(at station: Int) -> Int? {
        let spares = stations[station].spares
        guard let first = spares.first, spares.count > 1,
            today - packs[first].restingSince < Self.longestRest
        else { return spares.first }
        let ready = spares.compactMap { number in readyPack(number, at: station) }
        guard let model = try? ModelID(designs[stations[station].design].modelID),
            let least = try? StateOfHealth(Int64(policy.reuseSohBp)), let energy = try? WattHours(0)
        else { return first }
        let promise = GivePromise(model: model, health: least, energy: energy)
        guard let choice = GiveChoice(among: ready, for: promise) else { return first }
        return spares.first { packs[$0].id == choice.battery.text } ?? first
    }

    /// A spare as its operator knows it.
    private func readyPack(_ number: Int, at station: Int) -> ReadyPack? {
        let pack = packs[number]
        let design = designs[pack.design]
        let bp = pack.stated?.bp ?? 10_000
        guard let battery = try? BatteryID(pack.id), let model = try? ModelID(design.modelID),
            let health = try? StateOfHealth(Int64(bp)),
            let energy = try? WattHours(Int64(design.ratedWh) * Int64(bp) / 10_000)
        else { return nil }
        return try? ReadyPack(
            battery: battery,
            model: model,
            health: health,
            energy: energy,
            cycles: Int(cycles(of: pack)),
            restDays: today - pack.restingSince
        )
    }

    /// Notes where a collection point stands, which takes every model all day.
    mutating func list(_ point: RegisterCollectionPoint) {
        guard let name = try? StationID(point.pointID),
            let place = try? GeoPoint(latitudeE6: point.latitudeE6, longitudeE6: point.longitudeE6),
            let hours = try? OpeningHours(daily: 0..<1_440),
            let intake = try? IntakeCapacity(
                packsPerWindow: Int(point.capacity),
                packsPerDay: Int(point.capacity),
                quarantineBays: point.takesDamaged ? Int(point.capacity) : 0
            )
        else { return }
        points.append(
            Site(
                id: SiteID(.collectionPoint, name),
                place: place,
                models: [],
                hours: hours,
                stock: .none,
                intake: intake
            )
        )
    }

    /// The collection point to which a car of a station has the shortest way.
    mutating func nearestPoint(to station: Int) -> String {
        let (latitude, longitude) = scatter(around: stations[station].city)
        guard let place = try? GeoPoint(latitudeE6: latitude, longitudeE6: longitude),
            let directory = pointDirectory,
            let nearest = try? directory.nearest(to: place, count: 1).first
        else { return "point-\(stations[station].city + 1)" }
        return nearest.site.name.text
    }
}
