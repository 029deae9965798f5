public import CycladeSchema
public import Vocabulary

/// What is put on record about the world without changing it.
public enum EvidenceEvent: Equatable, Sendable {
    /// A gateway anchored its next segment.
    case anchored(Gateway)
    /// An entry was said to be wrong, by the transaction of this id.
    case corrected(Digest, Correction)
    case irregularityStated(Irregularity)
    case irregularityConfirmed(_ irregularityID: String, by: String)

    func apply(to state: LedgerState) {
        switch self {
        case .anchored(let gateway):
            state.create(.gateway(gateway.memberID, gateway.gatewayID), gateway)
        case .corrected(let id, let correction):
            state.create(.correction(id), correction)
        case .irregularityStated(let irregularity):
            state.create(.irregularity(irregularity.statement.irregularityID), irregularity)
        case .irregularityConfirmed(let id, let memberID):
            state.update(.irregularity(id)) { $0.confirmedBy = memberID }
        }
    }
}
