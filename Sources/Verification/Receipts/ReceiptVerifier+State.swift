import CycladeSchema
import FoundationEssentials
import MerkleLog
import Vocabulary

/// The checks of the records, and of the signature that one of them lets us check.
extension ReceiptVerifier {
    typealias State = ReceiptFindings.StateFindings

    static func state(
        of found: WellFormed,
        in tree: CheckResult<Tree>,
        since block: CheckResult<Block>
    ) throws(CheckStop) -> Passed<State> {
        guard found.receipt.hasState else { throw .notSupplied }
        let proven = found.receipt.state
        let checkpoint = try tree.required().checkpoint
        let block = try block.required()
        guard proven.hasSeal else { throw .failed("no seal says which state the records are of") }
        let seal = try sealEntry(proven.seal, in: checkpoint)
        let leaf = proven.seal.leafIndex
        let isSame = leaf == block.leafIndex
        let isLater = leaf > block.leafIndex && seal.height > block.seal.height
        guard isSame || isLater else {
            throw .failed("the records are of block \(seal.height), before the outcome's")
        }
        let records = try Self.records(proven.records, under: seal.stateRoot)
        return Passed(
            value: State(
                block: ReceiptFindings.SealedBlock(
                    height: seal.height,
                    timeMs: seal.timeMs,
                    sealLeaf: leaf
                ),
                root: seal.stateRoot,
                records: records
            ),
            detail: "after block \(seal.height): \(names(of: records))"
        )
    }

    private static func records(
        _ proven: [ProvenRecord],
        under root: Digest
    ) throws(CheckStop) -> [ReceiptFindings.KeyFinding] {
        var keys: Set<Data> = []
        var records: [ReceiptFindings.KeyFinding] = []
        for item in proven {
            let key = printable(item.key)
            guard keys.insert(item.key).inserted else {
                throw .failed("\(key) stands in the receipt twice")
            }
            do {
                let record = try item.verify(under: root)
                records.append(ReceiptFindings.KeyFinding(key: key, record: record))
            } catch {
                throw .failed("\(key) is not proven: \(error)")
            }
        }
        return records
    }

    static func signer(
        of claimed: Claimed,
        at included: Included,
        state: CheckResult<State>
    ) throws(CheckStop) -> Passed<Void> {
        let state = try state.required()
        let (member, keyID) = (claimed.finding.member, claimed.finding.key)
        let name = "key/\(member)/\(keyID)"
        // Both parts are identifiers, so that the text is ASCII and equality is that of bytes.
        guard let finding = state.records.first(where: { $0.key == name }) else {
            throw .notSupplied
        }
        guard case .memberKey(let record) = finding.record?.content,
            isSameText(record.memberID, member.text), isSameText(record.keyID, keyID.text)
        else { throw .failed("the state holds no key under \(name)") }
        guard let key = TransactionKey(x963: record.publicKey) else {
            throw .failed("\(name) is not a P-256 key")
        }
        guard claimed.signed.isSigned(by: key) else {
            throw .failed("\(name) did not sign the transaction")
        }
        let time = included.entry.timeMs
        guard record.registeredMs <= time else {
            throw .failed("\(name) was registered later, \(moment(milliseconds: time))")
        }
        guard record.revokedMs == 0 || record.revokedMs >= time else {
            let revoked = moment(milliseconds: record.revokedMs)
            throw .failed("\(name) had been revoked at \(revoked)")
        }
        let since = moment(milliseconds: record.registeredMs)
        return Passed(value: (), detail: "signed by \(name), registered \(since)")
    }

    /// The keys, for a reader: the first few, and how many more.
    private static func names(of records: [ReceiptFindings.KeyFinding]) -> String {
        let shown = records.prefix(8).map { $0.record == nil ? "no \($0.key)" : $0.key }
        let rest = records.count - shown.count
        let names = shown.isEmpty ? "no records" : shown.joined(separator: ", ")
        return rest > 0 ? "\(names) and \(rest) more" : names
    }

    /// A key as text if it is plain ASCII, and as hexadecimal digits otherwise.
    private static func printable(_ key: Data) -> String {
        let isText = !key.isEmpty && key.allSatisfy { (0x21...0x7E).contains($0) }
        return isText ? String(decoding: key, as: UTF8.self) : "0x\(key.hex)"
    }
}
