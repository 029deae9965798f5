import Glibc
import LedgerNode
import Verification

/// What a transaction costs when the ledger has so many entries.
struct GrowthPoint: Codable, Sendable {
    /// Entries on the ledger when the measurement began.
    var entries: UInt64
    var txPerS: Double
    var ratio: Double
    /// CPU time of a transaction, verification included.
    var cpuUs: Double
    /// CPU time of a transaction in verifications: what is left when the machine's mood is taken out.
    var costInVerifications: Double
    /// The cost in verifications over that of the first point, and how the logarithm of the entries
    /// grew meanwhile.
    var costGrowth: Double
    var logGrowth: Double
    var residentMib: Double
}

/// Measures how the cost of a transaction grows with the ledger.
struct GrowthBenchmark {
    private static let marks: [UInt64] = [
        10_000, 30_000, 100_000, 300_000, 1_000_000, 2_000_000, 5_000_000,
    ]

    /// Transactions of one measurement, and the most that are signed ahead.
    private static let window = 24_576
    private static let chunk = 98_304

    let entries: UInt64
    let seed: UInt64
    let directory: DataDirectory
    let progress: Progress

    /// Grows a ledger and reports each point as it is reached.
    func run(_ report: (GrowthPoint) throws -> Void) async throws {
        let consortium = try BenchConsortium(timeMs: LedgerNode.systemClock() - 1_000)
        let fleet = BenchFleet(consortium: consortium, batteryCount: 1_536, clientCount: 512)
        try await consortium.withNewLedger(in: directory) { node in
            try await fleet.populate(node, progress: progress)
            try await grow(node, fleet, report)
        }
    }

    private func grow(
        _ node: LedgerNode,
        _ fleet: BenchFleet,
        _ report: (GrowthPoint) throws -> Void
    ) async throws {
        var plan = try BenchPlan(fleet: fleet, seed: seed)
        let keys = try BenchKeys(consortium: fleet.consortium)
        let samples = try plan.next(fleet.clientCount)
        try await BenchLoad.submit(lists: samples, to: node)
        let parsed = try samples.flatMap { $0 }.map { try SignedTransaction($0) }
        var first: GrowthPoint?
        progress.begin("entries", total: Int(entries))
        for mark in Self.marks where mark <= entries {
            while await node.treeSize() < mark {
                progress.show(Int(await node.treeSize()), of: Int(entries))
                let missing = Int(mark - (await node.treeSize()))
                let lists = try plan.next(min(Self.chunk, missing))
                try await BenchLoad.submit(lists: lists, to: node)
            }
            let size = await node.treeSize()
            let lists = try plan.next(Self.window)
            let figures = try await BenchRepeat.measure(lists, on: node, limit: parsed, keys: keys)
            let point = GrowthPoint(figures, entries: size, since: first)
            first = first ?? point
            try report(point)
        }
    }
}

extension GrowthPoint {
    fileprivate init(_ figures: BenchRepeat, entries: UInt64, since first: GrowthPoint?) {
        let cost = 1 / figures.cpuRatio
        self.init(
            entries: entries,
            txPerS: figures.perSecond,
            ratio: figures.ratio,
            cpuUs: figures.cpuMicroseconds,
            costInVerifications: cost,
            costGrowth: first.map { cost / $0.costInVerifications } ?? 1,
            logGrowth: first.map { log2(Double(entries)) / log2(Double($0.entries)) } ?? 1,
            residentMib: Double(Usage.residentBytes) / 1_048_576
        )
    }
}
