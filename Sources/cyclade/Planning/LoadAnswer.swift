import Planning
import Vocabulary

/// A load, for programs.
struct LoadAnswer: Encodable {
    let stationId: String?
    let pointId: String?
    let centreId: String
    let condition: String
    let batteryIds: [String]
    let massG: Int64
    let energyWh: Int64
    let distanceM: Int64
    let readyAt: BeijingTime
    let costFen: Int64
    let why: ExplanationAnswer

    init(_ load: LoadPlan) {
        stationId = load.site.stationID
        pointId = load.site.pointID
        centreId = load.centre.text
        condition = "\(load.condition)"
        batteryIds = load.batteries.map(\.text)
        massG = load.mass.rawValue
        energyWh = load.energy.rawValue
        distanceM = load.distance.rawValue
        readyAt = BeijingTime(load.readyAt)
        costFen = load.cost.rawValue
        why = ExplanationAnswer(load.explanation)
    }

    private var site: String {
        stationId.map { "station \($0)" } ?? "collection point \(pointId ?? "")"
    }

    /// One line a load.
    static func table(_ loads: [LoadAnswer]) -> String? {
        PlanText.table(
            [
                "from", "to centre", "packs", "condition", "mass", "energy", "ready in Beijing",
                "way", "cost", "why", "a pack at", "second", "at", "batteries",
            ],
            loads.map { load in
                [
                    load.site, load.centreId, "\(load.batteryIds.count)", load.condition,
                    "\((load.massG + 500) / 1_000) kg", "\((load.energyWh + 500) / 1_000) kWh",
                    load.readyAt.minute, PlanText.kilometres(load.distanceM),
                    PlanText.yuan(load.costFen),
                ] + load.why.cells + [load.batteryIds.joined(separator: " ")]
            }
        )
    }
}
