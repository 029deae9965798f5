import CycladeSchema

/// Checks proofs of telemetry, offline, with nothing but the proof and a trust file.
///
/// ```swift
/// let report = TelemetryVerifier.verify(bytes, trust: trust)
/// for check in report.checks { print(check.name, check.outcome) }
/// ```
public enum TelemetryVerifier {
    /// The most bytes that a proof may have: those of a receipt, and 128 KiB.
    public static let maximumByteCount = ReceiptVerifier.maximumByteCount + 128 << 10

    /// Checks a proof that anyone may have sent.
    ///
    /// - Complexity: Linear in the bytes, and one signature check for each trusted key.
    public static func verify(_ proofBytes: [UInt8], trust: TrustFile) -> TelemetryReport {
        var run = TelemetryRun()
        let proof = run.check(.format) { () throws(CheckStop) in
            try format(proofBytes)
        }
        let record = run.check(.record) { () throws(CheckStop) in
            try Self.record(of: required(proof))
        }
        let receipt = proof.flatMap { receiptReport(of: $0, trust) }
        let proven = run.check(.receipt) { () throws(CheckStop) in
            _ = try required(proof)
            return try Self.receipt(receipt)
        }
        let anchor = run.check(.anchor) { () throws(CheckStop) in
            try Self.anchor(in: required(proven))
        }
        let place = run.check(.segment) { () throws(CheckStop) in
            try segment(of: required(proof), required(record), in: required(anchor))
        }
        let battery = run.check(.battery) { () throws(CheckStop) in
            _ = try required(place)
            return try Self.battery(of: required(proof), required(record), in: required(anchor))
        }
        let findings = TelemetryFindings(
            record: record,
            anchor: anchor,
            place: place,
            battery: battery
        )
        return TelemetryReport(checks: run.checks, findings: findings, receipt: receipt)
    }

    /// What an earlier check found, for one that cannot be made without it.
    private static func required<Value>(_ found: Value?) throws(CheckStop) -> Value {
        guard let found else { throw .notChecked }
        return found
    }
}

/// A report in the making.
private struct TelemetryRun {
    private(set) var checks: [TelemetryReport.Check] = []

    mutating func check<Value>(
        _ name: TelemetryCheckName,
        _ body: () throws(CheckStop) -> Passed<Value>
    ) -> Value? {
        var found: Value?
        let outcome: CheckOutcome
        do throws(CheckStop) {
            let passed = try body()
            found = passed.value
            outcome = .passed(passed.detail)
        } catch {
            outcome =
                switch error {
                case .failed(let reason): .failed(reason)
                case .notSupplied: .notSupplied
                case .notChecked: .notChecked
                }
        }
        checks.append(TelemetryReport.Check(name: name, outcome: outcome))
        return found
    }
}
