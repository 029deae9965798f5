import CycladeSchema
import Vocabulary

extension CorrectRecord {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        guard let lastLeaf = context.state.lastLeaf(of: recordKey) else {
            throw Refusal(.notFound, "record_key", "There is no such record.")
        }
        guard leaf <= lastLeaf else {
            throw Refusal(.outOfRange, "leaf", "The record's newest entry is leaf \(lastLeaf).")
        }
        try context.requireText(reason, "reason")
        try context.requireCommitment(evidenceCommitment, "evidence_commitment")
        var correction = Correction()
        correction.correction = self
        correction.memberID = context.signer.memberID
        correction.recordedMs = context.blockTime
        return [.evidence(.corrected(context.transactionID, correction))]
    }
}
