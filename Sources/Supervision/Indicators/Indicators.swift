public import CycladeSchema

/// The numbers that a ledger reports (docs/domain.md), each with the entries that it sums.
///
/// The ledger holds no prices but those of the indices: value is what material contracts come to, and
/// public money.
public struct Indicators: Sendable, Hashable {
    /// Batteries whose first life is over: called home below standard or for safety, judged unfit for
    /// reuse, destroyed, exported or taken apart.
    public internal(set) var endedFirstLife = EntrySum()
    /// Those of them that a qualified centre received.
    public internal(set) var received = EntrySum()
    /// Those of them that went into a second-use battery.
    public internal(set) var cascaded = EntrySum()
    /// Second-use batteries made.
    public internal(set) var secondUseBatteries = EntrySum()
    /// New batteries with recovered material in them.
    public internal(set) var renewedBatteries = EntrySum()
    /// From being called home to a centre's receipt, in milliseconds.
    public internal(set) var journeys = EntrySum()
    /// Mass of the batteries taken apart, in grams.
    public internal(set) var dismantledG = EntrySum()
    /// Material recovered, in grams.
    public internal(set) var recoveredG: [RecoveredMaterial: EntrySum] = [:]
    /// What the batteries taken apart held of a material when new, where that is known and what came
    /// out is plausible, in grams.
    public internal(set) var contentG: [RecoveredMaterial: EntrySum] = [:]
    /// What came out of the same batteries, in grams.
    public internal(set) var comparedG: [RecoveredMaterial: EntrySum] = [:]
    /// Recovered material that went into new batteries, in grams.
    public internal(set) var returnedG: [RecoveredMaterial: EntrySum] = [:]
    /// Proceeds of material by the index, and incentives, in fen, by the member that got them.
    public internal(set) var valueFen: [String: EntrySum] = [:]
}

extension Indicators {
    /// Batteries received by a qualified centre, of those whose first life is over, in basis points;
    /// `nil` before there are any.
    public var recyclingRateBp: UInt64? { Self.ratio(received, endedFirstLife) }

    /// Batteries that went on to a second use, of those whose first life is over, in basis points.
    public var cascadeRateBp: UInt64? { Self.ratio(cascaded, endedFirstLife) }

    /// The mean time from being called home to a centre's receipt, in milliseconds.
    public var meanJourneyMs: UInt64? {
        journeys.leaves.isEmpty ? nil : journeys.amount / UInt64(journeys.leaves.count)
    }

    /// What was recovered of a material, of what the batteries held when new, in basis points; of
    /// batteries whose content is known, without dismantlings that are implausible.
    public func recoveryBp(of material: RecoveredMaterial) -> UInt64? {
        guard let content = contentG[material] else { return nil }
        return Self.ratio(comparedG[material] ?? EntrySum(), content)
    }

    /// What dismantling has saved.
    public var savings: Savings { Savings(dismantledG: dismantledG.amount) }

    private static func ratio(_ part: EntrySum, _ whole: EntrySum) -> UInt64? {
        guard whole.amount > 0 else { return nil }
        let product = part.amount.multipliedFullWidth(by: 10_000)
        guard product.high < whole.amount else { return nil }
        return whole.amount.dividingFullWidth(product).quotient
    }
}

/// What recycling batteries saves, by factors for each tonne.
///
/// The factors are those of the source paper: 542,310.54 t of carbon dioxide, 274,680 t of raw
/// material, 22,890 t of standard coal and 1,716,750 m² of land for 228,900 t of batteries.
public struct Savings: Sendable, Hashable {
    /// Carbon dioxide, in grams.
    public let carbonDioxideG: UInt64
    /// Raw material, in grams.
    public let rawMaterialG: UInt64
    /// Standard coal, in grams.
    public let standardCoalG: UInt64
    /// Land, in square centimetres.
    public let landCm2: UInt64

    init(dismantledG: UInt64) {
        carbonDioxideG = Self.scale(dismantledG, by: 2_369_203, over: 1_000_000)
        rawMaterialG = Self.scale(dismantledG, by: 12, over: 10)
        standardCoalG = dismantledG / 10
        // 7.5 m² for each tonne: 75,000 cm² for each 1,000,000 g.
        landCm2 = Self.scale(dismantledG, by: 75, over: 1_000)
    }

    private static func scale(_ mass: UInt64, by factor: UInt64, over unit: UInt64) -> UInt64 {
        let product = mass.multipliedFullWidth(by: factor)
        return product.high < unit ? unit.dividingFullWidth(product).quotient : .max
    }
}
