import CycladeSchema
import Supervision

/// The numbers that a ledger reports, for programs.
struct IndicatorsAnswer: Encodable {
    struct Sum: Encodable {
        let amount: UInt64
        let entries: [UInt64]

        init(_ sum: EntrySum) {
            amount = sum.amount
            entries = sum.leaves
        }
    }

    struct SavingsAnswer: Encodable {
        let carbonDioxideKg: UInt64
        let rawMaterialKg: UInt64
        let standardCoalKg: UInt64
        let landM2: UInt64
    }

    let recyclingRateBp: UInt64?
    let cascadeRateBp: UInt64?
    let meanJourneyDays: Double?
    let recoveryBp: [String: UInt64]
    let savings: SavingsAnswer
    let sums: [String: Sum]

    init(_ supervisor: Supervisor) {
        let indicators = supervisor.indicators
        recyclingRateBp = indicators.recyclingRateBp
        cascadeRateBp = indicators.cascadeRateBp
        meanJourneyDays = indicators.meanJourneyMs.map {
            (Double($0) / 86_400_000).rounded(places: 1)
        }
        var recovery: [String: UInt64] = [:]
        var sums = [
            "ended_first_life": Sum(indicators.endedFirstLife),
            "received": Sum(indicators.received),
            "cascaded": Sum(indicators.cascaded),
            "second_use_batteries": Sum(indicators.secondUseBatteries),
            "renewed_batteries": Sum(indicators.renewedBatteries),
            "journeys_ms": Sum(indicators.journeys),
            "dismantled_g": Sum(indicators.dismantledG),
            "dark": Sum(supervisor.darkBatteries),
        ]
        for (material, sum) in indicators.recoveredG {
            sums["recovered_g.\(material)"] = Sum(sum)
            recovery["\(material)"] = indicators.recoveryBp(of: material)
        }
        for (material, sum) in indicators.contentG { sums["content_g.\(material)"] = Sum(sum) }
        for (material, sum) in indicators.comparedG { sums["compared_g.\(material)"] = Sum(sum) }
        for (material, sum) in indicators.returnedG { sums["returned_g.\(material)"] = Sum(sum) }
        for (member, sum) in indicators.valueFen { sums["value_fen.\(member)"] = Sum(sum) }
        self.sums = sums
        recoveryBp = recovery
        let saved = indicators.savings
        savings = SavingsAnswer(
            carbonDioxideKg: saved.carbonDioxideG / 1_000,
            rawMaterialKg: saved.rawMaterialG / 1_000,
            standardCoalKg: saved.standardCoalG / 1_000,
            landM2: saved.landCm2 / 10_000
        )
    }
}

extension IndicatorsAnswer {
    /// The numbers for a person, and the sums by name, as `--entries` takes them.
    var table: String {
        let totals = sums.sorted { $0.key < $1.key }.map { name, sum in
            [name, String(sum.amount), String(sum.entries.count)]
        }
        return "\(rates)\n\n\(TextTable(header: ["sum", "amount", "entries"], rows: totals))"
    }

    /// The rates and savings for a person.
    var rates: TextTable {
        var lines = [
            ["recycling rate", Self.percent(recyclingRateBp)],
            ["cascade rate", Self.percent(cascadeRateBp)],
            ["from verdict to centre", meanJourneyDays.map { "\($0) days" } ?? "-"],
        ]
        for (material, rate) in recoveryBp.sorted(by: { $0.key < $1.key }) {
            lines.append(["recovered of \(material)", Self.percent(rate)])
        }
        lines += [
            ["carbon dioxide saved", "\(savings.carbonDioxideKg / 1_000) t"],
            ["raw material saved", "\(savings.rawMaterialKg / 1_000) t"],
            ["standard coal saved", "\(savings.standardCoalKg / 1_000) t"],
            ["land saved", "\(savings.landM2) m²"],
        ]
        return TextTable(header: ["indicator", ""], rows: lines)
    }

    private static func percent(_ rate: UInt64?) -> String {
        rate.map { "\($0 / 100).\($0 % 100 / 10)\($0 % 10) %" } ?? "-"
    }
}
