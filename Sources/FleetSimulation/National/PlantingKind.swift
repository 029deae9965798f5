public import Supervision

/// A kind of wrong that the national story plants; the names are those of the scenario's file.
public enum PlantingKind: String, CaseIterable, Hashable, Sendable {
    /// A leased pack and its car vanish.
    case leak
    /// Repairs are reported long after they happened.
    case lateReport = "late_report"
    /// A laboratory states a health far above the truth.
    case falseAssessment = "false_assessment"
    /// Batteries are said to be taken apart, with material that they never held.
    case phantomDismantling = "phantom_dismantling"
    /// Too little lithium is got back.
    case poorRecovery = "poor_recovery"
    /// Two packs bear each other's labels.
    case swappedLabels = "swapped_labels"
    /// A swap without the network, stated days later.
    case offlineSwap = "offline_swap"
    /// A pack called home goes to a workshop that may not have it.
    case unqualifiedHandler = "unqualified_handler"
    /// A battery does a work that asks for more health than it has.
    case scenarioExceeded = "scenario_exceeded"
    /// Collected packs are kept instead of delivered.
    case stockpile
    /// Packs wait for their treatment too long.
    case idleTreatment = "idle_treatment"
    /// Packs of an unknown maker, newer than the ledger, are enrolled.
    case untracedSource = "untraced_source"
    /// A shipment arrives short.
    case missingShipment = "missing_shipment"
    /// A gateway leaves out segments.
    case telemetryGap = "telemetry_gap"
    /// A pack's cells drift apart; nobody's fault.
    case cellSpread = "cell_spread"
    /// Two cars share one lease under copied plates, and swap in two cities on one day.
    case copiedPlates = "copied_plates"
    /// A pack is enrolled under the code of another chemistry.
    case wrongCode = "wrong_code"
}

extension PlantingKind {
    /// The warning rules any of which finds it.
    public var rules: [WarningRule] {
        switch self {
        case .leak: [.goneDark]
        case .lateReport: [.reportLate]
        case .falseAssessment: [.measurementContradicts, .sohJump]
        case .phantomDismantling: [.recoveryImplausible]
        case .poorRecovery: [.recoveryBelowTarget]
        case .swappedLabels: [.measurementContradicts, .sohJump, .cycleCountFell]
        case .offlineSwap: [.irregularity]
        case .unqualifiedHandler: [.unqualifiedHandler]
        case .scenarioExceeded: [.scenarioExceeded]
        case .stockpile, .idleTreatment: [.dutyOverdue]
        case .untracedSource: [.untracedSource]
        case .missingShipment: [.shipmentShort]
        case .telemetryGap: [.telemetryGap]
        case .cellSpread: [.cellSpread]
        case .copiedPlates: [.twoPlaces]
        case .wrongCode: [.codeContradicts]
        }
    }

    /// Days within which a warning is due.
    public var withinDays: Int {
        switch self {
        case .leak: 62
        case .falseAssessment: 60
        case .swappedLabels: 90
        case .stockpile: 50
        case .idleTreatment: 70
        default: 1
        }
    }

    /// The role of the member that does it; `nil` for what no member does.
    var culprit: ScenarioRole? {
        switch self {
        case .leak, .cellSpread, .copiedPlates: nil
        case .lateReport: .serviceProvider
        case .falseAssessment: .assessor
        case .phantomDismantling, .poorRecovery, .idleTreatment: .dismantler
        case .swappedLabels, .offlineSwap, .telemetryGap: .swapOperator
        case .unqualifiedHandler, .untracedSource, .wrongCode: .dealer
        case .scenarioExceeded: .cascadeUser
        case .stockpile, .missingShipment: .collector
        }
    }
}
