import CycladeSchema
import FleetSimulation
import LedgerNode
import Verification

/// What the clients will send, signed as it is asked for.
struct BenchPlan {
    let fleet: BenchFleet
    private var clients: [BenchClient]
    private var random: SplitMix64

    init(fleet: BenchFleet, seed: UInt64) throws {
        self.fleet = fleet
        clients = try fleet.clients()
        random = SplitMix64(seed: seed)
    }

    /// The next `count` transactions, a list a client, signed on all cores.
    mutating func next(_ count: Int) throws -> [[[UInt8]]] {
        let each = max(1, count / clients.count)
        let nowMs = LedgerNode.systemClock()
        // Only what is made before this list is assessed in it.
        let made = clients.map(\.made)
        let madeByEach = made.map(\.count).min() ?? 0
        let plans = try clients.indices.map { client in
            try (0..<each).map { _ in
                let code = try BenchCommands.code(anyBattery(made, madeByEach))
                return try clients[client].next(assessing: code)
            }
        }
        return try ParallelMap.map(plans) { [consortium = fleet.consortium] plan in
            try plan.map { try consortium.sign($0.member, $0.command, nowMs: nowMs) }
        }
    }

    /// A battery of those made first and the first `each` that every client made, each as likely.
    private mutating func anyBattery(_ made: [Range<Int>], _ each: Int) -> Int {
        let number = Int.random(in: 0..<(fleet.batteryCount + made.count * each), using: &random)
        guard number >= fleet.batteryCount else { return number }
        let (client, index) = (number - fleet.batteryCount).quotientAndRemainder(dividingBy: each)
        return made[client].lowerBound + index
    }
}

/// The members' public keys, for the limit.
struct BenchKeys: Sendable {
    private let keys: [String: TransactionKey]

    init(consortium: BenchConsortium) throws {
        var keys: [String: TransactionKey] = [:]
        for member in consortium.genesis.founders + consortium.newcomers {
            keys[member.memberID] = member.keys.first.flatMap {
                TransactionKey(x963: $0.publicKey)
            }
        }
        self.keys = keys
    }

    @Sendable
    func key(_ transaction: SignedTransaction) -> TransactionKey? {
        keys[transaction.body.memberID]
    }
}
