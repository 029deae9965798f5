import Planning
import Vocabulary

/// The pack to give, for programs.
struct GiveAnswer: PlanAnswer {
    struct Refusal: Encodable {
        let batteryId: String
        let reason: String
        let explanation: String
    }

    /// Missing where no pack keeps the promise.
    let batteryId: String?
    let why: ExplanationAnswer?
    let refusals: [Refusal]

    init(_ choice: GiveChoice?, _ refusals: [(battery: BatteryID, reason: GiveRefusal)]) {
        batteryId = choice?.battery.text
        why = choice.map { ExplanationAnswer($0.explanation) }
        self.refusals = refusals.map { battery, reason in
            Refusal(
                batteryId: battery.text,
                reason: "\(reason)",
                explanation: reason.words
            )
        }
    }

    var text: String {
        PlanText.parts(
            PlanText.table(
                ["give", "why", "at", "second", "at"],
                why.map { [[$0.choice] + $0.cells] } ?? []
            ) ?? "No battery keeps the promise.",
            PlanText.table(
                ["battery", "cannot be given, because"],
                refusals.map { [$0.batteryId, $0.explanation] }
            )
        )
    }
}

extension GiveRefusal {
    fileprivate var words: String {
        switch self {
        case .held: "it is held for another"
        case .recalled: "it is called home"
        case .otherModel: "it is of another model"
        case .health: "it has less health than was promised"
        case .energy: "it has less energy than was promised"
        }
    }
}
