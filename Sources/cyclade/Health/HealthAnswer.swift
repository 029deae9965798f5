import BatteryHealth
import LedgerNode
import Vocabulary

/// An assessment, and what follows from it: how long the battery lasts, and what it is worth.
struct HealthAnswer: Encodable {
    let assessment: PackAssessment
    let remainingLife: RemainingLifeAnswer
    let value: ResidualValueAnswer?
    /// What the ledger says of its life so far; `nil` where it was not asked.
    let life: LifeRecordSummary?
    /// What the vehicle itself has raised.
    let vehicleAlarms: [VehicleAlarm]

    private enum CodingKeys: CodingKey {
        case remainingLife
        case remainingLifeRefusal
        case value
        case valueRefusal
        case life
        case vehicleAlarms
    }

    /// The keys of the assessment, and beside them those of what follows.
    func encode(to encoder: any Encoder) throws {
        try assessment.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(remainingLife.remainingLife, forKey: .remainingLife)
        try container.encodeIfPresent(remainingLife.refusal, forKey: .remainingLifeRefusal)
        try container.encodeIfPresent(value?.value, forKey: .value)
        try container.encodeIfPresent(value?.refusal, forKey: .valueRefusal)
        try container.encodeIfPresent(life, forKey: .life)
        try container.encode(vehicleAlarms, forKey: .vehicleAlarms)
    }

    /// The answer for a person.
    var text: String {
        ([assessment.text] + outlook).joined(separator: "\n")
    }

    /// What follows from the assessment, and the life so far, a line each.
    var outlook: [String] {
        let lived = (life?.lines ?? []).map { "life              \($0)" }
        let told = [remainingLife.text] + (value.map { [$0.text] } ?? [])
        return told.flatMap { $0.split(separator: "\n").map(String.init) }
            + vehicleAlarms.map(\.line) + lived
    }
}

extension CivilDate {
    /// The day in Beijing.
    static var today: CivilDate {
        get throws {
            try CivilDate(
                utcMilliseconds: UnixMilliseconds(LedgerNode.systemClock()),
                offsetHours: 8
            )
        }
    }
}
