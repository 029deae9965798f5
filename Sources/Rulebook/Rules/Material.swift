public import CycladeSchema
import Vocabulary

extension Dismantle {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.dismantler)
        try context.requireQualified(.dismantling)
        try context.requireList(batteryIds, "battery_ids")
        var masses: [UInt64] = []
        for id in batteryIds {
            let battery = try context.require(.battery(id), "battery_ids")
            try context.requireOwner(of: battery, "battery_ids")
            try context.requireStage(of: battery, .forDismantling, field: "battery_ids")
            try context.requireOnPremises(battery, "battery_ids")
            try context.requireNoOffer(of: battery, "battery_ids")
            guard battery.massG > 0 else {
                throw Refusal(.groundMissing, "battery_ids", "\(id) has no known mass.")
            }
            masses.append(battery.massG)
        }
        let lots = try recoveredLots(context)
        let input = try context.sum(masses, "battery_ids")
        let output = try context.sum(lots.map(\.massG) + [wasteG, emissionsG], "lots")
        guard
            !Conservation.differs(
                output,
                from: input,
                byMoreThan: context.policy.massBalanceToleranceBp
            )
        else {
            throw Refusal(.massBalance, "lots", "\(output) g come out of \(input) g.")
        }
        return lots.map { .material(.recovered($0)) }
            + batteryIds.map { .battery(.dismantled($0, by: context.signer.memberID)) }
    }

    private func recoveredLots(_ context: RuleContext) throws(Refusal) -> [MaterialLot] {
        try context.requireList(lots.map(\.lotID), "lots")
        var recovered: [MaterialLot] = []
        for output in lots {
            _ = try context.parse(output.lotID, "lots") { try LotID($0) }
            try context.requireNew(.lot(output.lotID), "lots")
            try context.requireKnown(output.material, not: .unspecified, "lots")
            try context.requireRange(output.massG, RatedValues.massG, "lots")
            var lot = MaterialLot()
            lot.lotID = output.lotID
            lot.material = output.material
            lot.massG = output.massG
            lot.remainingG = output.massG
            lot.ownerID = context.signer.memberID
            lot.recoveredBy = context.signer.memberID
            recovered.append(lot)
        }
        return recovered
    }
}

extension PostPriceIndex {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        guard context.policy.priceReporters.contains(context.signer.memberID) else {
            throw Refusal(
                .roleRequired,
                "member_id",
                "Only a price reporter named in the policy may."
            )
        }
        _ = try context.parse(indexID, "index_id") { try PriceIndexID($0) }
        try context.requireKnown(material, not: .unspecified, "material")
        try context.requireRange(fenPerKg, 1...100_000_000_000, "fen_per_kg")
        try context.requireRange(day, 0...UInt32(clamping: context.today.daysSince1970), "day")
        var index = PriceIndex()
        index.indexID = indexID
        index.reporterID = context.signer.memberID
        index.material = material
        index.fenPerKg = fenPerKg
        index.day = day
        guard let known = context.state[.priceIndex(indexID)] else {
            return [.material(.indexOpened(index))]
        }
        try context.requireParty(known.reporterID, "index_id")
        guard known.material == material else {
            throw Refusal(.modelMismatch, "material", "\(indexID) prices \(known.material).")
        }
        guard day > known.day else {
            throw Refusal(.alreadyDone, "day", "The index has a price of that day or later.")
        }
        return [.material(.indexMoved(index))]
    }
}

extension OpenMaterialContract {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.dismantler, .cascadeUser)
        _ = try context.parse(contractID, "contract_id") { try ContractID($0) }
        try context.requireNew(.materialContract(contractID), "contract_id")
        try context.requireMember(buyerID, .batteryMaker, "buyer_id")
        let index = try context.require(.priceIndex(indexID), "index_id")
        guard index.material == material else {
            throw Refusal(.modelMismatch, "material", "\(indexID) prices \(index.material).")
        }
        guard discountBp > 0 else {
            throw Refusal(.noDiscount, "discount_bp", "Recovered material sells below the market.")
        }
        try context.requireRange(discountBp, 1...9_999, "discount_bp")
        try context.requireRange(massG, 1...1_000_000_000_000, "mass_g")
        var contract = MaterialContract()
        contract.contractID = contractID
        contract.sellerID = context.signer.memberID
        contract.buyerID = buyerID
        contract.indexID = indexID
        contract.material = material
        contract.discountBp = discountBp
        contract.massG = massG
        return [.material(.contractOpened(contract))]
    }
}

extension DeliverMaterial {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let contract = try context.require(.materialContract(contractID), "contract_id")
        try context.requireParty(contract.sellerID, "contract_id")
        try context.requireList(lots.map(\.newLotID), "lots")
        try context.requireDistinct(lots.map(\.lotID), "lots")
        let mass = try context.sum(lots.map(\.massG), "lots")
        guard mass <= contract.massG - contract.deliveredG else {
            throw Refusal(
                .insufficient,
                "lots",
                "\(contract.massG - contract.deliveredG) g of the contract are left."
            )
        }
        var events = [Event.material(.delivered(contractID, massG: mass))]
        for delivery in lots {
            let lot = try context.require(.lot(delivery.lotID), "lots")
            events += try delivery.events(from: lot, under: contract, context)
        }
        return events
    }
}

extension LotDelivery {
    fileprivate func events(
        from lot: MaterialLot,
        under contract: MaterialContract,
        _ context: RuleContext
    ) throws(Refusal) -> [Event] {
        guard lot.ownerID == context.signer.memberID else {
            throw Refusal(.notOwner, "lots", "\(lotID) is not yours.")
        }
        guard lot.material == contract.material else {
            throw Refusal(.modelMismatch, "lots", "\(lotID) is \(lot.material).")
        }
        guard massG > 0, massG <= lot.remainingG else {
            throw Refusal(.insufficient, "lots", "\(lotID) has \(lot.remainingG) g left.")
        }
        _ = try context.parse(newLotID, "lots") { try LotID($0) }
        try context.requireNew(.lot(newLotID), "lots")
        var delivered = lot
        delivered.lotID = newLotID
        delivered.massG = massG
        delivered.remainingG = massG
        delivered.ownerID = contract.buyerID
        delivered.parentLotID = lotID
        return [
            .material(.consumed(lotID, massG: massG)),
            .material(.recovered(delivered)),
        ]
    }
}

/// What happens to recovered material, its prices and its contracts.
public enum MaterialEvent: Equatable, Sendable {
    /// A lot came into being: by dismantling, or split off for its buyer.
    case recovered(MaterialLot)
    /// A part of a lot went into a battery or into a lot split from it.
    case consumed(_ lotID: String, massG: UInt64)
    case indexOpened(PriceIndex)
    case indexMoved(PriceIndex)
    case contractOpened(MaterialContract)
    case delivered(_ contractID: String, massG: UInt64)

    func apply(to state: LedgerState) {
        switch self {
        case .recovered(let lot):
            state.create(.lot(lot.lotID), lot)
        case .consumed(let id, let mass):
            state.update(.lot(id)) { $0.remainingG -= mass }
        case .indexOpened(let index):
            state.create(.priceIndex(index.indexID), index)
        case .indexMoved(let index):
            state.update(.priceIndex(index.indexID)) { $0 = index }
        case .contractOpened(let contract):
            state.create(.materialContract(contract.contractID), contract)
        case .delivered(let id, let mass):
            state.update(.materialContract(id)) { $0.deliveredG += mass }
        }
    }
}
