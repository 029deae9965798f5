public import CycladeSchema
public import FoundationEssentials

/// What happens to leases and their plans.
public enum LeaseEvent: Equatable, Sendable {
    case planPublished(Plan)
    case offered(Lease)
    case opened(_ leaseID: String, at: UInt64)
    /// It follows other terms from now on.
    case amended(OfferLease)
    /// The next owner of the vehicle takes it over when the vehicle is resold.
    case assigned(_ leaseID: String, to: Data)
    /// The vehicle was resold to whom it was assigned.
    case takenOver(_ leaseID: String)
    case paid(_ leaseID: String, untilDay: UInt32)
    case reminded(_ leaseID: String, at: UInt64)
    case returnDemanded(_ leaseID: String, ReturnReason, due: UInt64)
    case broken(_ leaseID: String, BreachKind)
    /// A battery was lost under it.
    case lossIncurred(_ leaseID: String)
    /// A lost battery was found or paid for.
    case lossMadeGood(_ leaseID: String)
    case depositSettled(_ leaseID: String, DepositState)
    case closed(_ leaseID: String, at: UInt64, boughtOut: Bool)

    func apply(to state: LedgerState) {
        switch self {
        case .planPublished(let plan):
            state.create(.plan(plan.terms.planID), plan)
        case .offered(let lease):
            state.create(.lease(lease.terms.leaseID), lease)
        case .opened(let id, let time):
            state.update(.lease(id)) { lease in
                lease.stage = .open
                lease.openedMs = time
                lease.deposit = .held
            }
        case .amended(let terms):
            state.update(.lease(terms.leaseID)) { $0.terms = terms }
        case .assigned(let id, let owner):
            state.update(.lease(id)) { $0.assigneeCommitment = owner }
        case .takenOver(let id):
            state.update(.lease(id)) { $0.assigneeCommitment = Data() }
        case .paid(let id, let day):
            state.update(.lease(id)) { $0.paidUntilDay = day }
        case .reminded(let id, let time):
            state.update(.lease(id)) { $0.remindedMs = time }
        case .returnDemanded(let id, let reason, let due):
            state.update(.lease(id)) { lease in
                lease.stage = .returnDemanded
                lease.returnReason = reason
                lease.returnDueMs = due
            }
        case .broken(let id, let kind):
            state.update(.lease(id)) { $0.breach = kind }
        case .lossIncurred(let id):
            state.update(.lease(id)) { $0.lossesUnsettled += 1 }
        case .lossMadeGood(let id):
            state.update(.lease(id)) { $0.lossesUnsettled -= 1 }
        case .depositSettled(let id, let outcome):
            state.update(.lease(id)) { $0.deposit = outcome }
        case .closed(let id, let time, let boughtOut):
            state.update(.lease(id)) { lease in
                lease.stage = .closed
                lease.closedMs = time
                lease.boughtOut = boughtOut
            }
        }
    }
}
