import Verification

/// The checks of a receipt, for programs.
struct VerificationAnswer: Encodable {
    struct Check: Encodable {
        let name: String
        let outcome: String
        let detail: String
    }

    let proven: Bool
    let checks: [Check]
    let doesNotProve: String
    /// What a proven receipt of a swap says.
    let swap: SwapReceiptAnswer?

    init(_ report: VerificationReport, swap: SwapReceipt? = nil) {
        self.swap = swap.map(SwapReceiptAnswer.init)
        proven = report.verdict == .proven
        doesNotProve = VerificationReport.doesNotProve
        checks = report.checks.map { check in
            let (outcome, detail) =
                switch check.outcome {
                case .passed(let detail): ("passed", detail)
                case .failed(let reason): ("failed", reason)
                case .notSupplied: ("not supplied", "")
                case .notChecked: ("not checked", "")
                }
            return Check(name: check.name.rawValue, outcome: outcome, detail: detail)
        }
    }
}
