public import CycladeSchema

/// A rule's answer to a transaction that it forbids: a code for programs, the field at fault, and a
/// sentence for a person.
extension Refusal: Error {
    /// Creates a refusal.
    ///
    /// - Parameters:
    ///   - code: What kind of rule forbids it; stable, part of the log.
    ///   - field: The field of the command at fault, as in the `.proto`; empty for the whole.
    ///   - explanation: What is wrong and what to do; not part of the log.
    public init(_ code: RefusalCode, _ field: String, _ explanation: String) {
        self.init()
        self.code = code
        self.field = field
        self.explanation = explanation
    }
}
