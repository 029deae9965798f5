import CycladeSchema
import FleetSimulation
import FoundationEssentials
import LedgerNode
import Rulebook
import Verification
import Vocabulary

/// Measures a node command by command, each against what the machine can verify of it.
struct FamiliesBenchmark {
    /// The standard policy, with someone who may post prices.
    static let policy = {
        var policy = Policy.standard
        policy.priceReporters = ["regulator"]
        return policy
    }()

    let lifeCount: Int
    let directory: DataDirectory
    let progress: Progress

    func run() async throws -> FamiliesFigures {
        progress.begin("keys")
        let startMs = LedgerNode.systemClock() - 1_000
        let consortium = try BenchConsortium(
            timeMs: startMs,
            others: BenchLife.others,
            newcomerCount: lifeCount,
            policy: Self.policy
        )
        let lives = try consortium.newcomers.enumerated().map { number, newcomer in
            try BenchLife(number: number, startMs: startMs, newcomer: newcomer)
        }
        let tallies = try await consortium.withNewLedger(in: directory) { node in
            try await prepare(node, consortium, startMs: startMs)
            return try await play(lives, on: node, consortium)
        }
        return try FamiliesFigures(batteries: lifeCount, tallies)
    }

    /// What all lives share; and as many models as there are lives, which warm everything up.
    private func prepare(
        _ node: LedgerNode,
        _ consortium: BenchConsortium,
        startMs: UInt64
    ) async throws {
        progress.begin("warming up")
        var second = RegisterModel()
        if case .registerModel(let model) = BenchCommands.registerModel() { second = model }
        second.modelID = BenchLife.secondModelID
        second.manufacturerCode = "002"
        let shared: [BenchStep] = [
            ("maker", BenchCommands.registerModel()), ("cascade", .registerModel(second)),
            ("regulator", BenchLife.grant("cascade", .cascadeUse, fromMs: startMs)),
            ("regulator", BenchLife.grant("dismantler", .dismantling, fromMs: startMs)),
        ]
        let models = (0..<lifeCount).map { number -> BenchStep in
            ("maker", BenchCommands.registerModel("warm-up-\(number)"))
        }
        let nowMs = LedgerNode.systemClock()
        let transactions = try (shared + models).map {
            try consortium.sign($0.member, $0.command, nowMs: nowMs)
        }
        try await BenchLoad.submit(lists: Self.lists(of: transactions), to: node)
    }

    private func play(
        _ lives: [BenchLife],
        on node: LedgerNode,
        _ consortium: BenchConsortium
    ) async throws -> CommandTallies {
        let keys = try BenchKeys(consortium: consortium)
        var lives = lives
        var tallies = CommandTallies()
        for (number, phase) in BenchLife.course.enumerated() {
            let nowMs = LedgerNode.systemClock()
            let signed = try ParallelMap.map(lives) { life in
                try phase(life).map { step in
                    try SignedTransaction(consortium.sign(step.member, step.command, nowMs: nowMs))
                }
            }
            let transactions = signed.flatMap { $0 }
            guard let command = transactions.first?.body.command else { continue }
            progress.begin("\(number + 1) of \(BenchLife.course.count): \(command.typeName)")
            let tally = try await measure(transactions, of: command.typeName, on: node, keys)
            tallies.add(tally, of: command.typeName, in: BenchFamily(of: command))
            for (life, own) in signed.enumerated() {
                lives[life].newestID = Data(own.last?.id.bytes ?? [])
            }
        }
        return tallies
    }

    /// Submits a phase.
    ///
    /// - Throws: ``BenchError`` that names the command, unless every transaction is accepted.
    private func measure(
        _ transactions: [SignedTransaction],
        of command: String,
        on node: LedgerNode,
        _ keys: BenchKeys
    ) async throws -> BenchTally {
        do {
            let figures = try await BenchRepeat.measure(
                Self.lists(of: transactions.map(\.bytes)),
                on: node,
                limit: transactions,
                keys: keys,
                verifications: transactions.count
            )
            return BenchTally(figures, count: transactions.count)
        } catch BenchError.notAccepted(let what) {
            throw BenchError.notAccepted("\(command) \(what)")
        } catch SubmissionError.refused(let refusal) {
            throw BenchError.notAccepted("\(command) \(refusal.code) \(refusal.field)")
        }
    }

    /// As many as a client sends at once, again and again.
    private static func lists(of transactions: [[UInt8]]) -> [[[UInt8]]] {
        stride(from: 0, to: transactions.count, by: BenchLoad.chunk).map { start in
            Array(transactions[start..<min(start + BenchLoad.chunk, transactions.count)])
        }
    }
}
