import CycladeSchema

/// Recovered material between the dismantler's yard and the next battery.
struct MaterialMarket {
    /// A lot and what is left of it.
    struct Lot {
        let id: String
        let material: RecoveredMaterial
        var massG: UInt64
    }

    /// Lots at the dismantler, in the order of recovery.
    var recovered: [Lot] = []
    /// Lots at the battery maker.
    var bought: [Lot] = []
    /// Designs of the packs taken apart since the last sale.
    var takenApart: [Int] = []
    /// Designs of the packs whose material has been sold: as many are made anew.
    var toRenew: [Int] = []
    var isSalePlanned = false
}

// The loop closes: dismantling, prices, contracts, deliveries, and batteries made of what came out.

extension World {
    mutating func dismantle(_ index: Int) {
        let unit = units[index]
        let design = designs[unit.design]
        let count = UInt64(unit.members.count)
        var dismantling = Dismantle()
        dismantling.batteryIds = [unit.id]
        var out: UInt64 = 0
        for (material, kgPerKWh) in MetalContent.kgPerKWh(of: design.dataset) {
            let grams = kgPerKWh * design.ratedWh * Double(count) * MetalContent.recovered(material)
            var lot = LotOutput()
            lot.lotID = name("lot")
            lot.material = material
            lot.massG = UInt64(max(1, grams))
            out += lot.massG
            dismantling.lots.append(lot)
            market.recovered.append(
                MaterialMarket.Lot(id: lot.lotID, material: material, massG: lot.massG)
            )
        }
        let mass = design.massG * count
        dismantling.wasteG = mass - min(mass, out)
        write(Story.dismantler, .dismantle(dismantling))
        market.takenApart += Array(repeating: unit.design, count: unit.members.count)
        guard !market.isSalePlanned else { return }
        market.isSalePlanned = true
        agenda.enter(.sellMaterial, on: today + 30)
    }

    /// Sells all that has been recovered, a contract for each material, below the day's price.
    mutating func sellMaterial() {
        market.isSalePlanned = false
        for material in RecoveredMaterial.allCases {
            let lots = market.recovered.filter { $0.material == material }
            guard !lots.isEmpty else { continue }
            var price = PostPriceIndex()
            price.indexID = "price-\(material)"
            price.material = material
            // Prices move by up to a tenth around the figure they are set from.
            price.fenPerKg =
                MetalContent.fenPerKg(material) * UInt64(random.whole(in: 900...1_100)) / 1_000
            price.day = UInt32(Calendar.firstDaySince1970 + today)
            write(Story.regulator, .postPriceIndex(price))
            var contract = OpenMaterialContract()
            contract.contractID = name("material")
            contract.buyerID = Story.batteryMaker
            contract.indexID = price.indexID
            contract.material = material
            contract.discountBp = 1_000
            contract.massG = lots.reduce(0) { $0 + $1.massG }
            write(Story.dismantler, .openMaterialContract(contract))
            for start in stride(from: 0, to: lots.count, by: 100) {
                deliver(lots[start..<min(start + 100, lots.count)], under: contract.contractID)
            }
        }
        market.recovered.removeAll()
        market.toRenew += market.takenApart
        market.takenApart.removeAll()
        agenda.enter(.renew, on: today + 10)
    }

    private mutating func deliver(_ lots: ArraySlice<MaterialMarket.Lot>, under contract: String) {
        var delivery = DeliverMaterial()
        delivery.contractID = contract
        for lot in lots {
            var part = LotDelivery()
            part.lotID = lot.id
            part.massG = lot.massG
            part.newLotID = name("lot")
            delivery.lots.append(part)
            market.bought.append(
                MaterialMarket.Lot(id: part.newLotID, material: lot.material, massG: lot.massG)
            )
        }
        write(Story.dismantler, .deliverMaterial(delivery))
    }

    /// Makes as many packs as were taken apart, with what has been bought, and supplies them.
    mutating func renew() {
        let renewed = market.toRenew
        market.toRenew.removeAll()
        for design in designs.indices {
            let count = renewed.count { $0 == design }
            for start in stride(from: 0, to: count, by: Self.packsPerStation) {
                let packs = (start..<min(start + Self.packsPerStation, count)).map { _ in
                    makePack(designs[design], lots: lots(for: designs[design]))
                }
                let delivery = name("renewal")
                deliver(packs, of: designs[design], named: delivery)
                acceptDelivery(delivery)
            }
        }
    }

    /// Takes from the maker's stock as much as one old pack gave, the oldest lots first.
    private mutating func lots(for design: PackDesign) -> [LotUse] {
        var uses: [LotUse] = []
        for (material, kgPerKWh) in MetalContent.kgPerKWh(of: design.dataset) {
            let share = MetalContent.recovered(material)
            var need = UInt64(max(1, kgPerKWh * design.ratedWh * share))
            for index in market.bought.indices
            where need > 0 && market.bought[index].material == material
                && market.bought[index].massG > 0 && uses.count < 200
            {
                var use = LotUse()
                use.lotID = market.bought[index].id
                use.massG = min(need, market.bought[index].massG)
                market.bought[index].massG -= use.massG
                need -= use.massG
                uses.append(use)
            }
        }
        market.bought.removeAll { $0.massG == 0 }
        return uses
    }
}
