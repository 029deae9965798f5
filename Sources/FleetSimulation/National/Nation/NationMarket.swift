import CycladeSchema

/// Recovered material between the dismantlers' yards and the next packs.
struct NationMarket {
    /// A lot and what is left of it.
    struct Lot {
        let id: String
        var massG: UInt64
    }

    /// Lots of one material at one maker, the oldest first.
    fileprivate struct Store {
        var lots: [Lot] = []
        /// The first lot that is not used up.
        var head = 0
    }

    /// The materials that are traded, in the order of their numbers.
    static let materials: [RecoveredMaterial] = [
        .lithium, .nickel, .cobalt, .manganese, .copper, .aluminium, .graphite, .steel,
    ]

    /// Lots of one material that go into one pack, at most.
    private static let mostLots = 6

    /// By dismantler and material.
    private var stock: [[Lot]]
    /// By maker and material.
    private var stores: [Store]

    init(sellers: Int, buyers: Int) {
        stock = Array(repeating: [], count: sellers * Self.materials.count)
        stores = Array(repeating: Store(), count: buyers * Self.materials.count)
    }

    private static func place(of material: RecoveredMaterial, _ member: Int) -> Int? {
        materials.firstIndex(of: material).map { member * materials.count + $0 }
    }

    /// Adds what a dismantling gave to the dismantler's stock.
    mutating func add(_ lots: [LotOutput], to seller: Int) {
        for lot in lots {
            guard let place = Self.place(of: lot.material, seller) else { continue }
            stock[place].append(Lot(id: lot.lotID, massG: lot.massG))
        }
    }

    /// Takes all of a material out of a dismantler's stock.
    mutating func takeStock(of material: RecoveredMaterial, from seller: Int) -> [Lot] {
        guard let place = Self.place(of: material, seller) else { return [] }
        defer { stock[place] = [] }
        return stock[place]
    }

    /// Adds what was bought to a maker's store.
    mutating func store(_ lot: Lot, of material: RecoveredMaterial, with buyer: Int) {
        guard let place = Self.place(of: material, buyer) else { return }
        stores[place].lots.append(lot)
    }

    /// Takes a share of what a new pack holds from the maker's store, the oldest lots first.
    mutating func lots(for design: NationalDesign, _ maker: Int, share: Double) -> [LotUse] {
        var uses: [LotUse] = []
        for content in design.registration.contents {
            guard let place = Self.place(of: content.material, maker) else { continue }
            var need = UInt64(Double(content.massG) * share)
            for _ in 0..<Self.mostLots where need > 0 {
                guard let use = stores[place].take(need) else { break }
                need -= use.massG
                uses.append(use)
            }
        }
        return uses
    }
}

extension NationMarket.Store {
    /// Takes up to `need` grams from the oldest lot; `nil` from an empty store.
    fileprivate mutating func take(_ need: UInt64) -> LotUse? {
        guard head < lots.count else { return nil }
        var use = LotUse()
        use.lotID = lots[head].id
        use.massG = min(need, lots[head].massG)
        lots[head].massG -= use.massG
        if lots[head].massG == 0 { head += 1 }
        if head > 1_000 {
            lots.removeFirst(head)
            head = 0
        }
        return use
    }
}
