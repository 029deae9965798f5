import Verification

extension VerificationReport {
    /// One line a check.
    var table: String {
        checks.map { $0.outcome.line(of: $0.name.rawValue) }.joined(separator: "\n")
    }
}

extension TelemetryReport {
    /// One line a check.
    var table: String {
        checks.map { $0.outcome.line(of: $0.name.rawValue) }.joined(separator: "\n")
    }
}

extension CheckOutcome {
    /// The check and what came of it, for a person.
    fileprivate func line(of name: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 13 - name.count)) + words
    }

    private var words: String {
        switch self {
        case .passed(let detail): "passed        \(detail)"
        case .failed(let reason): "FAILED        \(reason)"
        case .notSupplied: "not supplied"
        case .notChecked: "not checked   an earlier check failed"
        }
    }
}
