import LedgerNode
import Verification

/// One repeat of a benchmark: a load, and what the machine could verify just before and after it.
struct BenchRepeat {
    /// Durable transactions a second.
    let perSecond: Double
    /// P-256 verifications a second on all cores.
    let limit: Double
    /// CPU time of a transaction, and of its verification alone, in microseconds.
    let cpuMicroseconds: Double
    let verificationMicroseconds: Double

    var ratio: Double { perSecond / limit }
    var cpuRatio: Double { verificationMicroseconds / cpuMicroseconds }

    /// Submits `lists`, each in its order, and verifies `verifications` signatures before and after.
    static func measure(
        _ lists: [[[UInt8]]],
        on node: LedgerNode,
        limit samples: [SignedTransaction],
        keys: BenchKeys,
        verifications: Int = 24_000
    ) async throws -> BenchRepeat {
        let before = VerificationLimit.measure(samples, key: keys.key, count: verifications)
        let cpuStart = Usage.cpuSeconds
        let elapsed = try await ContinuousClock().measure {
            try await BenchLoad.submit(lists: lists, to: node)
        }
        let cpu = Usage.cpuSeconds - cpuStart
        let after = VerificationLimit.measure(samples, key: keys.key, count: verifications)
        let count = Double(lists.reduce(0) { $0 + $1.count })
        return BenchRepeat(
            perSecond: count / elapsed.seconds,
            limit: (before.perSecond + after.perSecond) / 2,
            cpuMicroseconds: cpu / count * 1e6,
            verificationMicroseconds: (before.cpuMicroseconds + after.cpuMicroseconds) / 2
        )
    }
}
