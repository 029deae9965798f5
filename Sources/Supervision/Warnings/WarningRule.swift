public import CycladeSchema

/// A rule by which supervision warns.
///
/// Its name on the ledger carries a version: a rule that comes to mean something else gets another.
public enum WarningRule: String, CaseIterable, Sendable {
    /// A duty's last moment has passed.
    case dutyOverdue = "duty-overdue.1"
    /// Something was reported after its deadline.
    case reportLate = "report-late.1"
    /// A leased battery was not returned by its day.
    case returnOverdue = "return-overdue.1"
    /// Nothing was heard of a leased battery for too long.
    case goneDark = "gone-dark.1"
    /// Health rose, or what was measured moved, further than it can.
    case sohJump = "soh-jump.1"
    /// What a swap measured contradicts the newest assessment.
    case measurementContradicts = "measurement-contradicts.1"
    /// A battery has done fewer cycles than it had before.
    case cycleCountFell = "cycle-count-fell.1"
    /// Cells' voltages have drifted apart.
    case cellSpread = "cell-spread.1"
    /// A battery was found unsafe.
    case unsafeBattery = "unsafe-battery.1"
    /// A battery turned up at a station sooner than it can have come there: there are two of it.
    case twoPlaces = "two-places.1"
    /// An enrolled battery is not what its code says.
    case codeContradicts = "code-contradicts.1"
    /// A second use asks for more than the battery has.
    case scenarioExceeded = "scenario-exceeded.1"
    /// A battery that is called home is in hands that may not have it.
    case unqualifiedHandler = "unqualified-handler.1"
    /// A battery came to the ledger that its maker should have brought there.
    case untracedSource = "untraced-source.1"
    /// Masses do not add up over many dismantlings.
    case massResidual = "mass-residual.1"
    /// More of a material came out than the batteries hold.
    case recoveryImplausible = "recovery-implausible.1"
    /// Less of a material came out than has to.
    case recoveryBelowTarget = "recovery-below-target.1"
    /// More is stored or treated than there is room or leave for.
    case overCapacity = "over-capacity.1"
    /// A shipment came without a battery on its list.
    case shipmentShort = "shipment-short.1"
    /// A fact that broke a rule was stated and confirmed.
    case irregularity = "irregularity.1"
    /// A gateway left out segments.
    case telemetryGap = "telemetry-gap.1"

    /// How grave it is.
    public var severity: Severity {
        switch self {
        case .reportLate, .untracedSource, .telemetryGap: .notice
        case .dutyOverdue, .returnOverdue, .sohJump, .measurementContradicts, .cycleCountFell,
            .scenarioExceeded, .massResidual, .recoveryBelowTarget, .overCapacity, .shipmentShort,
            .irregularity, .codeContradicts:
            .warning
        case .goneDark, .cellSpread, .unsafeBattery, .twoPlaces, .unqualifiedHandler,
            .recoveryImplausible:
            .critical
        }
    }
}
