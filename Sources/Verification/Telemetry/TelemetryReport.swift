public import CycladeSchema
public import Vocabulary

/// What came of checking a proof of telemetry: every check by name, in order, and what it shows.
public struct TelemetryReport: Sendable {
    /// One check and what came of it.
    public struct Check: Hashable, Sendable {
        /// What was checked.
        public let name: TelemetryCheckName
        /// What came of it.
        public let outcome: CheckOutcome
    }

    /// Every check, in the order of ``TelemetryCheckName``.
    public let checks: [Check]
    /// What the proof shows.
    public let findings: TelemetryFindings
    /// The checks of the receipt; `nil` if there was none to check.
    public let receipt: VerificationReport?

    /// What came of one check.
    public subscript(name: TelemetryCheckName) -> CheckOutcome {
        checks.first { $0.name == name }?.outcome ?? .notChecked
    }

    /// What the checks add up to.
    ///
    /// The list of batteries is the only part that may be left out.
    public var verdict: VerificationReport.Verdict {
        let holds = checks.allSatisfy { check in
            switch check.outcome {
            case .passed: true
            case .failed, .notChecked: false
            case .notSupplied: check.name == .battery
            }
        }
        return holds ? .proven : .notProven
    }

    /// What no proof of telemetry shows, for showing beside every verdict.
    public static let doesNotProve = """
        What this does not prove: that the sensor measured what was so; that the gateway recorded \
        all that it received; that it received the record when it says, only that this was before \
        the anchor; or that it named the right battery, unless the ledger's own swaps show that.
        """
}

/// The checks of a proof of telemetry, each resting only on those before it.
public enum TelemetryCheckName: String, CaseIterable, Hashable, Sendable {
    /// The proof is well formed: small enough, and canonical.
    case format
    /// The record can be read.
    case record
    /// The receipt is proven, by the checks of ``CheckName``.
    case receipt
    /// What the receipt is for is the anchor of a segment.
    case anchor
    /// The record is in the anchored segment, and was received in its span of time.
    case segment
    /// The anchored list of batteries has the record's battery, and the record is among its own.
    case battery
}

/// What a proof of telemetry shows, each part only if the check behind it has passed.
public struct TelemetryFindings: Sendable {
    /// The record; it is shown to be unaltered only if the segment is shown as well.
    public internal(set) var record: EvidenceRecord?
    /// The anchor, and who signed it.
    public internal(set) var anchor: TelemetryAnchor?
    /// The record's place in the segment, from 0.
    public internal(set) var place: UInt64?
    /// What the segment has of the record's battery.
    public internal(set) var battery: BatteryCoverage?
}

/// A segment as the ledger has it.
public struct TelemetryAnchor: Hashable, Sendable {
    /// What was anchored.
    public let command: AnchorTelemetry
    /// The root of the segment.
    public let segmentRoot: Digest
    /// The root of its list of batteries.
    public let batteriesRoot: Digest
    /// The member that signed.
    public let member: MemberID
    /// When it was recorded: the block's time, in Unix milliseconds.
    public let recordedMs: UInt64
}
