public import CycladeSchema
import Rulebook
import Verification

extension LedgerQueries {
    /// The receipt of a swap, with the records that a driver wants to see proven: both packs, the
    /// vehicle, its lease and its plan.
    ///
    /// - Parameters:
    ///   - batteryID: A pack that was taken or given.
    ///   - leaf: The leaf of the swap; `nil` for the newest one that the pack took part in.
    /// - Returns: `nil` when there is no such swap.
    /// - Throws: ``StoreError`` when the ledger cannot be read or is damaged.
    public func swapReceipt(
        ofBattery batteryID: String,
        at leaf: UInt64? = nil
    ) async throws -> Receipt? {
        for step in try history(of: "battery/\(batteryID)") where leaf == nil || step.leaf == leaf {
            guard let (id, body) = step.transaction, let swap = body.exchange else { continue }
            return try await receipt(of: id, at: step.leaf, proving: keys(of: swap))
        }
        return nil
    }

    private func keys(of swap: Swap) -> [String] {
        var keys = [
            "battery/\(swap.given.batteryID)", "battery/\(swap.taken.batteryID)",
            "vehicle/\(swap.vehicleID)",
        ]
        guard case .vehicle(let vehicle)? = record("vehicle/\(swap.vehicleID)")?.content,
            case .lease(let lease)? = record("lease/\(vehicle.leaseID)")?.content
        else { return keys }
        keys.append("lease/\(vehicle.leaseID)")
        if !lease.terms.planID.isEmpty { keys.append("plan/\(lease.terms.planID)") }
        return keys
    }
}
