import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import Testing
import Verification
import Vocabulary

/// Each row reads: when this is done to a receipt that holds, this check fails, and no other.
@Suite("Receipts with one thing wrong")
struct ReceiptMutationTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let name: String
        let check: CheckName
        let change: @Sendable (inout Receipt, TinyLedger) throws -> Void

        var testDescription: String { name }

        init(
            _ name: String,
            _ check: CheckName,
            _ change: @escaping @Sendable (inout Receipt, TinyLedger) throws -> Void
        ) {
            (self.name, self.check, self.change) = (name, check, change)
        }
    }

    @Test("one check fails", arguments: rows)
    func oneCheckFails(row: Row) throws {
        var fixture = try Fixture.transaction()
        try row.change(&fixture.receipt, fixture.ledger)
        let report = try fixture.report()
        #expect(report.failed == [row.check], "\(report.checks)")
        #expect(report.verdict == .notProven)
    }

    static let rows: [Row] = outcomeRows + sealRows + stateRows

    static let outcomeRows: [Row] = [
        Row("no outcome", .format) { receipt, _ in receipt.outcome = nil },
        Row("a refusal with words", .format) { receipt, _ in
            receipt.refusal = Refusal.with { $0.explanation = "because" }
        },
        Row("a changed root", .checkpoint) { receipt, _ in flip(&receipt.checkpoint, 30) },
        Row("text for a checkpoint", .checkpoint) { receipt, _ in
            receipt.checkpoint = Data("hello\n".utf8)
        },
        Row("a checkpoint nobody signed", .checkpoint) { receipt, ledger in
            let note = try ledger.checkpoint()
            receipt.checkpoint = Data(
                try SignedNote(text: note.text, signatures: [note.signatures[1]]).encoded
            )
        },
        Row("two cosignatures of four", .quorum) { receipt, ledger in
            receipt.checkpoint = Data(try ledger.checkpoint(cosignedBy: 2).encoded)
        },
        Row("the same cosignature three times", .quorum) { receipt, ledger in
            var note = try ledger.checkpoint(cosignedBy: 1)
            let line = note.signatures[1]
            for _ in 0..<2 { try note.append(line) }
            receipt.checkpoint = Data(note.encoded)
        },
        Row("a cosignature of another tree", .quorum) { receipt, ledger in
            var note = try ledger.checkpoint(cosignedBy: 2)
            try note.append(try ledger.cosigners[2].cosign("other\n", time: 1))
            receipt.checkpoint = Data(note.encoded)
        },
        Row("another entry", .inclusion) { receipt, _ in flip(&receipt.transaction.entry, 20) },
        Row("another leaf", .inclusion) { receipt, _ in receipt.transaction.leafIndex += 1 },
        Row("a leaf beyond the tree", .inclusion) { receipt, _ in
            receipt.transaction.leafIndex = .max
        },
        Row("a changed path", .inclusion) { receipt, _ in
            flip(&receipt.transaction.inclusion[1], 5)
        },
        Row("a short hash", .inclusion) { receipt, _ in
            receipt.transaction.inclusion[0].removeLast()
        },
        Row("a path too long", .inclusion) { receipt, _ in
            receipt.transaction.inclusion.append(Data(count: 32))
        },
        Row("no path", .inclusion) { receipt, _ in receipt.transaction.inclusion = [] },
        Row("an entry too large", .inclusion) { receipt, _ in
            receipt.transaction.entry = Data(count: 65_536)
        },
        Row("a seal as the transaction", .inclusion) { receipt, ledger in
            receipt.transaction = try ledger.proven(ledger.sealLeaves[2])
        },
    ]

    static let sealRows: [Row] = [
        Row("another seal entry", .seal) { receipt, _ in flip(&receipt.seal.entry, 9) },
        Row("the seal at another leaf", .seal) { receipt, _ in receipt.seal.leafIndex -= 1 },
        Row("the seal at the largest leaf", .seal) { receipt, _ in
            receipt.seal.leafIndex = .max
        },
        Row("a transaction as the seal", .seal) { receipt, _ in
            receipt.seal = receipt.transaction
        },
        Row("the seal of the block before", .seal) { receipt, ledger in
            receipt.seal = try ledger.proven(ledger.sealLeaves[1])
        },
        Row("the seal of the block after", .seal) { receipt, ledger in
            receipt.seal = try ledger.proven(ledger.sealLeaves[3])
        },
        Row("a refusal that the seal does not hold", .seal) { receipt, _ in
            receipt.refusal = Refusal.with {
                $0.transactionID = Data(count: 32)
                $0.code = .notOwner
            }
        },
        Row("a refusal without an id", .seal) { receipt, _ in receipt.refusal = Refusal() },
    ]

    static let stateRows: [Row] = [
        Row("no seal of the state", .state) { receipt, _ in receipt.state.clearSeal() },
        Row("a changed seal of the state", .state) { receipt, _ in
            flip(&receipt.state.seal.entry, 30)
        },
        Row("the state before the transaction", .state) { receipt, ledger in
            receipt.state = try ledger.state(after: 1, [TinyLedger.keyText])
        },
        Row("records of another block", .state) { receipt, ledger in
            receipt.state.records = try ledger.state(after: 2, [TinyLedger.keyText]).records
        },
        Row("another record", .state) { receipt, _ in flip(&receipt.state.records[1].record, 2) },
        Row("another key", .state) { receipt, _ in flip(&receipt.state.records[1].key, 11) },
        Row("a record said to be absent", .state) { receipt, _ in
            receipt.state.records[1].clearRecord()
        },
        Row("an absent record said to be empty", .state) { receipt, _ in
            receipt.state.records[2].record = Data()
        },
        Row("no proof", .state) { receipt, _ in receipt.state.records[0].clearProof() },
        Row("a changed sibling", .state) { receipt, _ in
            flip(&receipt.state.records[0].proof.siblings[0], 3)
        },
        Row("zeros for an empty subtree", .state) { receipt, _ in
            receipt.state.records[0].proof.siblings.append(Data(count: 32))
        },
        Row("another leaf beside a record", .state) { receipt, _ in
            receipt.state.records[0].proof.otherPath = Data(count: 32)
        },
        Row("half of another leaf", .state) { receipt, _ in
            receipt.state.records[2].proof.otherValueHash = Data()
            receipt.state.records[2].proof.otherPath = Data(count: 32)
        },
        Row("257 siblings", .state) { receipt, _ in
            receipt.state.records[0].proof.siblings = Array(repeating: Data(), count: 257)
        },
        Row("a record twice", .state) { receipt, _ in
            receipt.state.records.append(receipt.state.records[0])
        },
    ]

    static func flip(_ data: inout Data, _ offset: Int) {
        data[data.startIndex + offset] ^= 1
    }
}
