public import CycladeSchema
import SwiftProtobuf

/// What a receipt says of a swap: for the driver to keep.
///
/// The measurements are the operator's, under its signature. Health, lease and rent basis are those
/// of the records that the receipt proves, as they stood after its newest block, and not at the swap.
/// Reading proves nothing: ask ``ReceiptVerifier`` first.
public struct SwapReceipt: Sendable, Hashable {
    /// A pack as measured at the swap.
    public struct Pack: Sendable, Hashable {
        /// Its code.
        public let batteryID: String
        /// State of charge, in basis points.
        public let socBp: UInt32
        /// Energy in it, in Wh.
        public let energyWh: UInt64
        /// Its newest assessment; `nil` if it has none, or its record is not proven.
        public let assessment: Assessment?
    }

    /// The station, and the member that runs it and signed.
    public let stationID: String
    public let operatorID: String
    /// The vehicle.
    public let vehicleID: String
    /// When it happened, as the operator says, and when it was recorded; in Unix milliseconds.
    public let occurredMs: UInt64
    public let recordedMs: UInt64
    /// The pack that was taken out, and the one that was given.
    public let taken: Pack
    public let given: Pack
    /// The lease of the vehicle, and how its rent is reckoned; `nil` where it is not proven.
    public let leaseID: String?
    public let rentBasis: RentBasis?

    /// Energy delivered: what is in the pack given less what is in the one taken, in Wh.
    public var energyDeliveredWh: Int64 {
        Int64(clamping: given.energyWh) - Int64(clamping: taken.energyWh)
    }

    /// Reads a serialized receipt; `nil` if it is none, or of something else.
    public init?(reading receiptBytes: [UInt8]) {
        guard let receipt = try? Receipt(serializedBytes: receiptBytes),
            case .transaction(let proven)? = receipt.outcome,
            let entry = try? Entry(serializedBytes: proven.entry),
            let transaction = try? Transaction(serializedBytes: entry.transaction),
            let body = try? TransactionBody(serializedBytes: transaction.body),
            let swap = body.exchange
        else { return nil }
        let records = ProvenContents(receipt.state)
        stationID = swap.stationID
        operatorID = body.memberID
        vehicleID = swap.vehicleID
        occurredMs = body.occurredMs
        recordedMs = entry.timeMs
        taken = Pack(swap.taken, records)
        given = Pack(swap.given, records)
        let lease = records.lease(of: swap.vehicleID)
        leaseID = lease?.terms.leaseID
        rentBasis = lease.flatMap { records.plan($0.terms.planID)?.terms.rentBasis }
    }
}

extension SwapReceipt.Pack {
    fileprivate init(_ measurement: SwapMeasurement, _ records: ProvenContents) {
        batteryID = measurement.batteryID
        socBp = measurement.socBp
        energyWh = measurement.energyWh
        assessment = records.assessment(of: measurement.batteryID)
    }
}

extension TransactionBody {
    /// The exchange of packs that it asks for, if it does.
    public var exchange: Swap? {
        switch command {
        case .swap(let swap): swap
        case .retireAtSwap(let retirement): retirement.swap
        default: nil
        }
    }
}

/// The records of a receipt, by key.
private struct ProvenContents {
    private var contents: [String: Record.OneOf_Content] = [:]

    init(_ state: ProvenState) {
        for proven in state.records where proven.hasRecord {
            guard let record = try? Record(serializedBytes: proven.record) else { continue }
            contents[String(decoding: proven.key, as: UTF8.self)] = record.content
        }
    }

    func assessment(of batteryID: String) -> Assessment? {
        guard case .battery(let battery)? = contents["battery/\(batteryID)"],
            battery.hasAssessment
        else { return nil }
        return battery.assessment
    }

    func lease(of vehicleID: String) -> Lease? {
        guard case .vehicle(let vehicle)? = contents["vehicle/\(vehicleID)"],
            case .lease(let lease)? = contents["lease/\(vehicle.leaseID)"]
        else { return nil }
        return lease
    }

    func plan(_ planID: String) -> Plan? {
        guard case .plan(let plan)? = contents["plan/\(planID)"] else { return nil }
        return plan
    }
}
