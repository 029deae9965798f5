import CycladeSchema

// Two cars under the same plates: the second swaps in another city within the hour.

extension Nation {
    /// How far apart the cities are at least, in degrees north or east.
    private static let farDegrees = 4.0

    /// A second car with this car's plates hands in, far away, the pack that this one was given.
    mutating func swapElsewhere(_ car: Int) {
        guard let pack = cars[car].pack, let station = stationFar(from: cars[car].station),
            let given = spareToGive(at: station),
            let exchange = exchange(car, given, at: station)
        else { return }
        write(operatorID(station), .swap(exchange))
        // Each pack now belongs to the station that the other one came from.
        (packs[pack].station, packs[given].station) = (station, cars[car].station)
        plant(.copiedPlates, "battery/\(packs[pack].id)")
    }

    /// An open station for the same packs and of the same companies, in a far city.
    private func stationFar(from number: Int) -> Int? {
        let home = stations[number]
        return stations.indices.first { other in
            let station = stations[other]
            return station.isOpen && station.design == home.design
                && station.manager == home.manager && station.swapOperator == home.swapOperator
                && isFar(station.city, from: home.city)
        }
    }

    private func isFar(_ city: Int, from other: Int) -> Bool {
        let (here, there) = (scenario.cities[city], scenario.cities[other])
        return abs(here.latitude - there.latitude) > Self.farDegrees
            || abs(here.longitude - there.longitude) > Self.farDegrees
    }
}
