import CycladeSchema
import FoundationEssentials
import LedgerNode
import Verification
import Vocabulary

/// The figures of `cyclade bench ledger`.
struct LedgerFigures: Codable, Sendable {
    var batteries: Int
    /// Median over the pairs: durable transactions a second.
    var txPerS: Double
    /// Median over the pairs: P-256 verifications a second on all cores, before and after.
    var verifyLimitPerS: Double
    /// Median of the pairs' ratios.
    var ratio: Double
    /// CPU time of verification / CPU time of everything, median over the pairs.
    var cpuRatio: Double
    /// Submit to outcome at half of the throughput.
    var p50Ms: Double
    var p99Ms: Double
    /// Submit to outcome, one at a time.
    var idleP50Ms: Double
    var idleP99Ms: Double
    /// Appending and synchronising one page of 4 KiB, median.
    var diskSyncMs: Double
    /// Growth of the ledger's file.
    var bytesPerTx: Double
    var residentMib: Double
    var reopenS: Double
    /// Making a receipt with all proofs.
    var receiptP50Ms: Double
    var synchronous: Int
}

/// Measures a node against what the machine can verify.
struct LedgerBenchmark {
    /// The fewest batteries: three for each of some clients.
    static let fewestBatteries = 3_072

    let batteryCount: Int
    let pairs: Int
    let transactionsPerPair: Int
    let directory: DataDirectory
    let progress: Progress

    /// Clients, each of which has a station, two vehicles and three batteries.
    private var clientCount: Int { min(8_192, batteryCount / 3) }

    func run() async throws -> LedgerFigures {
        let consortium = try BenchConsortium(timeMs: LedgerNode.systemClock() - 1_000)
        let fleet = BenchFleet(
            consortium: consortium,
            batteryCount: batteryCount,
            clientCount: clientCount
        )
        var figures = try await consortium.withNewLedger(in: directory) { node in
            try await fleet.populate(node, progress: progress)
            return try await measure(node, fleet)
        }
        progress.begin("reopening")
        let clock = ContinuousClock()
        let start = clock.now
        _ = try consortium.open(directory)
        figures.reopenS = (clock.now - start).seconds
        return figures
    }

    private func measure(_ node: LedgerNode, _ fleet: BenchFleet) async throws -> LedgerFigures {
        var load = try BenchPlan(fleet: fleet, seed: 1)
        let samples = try load.next(clientCount).flatMap { $0 }
        let parsed = try samples.map { try SignedTransaction($0) }
        let keys = try BenchKeys(consortium: fleet.consortium)
        // These transactions come first in the clients' order: they also warm everything up.
        try await BenchLoad.submit(lists: samples.map { [$0] }, to: node)

        var repeats: [BenchRepeat] = []
        let bytesBefore = directory.ledgerByteCount
        for pair in 1...pairs {
            progress.begin("pair \(pair) of \(pairs)")
            let lists = try load.next(transactionsPerPair)
            repeats.append(
                try await BenchRepeat.measure(lists, on: node, limit: parsed, keys: keys)
            )
        }
        let total = Double(pairs * transactionsPerPair)
        let growth = Double(directory.ledgerByteCount - bytesBefore)
        let rate = repeats.map(\.perSecond).median
        progress.begin("latency at half of \(Int(rate)) tx/s")
        let half = try await latencies(
            of: load.next(transactionsPerPair),
            at: rate / 2,
            node
        )
        progress.begin("latency of an idle node")
        let idle = try await idleLatencies(
            of: load.next(clientCount).flatMap { $0 },
            node
        )
        progress.begin("receipts")
        let receipts = try await receiptLatencies(of: samples, node)
        return LedgerFigures(
            batteries: batteryCount,
            txPerS: rate,
            verifyLimitPerS: repeats.map(\.limit).median,
            ratio: repeats.map(\.ratio).median,
            cpuRatio: repeats.map(\.cpuRatio).median,
            p50Ms: half.percentile(0.5),
            p99Ms: half.percentile(0.99),
            idleP50Ms: idle.percentile(0.5),
            idleP99Ms: idle.percentile(0.99),
            diskSyncMs: try DiskLimit.syncMilliseconds(in: directory),
            bytesPerTx: growth / total,
            residentMib: Double(Usage.residentBytes) / 1_048_576,
            reopenS: 0,
            receiptP50Ms: receipts.percentile(0.5),
            synchronous: try node.synchronous()
        )
    }
}

// MARK: - Latency

extension LedgerBenchmark {
    /// Submits at a steady rate and measures from the time when each was due, in milliseconds.
    ///
    /// What falls due in a millisecond is sent together, and has the latency of its last outcome.
    private func latencies(
        of lists: [[[UInt8]]],
        at rate: Double,
        _ node: LedgerNode
    ) async throws -> [Double] {
        // Each client's first transactions come first, so that none overtakes its predecessor.
        let each = lists.map(\.count).min() ?? 0
        let transactions = (0..<each).flatMap { step in lists.map { $0[step] } }
        let perTick = Swift.max(1, Int(rate / 1_000))
        let clock = ContinuousClock()
        let start = clock.now
        return try await withThrowingTaskGroup(of: [Double].self) { group in
            for first in stride(from: 0, to: transactions.count, by: perTick) {
                let due = start + .seconds(Double(first) / rate)
                let chunk = Array(transactions[first..<min(first + perTick, transactions.count)])
                try await clock.sleep(until: due, tolerance: .zero)
                group.addTask {
                    try await BenchLoad.accept(inOrder: chunk, by: node)
                    let latency = (clock.now - due).seconds * 1_000
                    return Array(repeating: latency, count: chunk.count)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func idleLatencies(
        of transactions: [[UInt8]],
        _ node: LedgerNode
    ) async throws -> [Double] {
        let clock = ContinuousClock()
        var latencies: [Double] = []
        for bytes in transactions.prefix(500) {
            let start = clock.now
            try await BenchLoad.accept(bytes, by: node)
            latencies.append((clock.now - start).seconds * 1_000)
        }
        return latencies
    }

    private func receiptLatencies(
        of transactions: [[UInt8]],
        _ node: LedgerNode
    ) async throws -> [Double] {
        let clock = ContinuousClock()
        var latencies: [Double] = []
        for bytes in transactions.prefix(500) {
            let id = try SignedTransaction(bytes).id
            let start = clock.now
            guard try await node.receipt(for: id) != nil else {
                throw BenchError.notAccepted("\(id) has no receipt")
            }
            latencies.append((clock.now - start).seconds * 1_000)
        }
        return latencies
    }
}

extension [Double] {
    var median: Double { percentile(0.5) }

    /// The value below which this share of the values lies; 0 for none.
    func percentile(_ share: Double) -> Double {
        guard !isEmpty else { return 0 }
        return sorted()[Swift.min(count - 1, Int(Double(count) * share))]
    }
}

extension DataDirectory {
    /// The size of the ledger's file, without what waits in its write-ahead log.
    fileprivate var ledgerByteCount: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/ledger.sqlite")
        return (attributes?[.size] as? Int) ?? Int((attributes?[.size] as? UInt64) ?? 0)
    }
}
