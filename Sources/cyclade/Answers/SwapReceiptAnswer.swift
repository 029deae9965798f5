import CycladeSchema
import Verification

/// A swap as its receipt tells it, for programs.
struct SwapReceiptAnswer: Encodable {
    struct Pack: Encodable {
        let batteryId: String
        let socBp: UInt32
        let energyWh: UInt64
        let sohBp: UInt32?
        let sohLowBp: UInt32?
        let sohHighBp: UInt32?
        let assessedMs: UInt64?

        init(_ pack: SwapReceipt.Pack) {
            batteryId = pack.batteryID
            socBp = pack.socBp
            energyWh = pack.energyWh
            let assessment = pack.assessment.flatMap { $0.hasSohBp ? $0 : nil }
            sohBp = assessment?.sohBp
            sohLowBp = assessment?.sohLowBp
            sohHighBp = assessment?.sohHighBp
            assessedMs = assessment?.assessedMs
        }
    }

    let stationId: String
    let operatorId: String
    let vehicleId: String
    let occurredMs: UInt64
    let recordedMs: UInt64
    let taken: Pack
    let given: Pack
    let energyDeliveredWh: Int64
    let leaseId: String?
    let rentBasis: String?

    init(_ swap: SwapReceipt) {
        stationId = swap.stationID
        operatorId = swap.operatorID
        vehicleId = swap.vehicleID
        occurredMs = swap.occurredMs
        recordedMs = swap.recordedMs
        taken = Pack(swap.taken)
        given = Pack(swap.given)
        energyDeliveredWh = swap.energyDeliveredWh
        leaseId = swap.leaseID
        rentBasis = swap.rentBasis.map { "\($0)" }
    }
}
