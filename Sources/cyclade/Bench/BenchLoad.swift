import CycladeSchema
import LedgerNode

/// Submitting many transactions at once, each of which must be accepted.
enum BenchLoad {
    /// Submits independent transactions, `width` at a time.
    static func submit(
        _ transactions: [[UInt8]],
        to node: LedgerNode,
        width: Int = 8_192
    ) async throws {
        let lists = (0..<min(width, transactions.count)).map { client in
            stride(from: client, to: transactions.count, by: width).map { transactions[$0] }
        }
        try await submit(lists: lists, to: node)
    }

    /// Submits each list in its own order, all lists side by side.
    static func submit(lists: [[[UInt8]]], to node: LedgerNode) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for list in lists {
                group.addTask {
                    for bytes in list { try await accept(bytes, by: node) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Submits one transaction and requires that the rules accept it.
    static func accept(_ bytes: [UInt8], by node: LedgerNode) async throws {
        let outcome = try await node.submit(bytes)
        if case .refused(let refusal) = outcome.verdict {
            throw BenchError.notAccepted("\(refusal.code) \(refusal.field) \(refusal.explanation)")
        }
    }
}
