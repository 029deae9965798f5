import Crypto
public import CycladeSchema
import Vocabulary

/// What a rule found in the records: a warning before it is put on the ledger.
public struct Finding: Sendable, Hashable {
    /// The rule that found it.
    public let rule: WarningRule
    /// The text of the key of the record that it is about.
    public let subject: String
    /// The member that has to act; empty for none.
    public let dutyHolderID: String
    /// The leaves that it rests on, ascending, each once.
    public let evidence: [UInt64]
    /// When the records bore it out, in Unix milliseconds.
    public let foundMs: UInt64
    /// What was found, in figures.
    public let explanation: String

    init(
        _ rule: WarningRule,
        of subject: String,
        holder: String,
        evidence: [UInt64],
        at foundMs: UInt64,
        _ explanation: String
    ) {
        self.rule = rule
        self.subject = subject
        dutyHolderID = holder
        self.evidence = Set(evidence).sorted()
        self.foundMs = foundMs
        self.explanation = explanation
    }

    /// The warning's id, which follows from what it says: whoever finds it arrives at the same.
    public var warningID: String {
        var hash = SHA256()
        for part in [rule.rawValue, subject] + evidence.map(String.init) {
            hash.update(data: Array(part.utf8) + [0])
        }
        return "w-" + Array(hash.finalize().prefix(16)).hex
    }

    /// The command that puts it on the ledger.
    public var command: RaiseWarning {
        var warning = RaiseWarning()
        warning.warningID = warningID
        warning.ruleID = rule.rawValue
        warning.severity = rule.severity
        warning.subject = subject
        warning.dutyHolderID = dutyHolderID
        warning.evidence = evidence
        return warning
    }
}
