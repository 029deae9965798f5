import Planning
import Vocabulary

/// The loads, for programs.
struct LoadsAnswer: PlanAnswer {
    let loads: [LoadAnswer]
    let unplaced: [UnplacedAnswer]
    let costFen: Int64

    init(_ proposal: LoadProposal) {
        loads = proposal.loads.map(LoadAnswer.init)
        unplaced = proposal.unplaced.map { UnplacedAnswer($0.battery, $0.reason) }
        costFen = proposal.cost.rawValue
    }

    var text: String {
        PlanText.parts(
            LoadAnswer.table(loads),
            UnplacedAnswer.table(unplaced),
            "loads: \(loads.count), batteries without a place: \(unplaced.count), "
                + "cost: \(PlanText.yuan(costFen))"
        )
    }
}
