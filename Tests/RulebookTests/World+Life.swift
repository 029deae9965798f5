import CycladeSchema
import Rulebook

/// Brings battery number `number` to a stage of its life, and returns its id.
extension World {
    func made(_ number: Int) throws -> String {
        try run(makeBattery { $0.code = packCode(number) }, by: "maker")
        return packCode(number)
    }

    /// In the stock of the bank, which owns it.
    func inStock(_ number: Int) throws -> String {
        let id = try made(number)
        try run(openSupply { $0.contractID = "supply-\(number)" }, by: "maker")
        try run(deliver("delivery-\(number)", under: "supply-\(number)", [id]), by: "maker")
        try run(acceptDelivery("delivery-\(number)"), by: "bank")
        return id
    }

    /// The bank's, in the stock of the swap operator.
    func inSwapStock(_ number: Int) throws -> String {
        let id = try inStock(number)
        try run(dispatch("ship-\(number)", to: "swapper", [id]), by: "bank")
        try run(receive("ship-\(number)"), by: "swapper")
        return id
    }

    /// Vehicle 1, sold, with "lease-1" open.
    func openLease() throws {
        guard state[.lease("lease-1")] == nil else { return }
        try soldVehicle()
        try run(offerLease(), by: "bank")
        try run(acceptLease(), by: "dealer")
    }

    /// Vehicle 1, sold, with "lease-1" open under "plan-1".
    func leaseUnderPlan(
        _ change: (inout PublishPlan) -> Void = { _ in }
    ) throws {
        try soldVehicle()
        try run(publishPlan(change), by: "bank")
        try run(offerLease { $0.planID = "plan-1" }, by: "bank")
        try run(acceptLease(), by: "dealer")
    }

    /// Vehicle 2, sold, with "lease-2" open.
    func otherLease() throws {
        let id = vehicleID(2)
        try run(registerVehicle { $0.vehicleID = id }, by: "carmaker")
        try run(sellVehicle(to: .dealerID("dealer"), id: id), by: "carmaker")
        try run(sellVehicle(to: .ownerCommitment(commitment), id: id), by: "dealer")
        try run(offerLease { ($0.leaseID, $0.vehicleID) = ("lease-2", id) }, by: "bank")
        try run(acceptLease("lease-2"), by: "dealer")
    }

    /// What "lease-1" promises from now on is another model than the packs.
    func amendToModules() throws {
        try run(publishPlan { $0.modelIds = ["module-a"] }, by: "bank")
        try run(amendLease { $0.modelID = "module-a" }, by: "bank")
    }

    /// In vehicle 1, whose owner has bought it out of "lease-1".
    func boughtOut(_ number: Int) throws -> String {
        try leaseUnderPlan()
        let id = try inVehicle(number)
        try run(buyOut(id), by: "bank")
        return id
    }

    /// Finds what makes a battery unsafe.
    func findUnsafe(_ id: String) throws {
        try run(assess(id, soh: 9_000) { $0.findings = [.leak] }, by: "lab")
    }

    /// Vehicle 1, sold to its owner by the dealer.
    func soldVehicle() throws {
        try run(registerVehicle(), by: "carmaker")
        try run(sellVehicle(to: .dealerID("dealer")), by: "carmaker")
        try run(sellVehicle(to: .ownerCommitment(commitment)), by: "dealer")
    }

    /// In vehicle 1, under "lease-1".
    func inVehicle(_ number: Int) throws -> String {
        let id = try inSwapStock(number)
        try openLease()
        try run(install(id), by: "swapper")
        return id
    }

    func openStation() throws {
        guard state[.station("station-1")] == nil else { return }
        try run(registerStation(), by: "swapper")
    }

    /// In the slot of "station-1" that has its number.
    func atStation(_ number: Int) throws -> String {
        let id = try inSwapStock(number)
        try openStation()
        try run(stock([(id, number)]), by: "swapper")
        return id
    }

    /// In vehicle 1, called home below the standard.
    func recalled(_ number: Int) throws -> String {
        let id = try inVehicle(number)
        try run(assess(id, soh: 7_000), by: "lab")
        try run(openRecall(id), by: "bank")
        return id
    }

    func collected(_ number: Int) throws -> String {
        let id = try recalled(number)
        try run(collect(id), by: "collector")
        return id
    }

    func atCentre(_ number: Int, of centre: String = "cascade") throws -> String {
        let id = try collected(number)
        try run(receiveAtCentre([id]), by: centre)
        return id
    }

    func assessed(
        _ number: Int,
        of centre: String = "cascade",
        soh: UInt32 = 7_000
    ) throws -> String {
        let id = try atCentre(number, of: centre)
        try run(assess(id, soh: soh), by: "lab")
        return id
    }

    /// In the pool of the cascade user, which owns it.
    func inCascadePool(_ number: Int, soh: UInt32 = 7_000) throws -> String {
        let id = try assessed(number, soh: soh)
        try run(classify(id, .cascade), by: "cascade")
        try pass(id, from: "bank", to: "cascade")
        return id
    }

    /// At the dismantler, which owns it.
    func forDismantling(_ number: Int) throws -> String {
        let id = try assessed(number, of: "dismantler", soh: 1_000)
        try run(classify(id, .dismantle), by: "dismantler")
        try pass(id, from: "bank", to: "dismantler")
        return id
    }

    /// A second-use battery of the two of the pool with these numbers.
    func secondUse(_ numbers: [Int] = [1, 2]) throws -> String {
        let parents = try numbers.map { try inCascadePool($0) }
        try run(regroup(parents), by: "cascade")
        return secondCode(1)
    }

    func inSecondUse(_ numbers: [Int] = [1, 2]) throws -> String {
        let id = try secondUse(numbers)
        try run(deploy(id), by: "cascade")
        return id
    }

    /// A second-use battery that came home sound, in the stock of the swap operator, which owns it.
    func soundSecondUse() throws -> String {
        let id = try inSecondUse()
        try run(openRecall(id, .endOfSecondUse), by: "cascade")
        try run(collect(id), by: "collector")
        try run(receiveAtCentre([id]), by: "cascade")
        try run(assess(id, soh: 9_000), by: "lab")
        try run(classify(id, .reuse), by: "cascade")
        try pass(id, from: "cascade", to: "swapper")
        try run(dispatch("to-swapper", to: "swapper", [id]), by: "cascade")
        try run(receive("to-swapper"), by: "swapper")
        return id
    }

    /// Lot "lot-1" of 300 kg of lithium, the dismantler's.
    func lot() throws {
        let id = try forDismantling(1)
        try run(dismantle([id]), by: "dismantler")
    }

    /// As ``lot()``, with the contract "sale-1" for 200 kg to the maker.
    func materialContract() throws {
        try lot()
        try run(postPrice(), by: "regulator")
        try run(openSale(), by: "dismantler")
    }

    func pass(_ id: String, from owner: String, to buyer: String) throws {
        let offer = "offer-\(leaf)"
        try run(offerTransfer(offer, to: buyer, [id]), by: owner)
        try run(acceptTransfer(offer), by: buyer)
    }
}

extension World {
    /// Proposes `change`, and has three voters approve it.
    func enact(_ change: Command) throws {
        try run(change, by: "maker")
        let id = newestID
        for voter in ["bank", "cascade"] { try run(approve(id), by: voter) }
    }

    /// Suspends a member by the approvals of three voters other than it.
    func suspend(_ member: String) throws {
        let others = Founding.voters.filter { $0 != member }
        try run(suspension(of: member), by: others[0])
        let id = newestID
        for voter in others[1...2] { try run(approve(id), by: voter) }
    }
}
