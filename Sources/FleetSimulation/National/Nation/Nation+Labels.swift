import CycladeSchema

/// Two packs that bear each other's labels.
struct LabelExchange {
    let first: Int
    let second: Int
    let station: Int
    /// How often it was looked for both where they can be put right.
    var looks = 0
}

extension Nation {
    /// The least difference of health between packs whose labels are exchanged, in basis points.
    private static let leastDifferenceBp = 850

    /// Exchanges the labels of a pack that has just come in and of a spare beside it.
    mutating func exchangeLabels(of taken: Int) {
        guard let station = packs[taken].station, isWanted(.swappedLabels, by: operatorID(station)),
            isExchangeable(taken)
        else { return }
        let health = health(of: taken)
        let other = stations[station].spares.first { spare in
            spare != taken && isExchangeable(spare)
                && abs(self.health(of: spare) - health) >= Self.leastDifferenceBp
        }
        guard let other else { return }
        exchangeBodies(taken, other)
        packs[taken].isExchanged = true
        packs[other].isExchanged = true
        exchanges.append(LabelExchange(first: taken, second: other, station: station))
        let number = exchanges.count
        plant(
            .swappedLabels,
            "battery/\(packs[taken].id)",
            related: [
                "battery/\(packs[other].id)", "irregularity/labels-\(number)-in",
                "irregularity/labels-\(number)-out",
            ]
        )
        agenda.enter(.checkLabels(number: number - 1), on: day(in: 95...130))
    }

    private func isExchangeable(_ pack: Int) -> Bool {
        packs[pack].stated != nil && packs[pack].recheckDay == nil && !packs[pack].isExchanged
    }

    private mutating func exchangeBodies(_ first: Int, _ second: Int) {
        let body = packs[first].body
        packs[first].body = packs[second].body
        packs[second].body = body
    }

    /// A check finds the wrong labels: both packs are stated to be where the other was.
    mutating func checkLabels(_ number: Int) {
        let exchange = exchanges[number]
        let (first, second) = (exchange.first, exchange.second)
        guard areAtHand(exchange) else {
            exchanges[number].looks += 1
            if exchange.looks < 20 {
                agenda.enter(.checkLabels(number: number), on: today + 5)
            }
            return
        }
        let places = (packs[first].place, packs[second].place)
        // What is in a slot leaves it first, so that the other can go into it.
        let isSecondFirst = if case .slot = places.1 { true } else { false }
        let ids = ["labels-\(number + 1)-in", "labels-\(number + 1)-out"]
        let station = exchange.station
        if isSecondFirst {
            state(ids[0], .wrongLabel, second, isIn: places.0, at: station)
            state(ids[1], .wrongLabel, first, isIn: places.1, at: station)
        } else {
            state(ids[0], .wrongLabel, first, isIn: places.1, at: station)
            state(ids[1], .wrongLabel, second, isIn: places.0, at: station)
        }
        exchangeBodies(first, second)
        putIn(first, places.1, at: station, insteadOf: second)
        putIn(second, places.0, at: station, insteadOf: first)
        packs[first].isExchanged = false
        packs[second].isExchanged = false
    }

    /// Whether one of them is in a car and the other in a car or a slot, neither called home nor
    /// kept for anyone.
    private func areAtHand(_ exchange: LabelExchange) -> Bool {
        var cars = 0
        for pack in [exchange.first, exchange.second] {
            guard packs[pack].owner == managerID(exchange.station) else { return false }
            switch packs[pack].place {
            case .car(let car):
                // A car in the middle of anything else is left alone.
                guard self.cars[car].ending == .none, self.cars[car].isComing else { return false }
                cars += 1
            case .slot:
                guard stations[exchange.station].spares.contains(pack) else { return false }
            case .elsewhere: return false
            }
        }
        return cars > 0
    }

    private mutating func putIn(
        _ pack: Int,
        _ place: NationPack.Place,
        at station: Int,
        insteadOf other: Int
    ) {
        packs[pack].place = place
        switch place {
        case .car(let car): cars[car].pack = pack
        case .slot:
            // It takes the other's place among those that wait, too.
            for index in stations[station].spares.indices
            where stations[station].spares[index] == other {
                stations[station].spares[index] = pack
            }
        case .elsewhere: break
        }
    }
}
