public import CycladeSchema

/// What happens to supply contracts, deliveries, offers and shipments.
public enum HandoverEvent: Equatable, Sendable {
    /// What is handed over, and so where its record stands.
    public enum Kind: Hashable, Sendable {
        /// Ownership and custody, under a supply contract.
        case delivery
        /// Ownership.
        case offer
        /// Custody.
        case shipment

        func key(_ id: String) -> RecordKey<Handover> {
            switch self {
            case .delivery: .delivery(id)
            case .offer: .offer(id)
            case .shipment: .shipment(id)
            }
        }
    }

    case contractOpened(SupplyContract)
    case contractUsed(_ contractID: String, count: UInt32)
    case opened(Kind, Handover)
    case accepted(Kind, _ id: String, at: UInt64)
    /// A shipment came, but for what was counted as missing.
    case received(_ shipmentID: String, missing: [String], at: UInt64)
    /// It ended before the other side accepted.
    case withdrawn(Kind, _ id: String, at: UInt64)
    /// What was to be delivered is open again.
    case contractFreed(_ contractID: String, count: UInt32)

    func apply(to state: LedgerState) {
        switch self {
        case .contractOpened(let contract):
            state.create(.supplyContract(contract.contractID), contract)
        case .contractUsed(let id, let count):
            state.update(.supplyContract(id)) { $0.delivered += count }
        case .opened(let kind, let handover):
            state.create(kind.key(handover.handoverID), handover)
        case .accepted(let kind, let id, let time):
            state.update(kind.key(id)) { $0.acceptedMs = time }
        case .received(let id, let missing, let time):
            state.update(.shipment(id)) { shipment in
                shipment.acceptedMs = time
                shipment.missingIds = missing
            }
        case .withdrawn(let kind, let id, let time):
            state.update(kind.key(id)) { $0.withdrawnMs = time }
        case .contractFreed(let id, let count):
            state.update(.supplyContract(id)) { $0.delivered -= count }
        }
    }
}
