import CycladeSchema

// Prices, contracts and deliveries of recovered material.

extension Nation {
    /// The regulator posts the month's prices.
    mutating func postPrices() {
        for material in NationMarket.materials {
            var price = PostPriceIndex()
            price.indexID = "price-\(material)"
            price.material = material
            // Prices move by up to a tenth around the figure they are set from.
            price.fenPerKg =
                MetalContent.fenPerKg(material) * UInt64(random.whole(in: 900...1_100)) / 1_000
            price.day = UInt32(Calendar.firstDaySince1970 + today)
            write(roster.regulator, .postPriceIndex(price))
        }
    }

    /// Every dismantler sells what it has, a contract for each material, to the makers in turn.
    mutating func sellMaterial() {
        for seller in roster.dismantlers.indices {
            for material in NationMarket.materials {
                let lots = market.takeStock(of: material, from: seller)
                if !lots.isEmpty { sell(lots, of: material, by: seller) }
            }
        }
    }

    private mutating func sell(
        _ lots: [NationMarket.Lot],
        of material: RecoveredMaterial,
        by seller: Int
    ) {
        let buyer = (today / 30 + seller) % roster.batteryMakers.count
        var contract = OpenMaterialContract()
        contract.contractID = name("material")
        contract.buyerID = roster.batteryMakers[buyer].id
        contract.indexID = "price-\(material)"
        contract.material = material
        contract.discountBp = UInt32(scenario.material.discountBp)
        contract.massG = lots.reduce(0) { $0 + $1.massG }
        write(roster.dismantlers[seller], .openMaterialContract(contract))
        for start in stride(from: 0, to: lots.count, by: 200) {
            var delivery = DeliverMaterial()
            delivery.contractID = contract.contractID
            for lot in lots[start..<min(start + 200, lots.count)] {
                var part = LotDelivery()
                part.lotID = lot.id
                part.massG = lot.massG
                part.newLotID = name("lot")
                delivery.lots.append(part)
                let bought = NationMarket.Lot(id: part.newLotID, massG: lot.massG)
                market.store(bought, of: material, with: buyer)
            }
            write(roster.dismantlers[seller], .deliverMaterial(delivery))
        }
    }
}
