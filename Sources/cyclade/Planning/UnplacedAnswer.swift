import Planning
import Vocabulary

/// A pack without a place, for programs.
struct UnplacedAnswer: Encodable {
    let batteryId: String
    let reason: String
    let explanation: String

    init(_ battery: BatteryID, _ reason: UnplacedReason) {
        batteryId = battery.text
        self.reason = reason.rawValue
        explanation = "\(reason)"
    }

    /// One line a pack.
    static func table(_ unplaced: [UnplacedAnswer]) -> String? {
        PlanText.table(
            ["battery", "has no place, because"],
            unplaced.map { [$0.batteryId, $0.explanation] }
        )
    }
}
