import Planning
import Vocabulary

/// The points proposed, for programs.
struct PointsAnswer: PlanAnswer {
    struct Point: Encodable {
        let pointId: String
        let latitudeE6: Int32
        let longitudeE6: Int32
        let packs: Int
        let savingFen: Int64
        let why: ExplanationAnswer
    }

    /// The best first; each saves what it says after those before it.
    let points: [Point]

    init(_ proposals: [NewPointProposal]) {
        points = proposals.map { proposal in
            Point(
                pointId: proposal.candidate.name.text,
                latitudeE6: proposal.candidate.place.latitudeE6,
                longitudeE6: proposal.candidate.place.longitudeE6,
                packs: proposal.packs,
                savingFen: proposal.saving.rawValue,
                why: ExplanationAnswer(proposal.explanation)
            )
        }
    }

    var text: String {
        PlanText.table(
            ["point", "packs", "why", "at", "second", "at"],
            points.map { [$0.why.choice, "\($0.packs)"] + $0.why.cells }
        ) ?? "No point would save more than it costs."
    }
}
