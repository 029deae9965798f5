import CycladeSchema
import FoundationEssentials
import MerkleLog
import Vocabulary

/// The checks of the receipt as such, and of the signatures on its checkpoint.
extension ReceiptVerifier {
    /// A receipt that has an outcome.
    struct WellFormed {
        let receipt: Receipt
        let outcome: Receipt.OneOf_Outcome

        var isRefusal: Bool {
            if case .refusal = outcome { true } else { false }
        }
    }

    static func format(_ bytes: [UInt8]) throws(CheckStop) -> Passed<WellFormed> {
        guard bytes.count <= maximumByteCount else {
            throw .failed("\(bytes.count) bytes; a receipt has at most \(maximumByteCount)")
        }
        let receipt: Receipt
        do {
            receipt = try Canonical.decode(Receipt.self, from: bytes)
        } catch {
            throw .failed(error.reason)
        }
        guard let outcome = receipt.outcome else {
            throw .failed("it has neither a transaction nor a refusal")
        }
        // No hash covers these, so that anyone could have written them.
        if case .refusal(let refusal) = outcome {
            guard refusal.field.isEmpty, refusal.explanation.isEmpty else {
                throw .failed("its refusal carries words that nothing proves")
            }
        }
        let found = WellFormed(receipt: receipt, outcome: outcome)
        let kind = found.isRefusal ? "a refusal" : "a transaction"
        return Passed(value: found, detail: "a receipt for \(kind), \(bytes.count) bytes")
    }

    /// A checkpoint that the log has signed.
    struct Tree {
        let checkpoint: Checkpoint
        let note: SignedNote

        var finding: ReceiptFindings.SignedTree {
            ReceiptFindings.SignedTree(
                origin: checkpoint.origin,
                size: checkpoint.size,
                root: checkpoint.root
            )
        }
    }

    static func checkpoint(
        of found: WellFormed,
        _ trust: TrustFile
    ) throws(CheckStop) -> Passed<Tree> {
        guard !found.receipt.checkpoint.isEmpty else { throw .notSupplied }
        let tree: Tree
        do {
            let note = try SignedNote(parsing: Array(found.receipt.checkpoint))
            tree = Tree(checkpoint: try Checkpoint(parsing: note.text), note: note)
        } catch {
            throw .failed("it is not a checkpoint: \(error)")
        }
        guard isSameText(tree.checkpoint.origin, trust.origin.text) else {
            throw .failed("it is of another ledger than \(trust.origin)")
        }
        let signatures: [VerifiedSignature]
        do {
            signatures = try tree.note.verifiedSignatures(by: trust.logKeys)
        } catch {
            throw .failed("a signature in the log's name does not hold: \(error)")
        }
        guard !signatures.isEmpty else {
            throw .failed("no trusted key of \(trust.origin) has signed it")
        }
        let size = tree.checkpoint.size
        return Passed(value: tree, detail: "\(trust.origin) signed a tree of \(size) leaves")
    }

    /// The members that cosigned, and when the last of them did.
    struct Quorum {
        let members: [MemberID]
        let latest: UInt64
    }

    static func quorum(of tree: Tree, _ trust: TrustFile) throws(CheckStop) -> Passed<Quorum> {
        let signatures: [VerifiedSignature]
        do {
            signatures = try tree.note.verifiedSignatures(by: trust.cosigners.map(\.key))
        } catch {
            throw .failed("a cosignature in a member's name does not hold: \(error)")
        }
        let signers = Set(signatures.map(\.key))
        let members = trust.cosigners.filter { signers.contains($0.key) }.map(\.member)
        let count = "\(members.count) of \(trust.cosigners.count) members cosigned"
        guard members.count >= trust.quorum, let latest = signatures.compactMap(\.time).max()
        else { throw .failed("\(count); \(trust.quorum) are needed") }
        let names = members.map(\.text).joined(separator: ", ")
        return Passed(
            value: Quorum(members: members, latest: latest),
            detail: "\(count) (\(trust.quorum) needed), the last at \(moment(seconds: latest)): "
                + names
        )
    }
}
