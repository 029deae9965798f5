import Verification

extension VerificationReport {
    /// One line a check.
    var table: String {
        checks.map { check in
            let name = check.name.rawValue
            let padded = name + String(repeating: " ", count: max(1, 13 - name.count))
            return "  " + padded + check.outcome.words
        }.joined(separator: "\n")
    }
}

extension CheckOutcome {
    /// The outcome for a person.
    fileprivate var words: String {
        switch self {
        case .passed(let detail): "passed        \(detail)"
        case .failed(let reason): "FAILED        \(reason)"
        case .notSupplied: "not supplied"
        case .notChecked: "not checked   an earlier check failed"
        }
    }
}
