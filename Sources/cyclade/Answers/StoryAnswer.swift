import FleetSimulation

/// How a story ended, for programs.
struct StoryAnswer: Encodable {
    /// The sums of the story; amounts in grams, rates from 0 to 1.
    struct Summary: Encodable {
        struct Material: Encodable {
            let material: String
            let recoveredG: UInt64
            let returnedG: UInt64
        }

        let packs: Int
        let packsByFate: [String: Int]
        let secondUseBatteries: Int
        let renewedPacks: Int
        let recyclingRate: Double?
        let cascadeRate: Double?
        let meanDaysToCentre: Double?
        let dismantledG: UInt64
        let materials: [Material]
        let transactionsByType: [String: Int]
    }

    /// One battery's life with the files that prove its end.
    struct Life: Encodable {
        let batteryId: String
        let steps: [HistoryAnswer.Step]
        let receipt: String
        let trust: String
        let verification: VerificationAnswer
    }

    let dataDir: String
    let transactions: Int
    let elapsedS: Double
    let summary: Summary
    let audit: AuditAnswer
    /// Missing when nothing happened to any battery.
    let life: Life?
}

extension StoryAnswer.Summary {
    init(_ summary: StorySummary) {
        packs = summary.packs
        packsByFate = Dictionary(
            uniqueKeysWithValues: summary.packsByFate.map { fate, count in
                // The coder's key strategy leaves the keys of dictionaries alone.
                (fate.rawValue.split(separator: " ").joined(separator: "_"), count)
            }
        )
        secondUseBatteries = summary.secondUseBatteries
        renewedPacks = summary.renewedPacks
        recyclingRate = summary.recyclingRate
        cascadeRate = summary.cascadeRate
        meanDaysToCentre = summary.meanDaysToCentre
        dismantledG = summary.dismantledG
        materials = summary.recoveredG.map { material, recovered in
            Material(
                material: "\(material)",
                recoveredG: recovered,
                returnedG: summary.returnedG[material] ?? 0
            )
        }.sorted { $0.material < $1.material }
        transactionsByType = summary.transactions
    }
}
