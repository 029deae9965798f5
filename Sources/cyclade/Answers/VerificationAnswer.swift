import CycladeSchema
import Verification
import Vocabulary

/// One check, for programs.
struct CheckAnswer: Encodable {
    let name: String
    let outcome: String
    let detail: String

    init(_ name: String, _ found: CheckOutcome) {
        self.name = name
        (outcome, detail) =
            switch found {
            case .passed(let detail): ("passed", detail)
            case .failed(let reason): ("failed", reason)
            case .notSupplied: ("not supplied", "")
            case .notChecked: ("not checked", "")
            }
    }
}

/// The checks of a receipt, for programs.
struct VerificationAnswer: Encodable {
    let proven: Bool
    let checks: [CheckAnswer]
    let doesNotProve: String
    /// What a proven receipt of a swap says.
    let swap: SwapReceiptAnswer?

    init(_ report: VerificationReport, swap: SwapReceipt? = nil) {
        self.swap = swap.map(SwapReceiptAnswer.init)
        proven = report.verdict == .proven
        doesNotProve = VerificationReport.doesNotProve
        checks = report.checks.map { CheckAnswer($0.name.rawValue, $0.outcome) }
    }
}

/// The checks of a proof of telemetry, for programs.
struct TelemetryVerificationAnswer: Encodable {
    let proven: Bool
    let checks: [CheckAnswer]
    let doesNotProve: String
    /// The record, if it is proven.
    let record: Record?

    struct Record: Encodable {
        let kind: String
        let receivedMs: UInt64
        let battery: String?
        let bytes: String
        let segment: UInt64?
        let index: UInt64?
        let anchoredMs: UInt64?
    }

    init(_ report: TelemetryReport) {
        proven = report.verdict == .proven
        checks = report.checks.map { CheckAnswer($0.name.rawValue, $0.outcome) }
        doesNotProve = TelemetryReport.doesNotProve
        let findings = report.findings
        record = findings.record.flatMap { [proven] record in
            guard proven else { return nil }
            return Record(
                kind: record.kind == .frame ? "frame" : "station_record",
                receivedMs: record.receivedMs,
                battery: record.batteryID,
                bytes: record.bytes.hex,
                segment: findings.anchor?.command.number,
                index: findings.place,
                anchoredMs: findings.anchor?.recordedMs
            )
        }
    }
}
