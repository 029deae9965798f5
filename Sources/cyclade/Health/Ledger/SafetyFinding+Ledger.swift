import BatteryHealth
import CycladeSchema

extension CycladeSchema.SafetyFinding {
    /// `nil` for what forbids no use, but asks for a test of each cell.
    init?(_ finding: BatteryHealth.SafetyFinding) {
        switch finding {
        case .thermalEvent: self = .thermalEvent
        case .deformed: self = .swelling
        case .leaking: self = .leak
        case .impact: self = .crash
        case .waterIngress: self = .waterIngress
        case .insulation: self = .insulationFault
        case .selfDischarge: self = .selfDischarge
        case .overDischarge: self = .overDischarge
        case .resistanceDoubled, .spread, .knee, .recall: return nil
        }
    }
}

extension BatteryHealth.SafetyFinding {
    /// `nil` for what the ledger does not call a finding.
    init?(_ finding: CycladeSchema.SafetyFinding) {
        let same = Self.allCases.first { CycladeSchema.SafetyFinding($0) == finding }
        guard let same else { return nil }
        self = same
    }
}
