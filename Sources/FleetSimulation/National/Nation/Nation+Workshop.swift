import CycladeSchema

extension Nation {
    /// A dealer takes a pack that was called home out of the car, and gives it to a workshop that
    /// may not have it; weeks later a collector fetches it there.
    mutating func takeToWorkshop(_ car: Int) {
        guard let pack = cars[car].pack, !workshops.isEmpty else { return }
        let dealer = cars[car].dealer
        var removal = RemoveBattery()
        removal.vehicleID = cars[car].id
        removal.batteryID = packs[pack].id
        write(dealer, .removeBattery(removal))
        send([pack], from: dealer, to: workshops[index(of: workshops)])
        plant(.unqualifiedHandler, "battery/\(packs[pack].id)")
        leaveCar(pack)
        refit(car)
        agenda.enter(.collect(pack: pack), on: day(in: 10...15))
    }
}
