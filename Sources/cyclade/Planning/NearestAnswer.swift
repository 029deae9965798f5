import Planning
import Vocabulary

/// The sites found, for programs.
struct NearestAnswer: PlanAnswer {
    struct Found: Encodable {
        let stationId: String?
        let pointId: String?
        let distanceM: Int64
        let why: ExplanationAnswer
    }

    let sites: [Found]

    init(_ found: [NearSite]) {
        sites = found.map { near in
            Found(
                stationId: near.site.stationID,
                pointId: near.site.pointID,
                distanceM: near.distance.rawValue,
                why: ExplanationAnswer(near.explanation)
            )
        }
    }

    var text: String {
        guard !sites.isEmpty else { return "No site meets the need." }
        let table = TextTable(
            header: ["site", "why", "at", "next", "at"],
            rows: sites.map { [$0.why.choice] + $0.why.cells }
        )
        return "\(table)"
    }
}

extension SiteID {
    /// Its name, if it is a station.
    var stationID: String? { kind == .station ? name.text : nil }

    /// Its name, if it is a collection point.
    var pointID: String? { kind == .collectionPoint ? name.text : nil }
}
