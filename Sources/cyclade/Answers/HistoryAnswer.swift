import CycladeSchema
import FleetSimulation
import LedgerNode

/// A battery's life for programs, oldest step first.
struct HistoryAnswer: Encodable {
    struct Step: Encodable {
        let leaf: UInt64
        let height: UInt64
        let timeMs: UInt64
        let transactionId: String
        let member: String
        let command: String
    }

    let steps: [Step]

    /// - Parameter history: The steps, newest first.
    init(_ history: [HistoryStep]) {
        steps = history.reversed().map { step in
            Step(
                leaf: step.leaf,
                height: step.height,
                timeMs: step.timeMs,
                transactionId: step.transaction.map { "\($0.id)" } ?? "",
                member: step.transaction?.body.memberID ?? "",
                command: step.transaction?.body.command?.typeName ?? "Genesis"
            )
        }
    }
}
