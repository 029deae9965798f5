import CycladeSchema
import LedgerNode

/// Submitting many transactions at once, each of which must be accepted.
enum BenchLoad {
    /// How many transactions a client sends before it waits for their outcomes.
    static let chunk = 16

    /// Submits each list in its own order, up to `width` transactions at a time, and counts them
    /// in `progress`.
    static func submit(
        lists: [[[UInt8]]],
        to node: LedgerNode,
        width: Int = 8_192,
        progress: Progress? = nil
    ) async throws {
        let senders = width / chunk
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sender in 0..<senders {
                group.addTask {
                    for index in stride(from: sender, to: lists.count, by: senders) {
                        try await submit(lists[index], inOrderTo: node)
                        progress?.advance(by: lists[index].count)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func submit(_ list: [[UInt8]], inOrderTo node: LedgerNode) async throws {
        for start in stride(from: 0, to: list.count, by: chunk) {
            let end = min(start + chunk, list.count)
            try await accept(inOrder: Array(list[start..<end]), by: node)
        }
    }

    /// Submits transactions in their order and requires that the rules accept each.
    static func accept(inOrder list: [[UInt8]], by node: LedgerNode) async throws {
        let verified = try ParallelMap.map(list, node.verify)
        for result in await node.submit(inOrder: verified) { try check(result.get()) }
    }

    /// Submits one transaction and requires that the rules accept it.
    static func accept(_ bytes: [UInt8], by node: LedgerNode) async throws {
        try check(await node.submit(bytes))
    }

    private static func check(_ outcome: Outcome) throws {
        if case .refused(let refusal) = outcome.verdict {
            throw BenchError.notAccepted("\(refusal.code) \(refusal.field) \(refusal.explanation)")
        }
    }
}
