import CycladeSchema
import FoundationEssentials
import MerkleLog
import Vocabulary

import protocol SwiftProtobuf.Message

/// The checks of the outcome and of the block that it is in.
extension ReceiptVerifier {
    /// A transaction's entry that is in the tree.
    struct Included {
        let entry: Entry
        let transaction: [UInt8]
        let leafIndex: UInt64
    }

    static func inclusion(
        of found: WellFormed,
        in tree: CheckResult<Tree>
    ) throws(CheckStop) -> Passed<Included> {
        guard case .transaction(let proven) = found.outcome else { throw .notSupplied }
        let checkpoint = try tree.required().checkpoint
        let entry: Entry
        do {
            try proven.verify(in: checkpoint)
            entry = try Canonical.decode(Entry.self, from: Array(proven.entry))
        } catch let error as ProvenEntryError {
            throw .failed("its entry is not in the tree: \(error)")
        } catch let error as CanonicalFormError {
            throw .failed("its leaf is not an entry: \(error.reason)")
        } catch {
            throw .failed("its entry cannot be checked")
        }
        guard case .transaction(let bytes) = entry.content else {
            throw .failed("leaf \(proven.leafIndex) is in the tree, but it is not a transaction")
        }
        let index = proven.leafIndex
        return Passed(
            value: Included(entry: entry, transaction: Array(bytes), leafIndex: index),
            detail: "leaf \(index) of the tree of \(checkpoint.size)"
        )
    }

    /// The block that the outcome is in.
    struct Block {
        let seal: SealEntry
        let leafIndex: UInt64
        let refusal: SealedRefusal?

        var finding: ReceiptFindings.SealedBlock {
            ReceiptFindings.SealedBlock(
                height: seal.height,
                timeMs: seal.timeMs,
                sealLeaf: leafIndex
            )
        }
    }

    static func seal(
        of found: WellFormed,
        in tree: CheckResult<Tree>,
        included: CheckResult<Included>
    ) throws(CheckStop) -> Passed<Block> {
        guard found.receipt.hasSeal else { throw .notSupplied }
        let proven = found.receipt.seal
        let checkpoint = try tree.required().checkpoint
        var refusal: SealedRefusal?
        var entry: Included?
        switch found.outcome {
        case .transaction: entry = try included.required()
        case .refusal(let claim): refusal = try? SealedRefusal(claim)
        }
        let seal = try sealEntry(proven, in: checkpoint)
        if let entry {
            try check(seal, at: proven.leafIndex, closesBlockOf: entry)
        } else {
            guard let refusal, seal.refusals.contains(refusal) else {
                throw .failed("the seal of block \(seal.height) holds no such refusal")
            }
        }
        let because = refusal.map { ", refused with \($0.code)" } ?? ""
        return Passed(
            value: Block(seal: seal, leafIndex: proven.leafIndex, refusal: refusal),
            detail: "block \(seal.height), \(moment(milliseconds: seal.timeMs))\(because)"
        )
    }

    /// A seal that is in the tree.
    static func sealEntry(
        _ proven: ProvenEntry,
        in checkpoint: Checkpoint
    ) throws(CheckStop) -> SealEntry {
        do {
            try proven.verify(in: checkpoint)
            return try SealEntry(entry: Array(proven.entry))
        } catch let error as ProvenEntryError {
            throw .failed("its seal is not in the tree: \(error)")
        } catch {
            throw .failed("its leaf is not a seal: \(error)")
        }
    }

    private static func check(
        _ seal: SealEntry,
        at sealLeaf: UInt64,
        closesBlockOf included: Included
    ) throws(CheckStop) {
        let entry = included.entry
        guard seal.height == entry.height, seal.timeMs == entry.timeMs else {
            throw .failed("the seal is of block \(seal.height), the entry of \(entry.height)")
        }
        guard entry.index < seal.transactionCount else {
            throw .failed("the block has \(seal.transactionCount) entries, not \(entry.index + 1)")
        }
        let distance = UInt64(seal.transactionCount - entry.index)
        let (expected, overflow) = included.leafIndex.addingReportingOverflow(distance)
        guard !overflow, sealLeaf == expected else {
            throw .failed("the seal is leaf \(sealLeaf), which is not where the block ends")
        }
    }

    /// A transaction whose form has been checked, meant for the trusted ledger.
    struct Claimed {
        let signed: SignedTransaction
        let finding: ReceiptFindings.ProvenTransaction
    }

    static func transaction(
        in included: Included,
        _ trust: TrustFile
    ) throws(CheckStop) -> Passed<Claimed> {
        let signed: SignedTransaction
        do {
            signed = try SignedTransaction(included.transaction)
        } catch {
            throw .failed("it is not a transaction: \(error)")
        }
        let body = signed.body
        guard isSameText(body.ledger, trust.origin.text) else {
            throw .failed("it is meant for another ledger than \(trust.origin)")
        }
        guard let member = try? MemberID(body.memberID), let key = try? KeyID(body.keyID) else {
            throw .failed("it names no member and key")
        }
        guard let command = body.command, let name = commandName(command) else {
            throw .failed("it asks for nothing")
        }
        let finding = ReceiptFindings.ProvenTransaction(
            id: signed.id,
            member: member,
            key: key,
            commandName: name,
            body: body,
            leafIndex: included.leafIndex
        )
        return Passed(
            value: Claimed(signed: signed, finding: finding),
            detail: "\(name) by \(member), id \(signed.id)"
        )
    }

    // The command is the payload of its case; its name in the schema has the package before it.
    private static func commandName(_ command: TransactionBody.OneOf_Command) -> String? {
        let payload = Mirror(reflecting: command).children.first?.value as? any Message
        let name = payload.map { type(of: $0).protoMessageName }
        return name?.split(separator: ".").last.map(String.init)
    }
}
