import Verification
public import Vocabulary

/// A transaction whose form and signature a node has verified, and that is not submitted yet.
///
/// Its time, and that its id is not used up, are checked when it is.
public struct VerifiedTransaction: Sendable {
    let transaction: SignedTransaction

    init(_ transaction: SignedTransaction) {
        self.transaction = transaction
    }

    /// The transaction's id.
    public var id: Digest { transaction.id }
}
