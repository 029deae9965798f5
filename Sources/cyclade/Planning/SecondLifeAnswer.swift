import Planning
import Vocabulary

/// Packs and the demands that they serve, for programs.
struct SecondLifeAnswer: PlanAnswer {
    struct Match: Encodable {
        let batteryId: String
        let contractId: String
        let scenario: String
        let priceFen: Int64
        let why: ExplanationAnswer
    }

    struct Unmatched: Encodable {
        let batteryId: String
        let reason: String
        let explanation: String
    }

    let matches: [Match]
    let unmatched: [Unmatched]
    let gainFen: Int64

    init(_ plan: SecondLifePlan) {
        matches = plan.matches.map { match in
            Match(
                batteryId: match.battery.text,
                contractId: match.demand.text,
                scenario: match.scenario.rawValue,
                priceFen: match.price.rawValue,
                why: ExplanationAnswer(match.explanation)
            )
        }
        unmatched = plan.unmatched.map { pack in
            Unmatched(
                batteryId: pack.battery.text,
                reason: "\(pack.reason)",
                explanation: pack.reason.words
            )
        }
        gainFen = plan.gain.rawValue
    }

    var text: String {
        PlanText.parts(
            PlanText.table(
                ["battery", "demand", "scenario", "price", "why", "at", "second", "at"],
                matches.map { match in
                    [
                        match.batteryId, match.contractId, match.scenario,
                        PlanText.yuan(match.priceFen),
                    ] + match.why.cells
                }
            ),
            PlanText.table(
                ["battery", "serves none, because"],
                unmatched.map { [$0.batteryId, $0.explanation] }
            ),
            "matches: \(matches.count), batteries that serve none: \(unmatched.count), "
                + "gain: \(PlanText.yuan(gainFen))"
        )
    }
}

extension UnmatchedPack.Reason {
    fileprivate var words: String {
        switch self {
        case .meetsNone: "its health, chemistry, energy or power meets no demand"
        case .worthMoreOtherwise: "it is worth as much or more taken apart"
        case .outbid: "what it could serve is better served by others"
        }
    }
}
