import CycladeSchema
import Dispatch
import FoundationEssentials
import LedgerClient
import Synchronization
import Verification

/// What the machine can verify at most: P-256 signatures of the benchmark's own transactions, on
/// all cores, and nothing else.
struct VerificationLimit {
    let perSecond: Double
    /// CPU time of one verification in microseconds.
    let cpuMicroseconds: Double

    /// Verifies for about `seconds`.
    static func measure(
        _ transactions: [SignedTransaction],
        key: @Sendable (SignedTransaction) -> TransactionKey?,
        cores: Int = ProcessInfo.processInfo.activeProcessorCount,
        count: Int = 24_000
    ) -> VerificationLimit {
        let jobs = transactions.compactMap { transaction in
            key(transaction).map { (transaction, $0) }
        }
        let verified = Atomic(0)
        let cpu = Usage.cpuSeconds
        let elapsed = ContinuousClock().measure {
            DispatchQueue.concurrentPerform(iterations: cores) { core in
                var valid = 0
                for index in stride(from: core, to: count, by: cores) {
                    let (transaction, key) = jobs[index % jobs.count]
                    if transaction.isSigned(by: key) { valid += 1 }
                }
                verified.add(valid, ordering: .relaxed)
            }
        }
        let total = Double(verified.load(ordering: .relaxed))
        return VerificationLimit(
            perSecond: total / elapsed.seconds,
            cpuMicroseconds: (Usage.cpuSeconds - cpu) / total * 1e6
        )
    }
}
