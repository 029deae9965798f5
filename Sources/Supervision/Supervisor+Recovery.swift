import CycladeSchema

// What came out of batteries, against what they held.

extension Supervisor {
    mutating func checkRecovery(
        _ dismantling: Dismantle,
        of numbers: [Int],
        _ entry: SupervisedEntry
    ) {
        // Contents are known for all of them or cannot be held against the whole.
        guard let first = dismantling.lots.first, !numbers.isEmpty,
            numbers.allSatisfy({ !batteries[$0].contents.isEmpty })
        else { return }
        var content: [RecoveredMaterial: UInt64] = [:]
        for number in numbers {
            for part in batteries[number].contents {
                content[part.material, default: 0] += part.massG
            }
        }
        var recovered: [RecoveredMaterial: UInt64] = [:]
        for lot in dismantling.lots { recovered[lot.material, default: 0] += lot.massG }
        let evidence = numbers.map { batteries[$0].born.leaf }.suffix(200) + [entry.leaf]
        if let excess = excess(of: recovered, over: content) {
            report(.recoveryImplausible, first.lotID, Array(evidence), excess, entry)
            return
        }
        // Only what is comparable and plausible counts: the rate is never above what can be.
        for (material, massG) in content {
            indicators.contentG[material, default: EntrySum()].add(massG, entry.leaf)
            let out = recovered[material] ?? 0
            indicators.comparedG[material, default: EntrySum()].add(out, entry.leaf)
        }
        if let shortfall = shortfall(of: recovered, of: content, on: entry.day) {
            report(.recoveryBelowTarget, first.lotID, Array(evidence), shortfall, entry)
        }
    }

    /// The materials whose content batteries of known content are declared with.
    private static let metals: [RecoveredMaterial] = [
        .lithium, .nickel, .cobalt, .manganese, .copper, .aluminium,
    ]

    private func excess(
        of recovered: [RecoveredMaterial: UInt64],
        over content: [RecoveredMaterial: UInt64]
    ) -> String? {
        let tolerance = UInt64(policy.supervision.limits.contentToleranceBp)
        guard tolerance > 0 else { return nil }
        // What no battery of the kind is declared to hold may be there in traces.
        let trace = content.values.reduce(0, +) / 1_000
        for material in Self.metals {
            let (out, held) = (recovered[material] ?? 0, content[material] ?? 0)
            guard out > held + held * tolerance / 10_000 + trace else { continue }
            return "\(out) g of \(material) out of batteries that held \(held) g"
        }
        return nil
    }

    private func shortfall(
        of recovered: [RecoveredMaterial: UInt64],
        of content: [RecoveredMaterial: UInt64],
        on day: Int
    ) -> String? {
        for material in Self.metals {
            guard let held = content[material], held > 0,
                let target = target(of: material, on: day)
            else { continue }
            let out = recovered[material] ?? 0
            // A gram of rounding is no shortfall.
            guard (out + 1) * 10_000 < held * UInt64(target.leastBp) else { continue }
            return "\(out) g of \(held) g of \(material); at least \(target.leastBp) bp by "
                + target.legalSource
        }
        return nil
    }

    private func target(of material: RecoveredMaterial, on day: Int) -> RecoveryTarget? {
        policy.supervision.recovery
            .filter { $0.material == material && Int($0.fromDay) <= day }
            .max { $0.fromDay < $1.fromDay }
    }

    private mutating func report(
        _ rule: WarningRule,
        _ lotID: String,
        _ evidence: [UInt64],
        _ explanation: String,
        _ entry: SupervisedEntry
    ) {
        credits.addBad(.massBalance, of: entry.signer, rule, leaf: entry.leaf, on: entry.day)
        find(
            rule,
            of: "lot/\(lotID)",
            holder: entry.signer,
            evidence: evidence,
            at: entry.time,
            explanation
        )
    }
}
