public import CycladeSchema

extension StorySummary: CustomStringConvertible {
    /// A table for people; the same summary gives the same text.
    public var description: String {
        var rows: [(String, String)] = [("packs", "\(packs)")]
        let fates = packsByFate
        for fate in PackFate.allCases {
            if let count = fates[fate] { rows.append(("  \(fate.rawValue)", "\(count)")) }
        }
        rows.append(("second-use batteries", "\(secondUseBatteries)"))
        rows.append(("recycling rate", Self.percent(recyclingRate)))
        rows.append(("cascade rate", Self.percent(cascadeRate)))
        rows.append(("verdict to centre, mean", Self.decimal(meanDaysToCentre, unit: "days")))
        rows.append(("dismantled", Self.kilograms(dismantledG)))
        for material in RecoveredMaterial.allCases {
            guard let recovered = recoveredG[material] else { continue }
            let share = Double(returnedG[material] ?? 0) / Double(max(1, recovered))
            rows.append(
                ("  \(material)", "\(Self.kilograms(recovered)), \(Self.percent(share)) reused")
            )
        }
        rows.append(("packs made of it", "\(renewedPacks)"))
        rows.append(("transactions", "\(transactions.values.reduce(0, +))"))
        for type in transactions.keys.sorted() {
            rows.append(("  \(type)", "\(transactions[type] ?? 0)"))
        }
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value
        }.joined(separator: "\n")
    }

    private static func percent(_ share: Double?) -> String {
        share.map { decimal($0 * 100, unit: "%") } ?? "none"
    }

    private static func kilograms(_ grams: UInt64) -> String {
        decimal(Double(grams) / 1_000, unit: "kg")
    }

    private static func decimal(_ value: Double?, unit: String) -> String {
        guard let value else { return "none" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}

extension TransactionBody.OneOf_Command {
    /// The command's name, as its message has it: `MakeBattery`.
    public var typeName: String {
        // Most are swaps, and reflection takes its time.
        if case .swap = self { return "Swap" }
        // A case holds one message, whose type is named as in the schema.
        return Mirror(reflecting: self).children.first.map { "\(type(of: $0.value))" } ?? "\(self)"
    }
}
