import CycladeSchema
import LedgerNode

/// A ledger with batteries on it and a fleet that swaps: the benchmark's first state.
struct BenchFleet: Sendable {
    let consortium: BenchConsortium
    let batteryCount: Int
    /// Each with a station, two vehicles and three batteries of its own.
    let clientCount: Int

    /// Batteries in the fleet, made first.
    var fleetCount: Int { clientCount * 3 }

    /// Makes the batteries and the fleet.
    func populate(_ node: LedgerNode, progress: Progress) async throws {
        let nowMs = LedgerNode.systemClock()
        try await BenchLoad.accept(
            consortium.sign("maker", BenchCommands.registerModel(), nowMs: nowMs),
            by: node
        )
        try await BenchLoad.accept(
            consortium.sign("maker", BenchCommands.openSupplyContract, nowMs: nowMs),
            by: node
        )
        progress.begin("batteries", total: batteryCount)
        let step = 50_000
        for start in stride(from: 0, to: batteryCount, by: step) {
            let end = min(start + step, batteryCount)
            let chunks = stride(from: start, to: end, by: BenchLoad.chunk).map { first in
                first..<min(first + BenchLoad.chunk, end)
            }
            try await submit(chunks, to: node, progress) { numbers in
                try numbers.map { ("maker", BenchCommands.make(try BenchCommands.code($0))) }
            }
        }
        try await supplyOperator(node, progress)
        try await openLeases(node, progress)
    }

    /// The clients over a fleet that is in its first state.
    func clients() throws -> [BenchClient] {
        try (0..<clientCount).map { client in
            BenchClient(
                number: client,
                codes: try (0..<3).map { try BenchCommands.code(client * 3 + $0) },
                firstNumber: batteryCount + client * (9_000_000 / clientCount)
            )
        }
    }

    private func supplyOperator(_ node: LedgerNode, _ progress: Progress) async throws {
        let lot = 192
        let lots = Array(0..<((fleetCount + lot - 1) / lot))
        let fleetCount = fleetCount
        progress.begin("supply: transactions", total: lots.count * 4)
        let codes: @Sendable (Int) throws -> [String] = { number in
            try (number * lot..<min((number + 1) * lot, fleetCount)).map {
                try BenchCommands.code($0)
            }
        }
        try await submit(lots, to: node, progress) { number in
            [
                ("maker", BenchCommands.deliver("fleet-\(number)", try codes(number))),
                ("manager", BenchCommands.accept("fleet-\(number)")),
                ("manager", BenchCommands.dispatch("fleet-\(number)", try codes(number))),
                ("operator", BenchCommands.receive("fleet-\(number)")),
            ]
        }
    }

    private func openLeases(_ node: LedgerNode, _ progress: Progress) async throws {
        // A station and its stock, and six steps for each of two vehicles.
        progress.begin("fleet: transactions", total: clientCount * 14)
        try await submit(Array(0..<clientCount), to: node, progress) { client in
            let nowMs = LedgerNode.systemClock()
            let station = BenchClient.stationID(client)
            let spare = try BenchCommands.code(client * 3 + 2)
            var steps: [(String, TransactionBody.OneOf_Command)] = [
                ("operator", BenchCommands.registerStation(station)),
                ("operator", BenchCommands.stock(station, spare)),
            ]
            for vehicle in 0..<2 {
                let id = BenchClient.vehicleID(client, vehicle)
                let code = try BenchCommands.code(client * 3 + vehicle)
                steps += [
                    ("vehicle-maker", BenchCommands.registerVehicle(id)),
                    ("vehicle-maker", BenchCommands.sellVehicle(id, to: .dealerID("dealer"))),
                    (
                        "dealer",
                        BenchCommands.sellVehicle(
                            id,
                            to: .ownerCommitment(BenchCommands.commitment)
                        )
                    ),
                    ("manager", BenchCommands.offerLease(id, nowMs: nowMs)),
                    ("dealer", BenchCommands.acceptLease(id)),
                    ("operator", BenchCommands.install(code, in: id)),
                ]
            }
            return steps
        }
    }

    /// Signs lists of steps on all cores and submits them, each list in its order.
    private func submit<Item: Sendable>(
        _ items: [Item],
        to node: LedgerNode,
        _ progress: Progress,
        _ steps: @escaping @Sendable (Item) throws -> [(String, TransactionBody.OneOf_Command)]
    ) async throws {
        let nowMs = LedgerNode.systemClock()
        let lists = try ParallelMap.map(items) { item in
            try steps(item).map { try consortium.sign($0, $1, nowMs: nowMs) }
        }
        try await BenchLoad.submit(lists: lists, to: node, progress: progress)
    }
}
