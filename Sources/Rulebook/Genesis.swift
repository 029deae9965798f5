public import CycladeSchema
import Vocabulary

extension Rulebook {
    /// The events that make the first state of a ledger.
    ///
    /// - Throws: A refusal that names the founder or the parameter at fault.
    public static func found(
        _ genesis: Genesis,
        in state: LedgerState
    ) throws(Refusal) -> [Event] {
        let context = RuleContext(
            transactionID: .zero,
            ledger: genesis.ledger,
            signer: Member(),
            blockTime: genesis.timeMs,
            occurred: genesis.timeMs,
            state: state
        )
        _ = try context.parse(genesis.ledger, "ledger") { try LedgerOrigin($0) }
        _ = try context.today
        try genesis.policy.check(context)
        guard genesis.founders.contains(where: \.hasNodeKeys) else {
            throw Refusal(.emptyList, "founders", "At least one founder must run a node.")
        }
        try context.requireList(genesis.founders.map(\.memberID), "founders")
        let nodes = genesis.founders.filter(\.hasNodeKeys).map(\.nodeKeys)
        let keys =
            genesis.founders.flatMap(\.keys).map(\.publicKey)
            + nodes.flatMap { [$0.logKey, $0.cosigningKey] }
        guard Set(keys).count == keys.count else {
            throw Refusal(.duplicateInList, "founders", "A key belongs to one member.")
        }
        for founder in genesis.founders { try founder.check(context) }
        return [.membership(.founded(genesis.policy))]
            + genesis.founders.map { .membership(.admitted($0, at: genesis.timeMs)) }
    }
}

extension Policy {
    /// The parameters that a ledger begins with unless its genesis says otherwise.
    public static var standard: Policy {
        var policy = Policy()
        policy.reuseSohBp = 8_000
        policy.cascadeSohBp = 2_000
        policy.conservationToleranceBp = 100
        policy.capacitySpreadBp = 500
        policy.resistanceSpreadBp = 2_000
        policy.massBalanceToleranceBp = 200
        policy.requiredQualifications = [.cascadeUse, .dismantling]
        policy.longestHoldMs = 24 * 60 * 60 * 1_000
        policy.recallDays = 30
        policy.safetyRecallDays = 3
        policy.supervision = .standard
        return policy
    }

    func check(_ context: RuleContext) throws(Refusal) {
        try context.requireRange(reuseSohBp, 1...10_000, "policy.reuse_soh_bp")
        try context.requireRange(cascadeSohBp, 0...reuseSohBp, "policy.cascade_soh_bp")
        let share: ClosedRange<UInt32> = 0...10_000
        try context.requireRange(
            conservationToleranceBp,
            share,
            "policy.conservation_tolerance_bp"
        )
        try context.requireRange(capacitySpreadBp, share, "policy.capacity_spread_bp")
        try context.requireRange(resistanceSpreadBp, share, "policy.resistance_spread_bp")
        try context.requireRange(massBalanceToleranceBp, share, "policy.mass_balance_tolerance_bp")
        try context.requireDistinct(priceReporters, "policy.price_reporters")
        guard Set(requiredQualifications).count == requiredQualifications.count else {
            throw Refusal(
                .duplicateInList,
                "policy.required_qualifications",
                "Name each only once."
            )
        }
        for kind in requiredQualifications {
            try context.requireKnown(
                kind,
                not: .unspecified,
                "policy.required_qualifications"
            )
        }
        try context.requireRange(
            longestHoldMs,
            0...30 * 24 * 60 * 60 * 1_000,
            "policy.longest_hold_ms"
        )
        try context.requireRange(recallDays, 1...3_650, "policy.recall_days")
        try context.requireRange(safetyRecallDays, 1...recallDays, "policy.safety_recall_days")
        try supervision.check(context)
    }
}
