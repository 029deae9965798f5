import CycladeSchema

/// Checks receipts, offline, with nothing but the receipt and a trust file.
///
/// ```swift
/// let report = ReceiptVerifier.verify(bytes, trust: trust)
/// for check in report.checks { print(check.name, check.outcome) }
/// ```
///
/// Two kinds of bytes in a proven receipt can change without a check failing. Signature lines under
/// unknown keys are ignored, as C2SP signed-note has it, and so is a cosignature beyond the quorum
/// whose line comes to name an unknown key; the report counts what is left. And nothing commits to
/// the name of an absent key: a proof of absence also holds for other keys that are absent; the
/// report names the key that it was checked for.
public enum ReceiptVerifier {
    /// The most bytes that a receipt may have: 4 MiB.
    public static let maximumByteCount = 4 << 20

    /// Checks a receipt that anyone may have sent.
    ///
    /// - Complexity: Linear in the bytes, and one signature check for each trusted key.
    public static func verify(_ receiptBytes: [UInt8], trust: TrustFile) -> VerificationReport {
        var run = ReceiptRun()
        let receipt = run.check(.format) { () throws(CheckStop) in
            try Self.format(receiptBytes)
        }
        let tree = run.check(.checkpoint) { () throws(CheckStop) in
            try Self.checkpoint(of: receipt.required(), trust)
        }
        let quorum = run.check(.quorum) { () throws(CheckStop) in
            try Self.quorum(of: tree.required(), trust)
        }
        let included = run.check(.inclusion) { () throws(CheckStop) in
            try Self.inclusion(of: receipt.required(), in: tree)
        }
        let block = run.check(.seal) { () throws(CheckStop) in
            try Self.seal(of: receipt.required(), in: tree, included: included)
        }
        let transaction = run.check(.transaction) { () throws(CheckStop) in
            try Self.transaction(in: included.required(), trust)
        }
        let state = run.check(.state) { () throws(CheckStop) in
            try Self.state(of: receipt.required(), in: tree, since: block)
        }
        _ = run.check(.signer) { () throws(CheckStop) in
            try Self.signer(of: transaction.required(), at: included.required(), state: state)
        }
        run.findings.tree = tree.passed?.finding
        run.findings.cosigners = quorum.passed?.members ?? []
        run.findings.cosignedAt = quorum.passed?.latest
        run.findings.block = block.passed?.finding
        run.findings.refusal = block.passed?.refusal
        run.findings.transaction = transaction.passed?.finding
        run.findings.state = state.passed
        return run.report(isRefusal: receipt.passed?.isRefusal ?? false)
    }
}

/// Why a check did not pass.
enum CheckStop: Error {
    case failed(String)
    case notSupplied
    case notChecked
}

/// What a passed check hands on, and what it tells the reader.
struct Passed<Value> {
    let value: Value
    let detail: String
}

/// What a check found, for those that rest on it.
struct CheckResult<Value> {
    fileprivate let result: Result<Value, CheckStop>

    /// What was found; `nil` unless the check passed.
    var passed: Value? { try? result.get() }

    /// What was found, for a check that cannot be made without it.
    func required() throws(CheckStop) -> Value {
        switch result {
        case .success(let value): return value
        case .failure(.notSupplied): throw .notSupplied
        case .failure: throw .notChecked
        }
    }
}

/// A report in the making.
private struct ReceiptRun {
    var findings = ReceiptFindings()
    private var checks: [VerificationReport.Check] = []

    mutating func check<Value>(
        _ name: CheckName,
        _ body: () throws(CheckStop) -> Passed<Value>
    ) -> CheckResult<Value> {
        do throws(CheckStop) {
            let passed = try body()
            checks.append(VerificationReport.Check(name: name, outcome: .passed(passed.detail)))
            return CheckResult(result: .success(passed.value))
        } catch {
            let outcome: CheckOutcome =
                switch error {
                case .failed(let reason): .failed(reason)
                case .notSupplied: .notSupplied
                case .notChecked: .notChecked
                }
            checks.append(VerificationReport.Check(name: name, outcome: outcome))
            return CheckResult(result: .failure(error))
        }
    }

    /// A refused transaction is not in the log, so that its receipt cannot show it, or its signer.
    func report(isRefusal: Bool) -> VerificationReport {
        let required: Set<CheckName> =
            isRefusal ? [.format, .checkpoint, .quorum, .seal] : Set(CheckName.allCases)
        return VerificationReport(checks: checks, findings: findings, required: required)
    }
}
