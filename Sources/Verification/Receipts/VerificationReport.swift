/// What came of checking a receipt: every check by name, in order, and what it found.
public struct VerificationReport: Sendable {
    /// One check and what came of it.
    public struct Check: Hashable, Sendable {
        /// What was checked.
        public let name: CheckName
        /// What came of it.
        public let outcome: CheckOutcome
    }

    /// What the checks add up to.
    public enum Verdict: Hashable, Sendable {
        /// Every check that such a receipt needs has passed, and none has failed.
        case proven
        /// A check has failed, or one that is needed could not be made.
        case notProven
    }

    /// Every check, in the order of ``CheckName``.
    public let checks: [Check]
    /// What the receipt shows; only what a passed check stands behind.
    public let findings: ReceiptFindings

    // What a receipt of this kind must pass; the others may be left out of it.
    let required: Set<CheckName>

    /// What came of one check.
    public subscript(name: CheckName) -> CheckOutcome {
        checks.first { $0.name == name }?.outcome ?? .notChecked
    }

    /// What the checks add up to.
    public var verdict: Verdict {
        let holds = checks.allSatisfy { check in
            switch check.outcome {
            case .passed: true
            case .failed, .notChecked: false
            case .notSupplied: !required.contains(check.name)
            }
        }
        return holds ? .proven : .notProven
    }

    /// What no receipt proves, for showing beside every verdict.
    public static let doesNotProve = """
        What this does not prove: that a sensor or a person told the truth to begin with; that the \
        order of the transactions was fair; or that nothing was left unsaid.
        """
}

/// The checks of a receipt, each resting only on those before it.
public enum CheckName: String, CaseIterable, Hashable, Sendable {
    /// The receipt is well formed: small enough, canonical, with an outcome and no unproven words.
    case format
    /// The checkpoint is of the trusted ledger and signed by its log.
    case checkpoint
    /// More than two thirds of the trusted members have cosigned the checkpoint.
    case quorum
    /// The transaction's entry is in the checkpoint's tree.
    case inclusion
    /// The seal is in the tree and closes the block of the outcome.
    case seal
    /// The entry holds a well-formed transaction for this ledger.
    case transaction
    /// The records, or their absence, are what the state held after a block of the tree.
    case state
    /// The transaction is signed with a key that its member had registered and not revoked.
    case signer
}

/// What came of a check.
public enum CheckOutcome: Hashable, Sendable {
    /// It holds; the detail says what exactly.
    case passed(String)
    /// It does not hold; the reason says why.
    case failed(String)
    /// The receipt does not carry what the check is about.
    case notSupplied
    /// An earlier check, which this one rests on, has failed.
    case notChecked
}
