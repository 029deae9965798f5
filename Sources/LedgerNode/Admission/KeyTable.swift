import CycladeSchema
import Rulebook
import Synchronization
import Verification

/// Parsed public keys of members that may sign, by member and key id.
///
/// Parsing costs as much as a tenth of a verification, so it is done once. A block that changes
/// members or keys empties the table.
final class KeyTable: Sendable {
    private struct Name: Hashable {
        let memberID: String
        let keyID: String
    }

    private let records: RecordStore
    private let keys = Mutex<[Name: TransactionKey]>([:])

    init(records: RecordStore) {
        self.records = records
    }

    /// The key that `body` names.
    ///
    /// - Throws: A refusal when the member or the key may not sign.
    func key(for body: TransactionBody) throws(Refusal) -> TransactionKey {
        let name = Name(memberID: body.memberID, keyID: body.keyID)
        if let key = keys.withLock({ $0[name] }) { return key }
        let state = LedgerState(over: records)
        _ = try Rulebook.checkAuthority(of: body, in: state)
        guard let record = state[.key(body.memberID, body.keyID)],
            let key = TransactionKey(x963: record.publicKey)
        else {
            throw Refusal(.unknownKey, "key_id", "The member has registered no such key.")
        }
        keys.withLock { $0[name] = key }
        return key
    }

    /// Forgets every key, after a change of members or keys.
    func reset() {
        keys.withLock { $0.removeAll() }
    }
}
