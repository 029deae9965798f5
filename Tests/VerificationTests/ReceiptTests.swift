import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import Testing
import Verification
import Vocabulary

/// What receipts that hold look like.
@Suite("Receipts that hold")
struct ReceiptTests {
    @Test("a receipt for a transaction passes every check")
    func transaction() throws {
        let fixture = try Fixture.transaction()
        let report = try fixture.report()
        #expect(report.passed == CheckName.allCases, "\(report.checks)")
        #expect(report.verdict == .proven)
        let findings = report.findings
        #expect(findings.transaction?.member.text == "acme")
        #expect(findings.transaction?.commandName == "Approve")
        #expect(findings.block?.height == 2)
        #expect(findings.block?.timeMs == TinyLedger.time(2))
        #expect(findings.tree?.size == UInt64(fixture.ledger.leaves.count))
        #expect(findings.cosigners.map(\.text) == ["acme", "bolt", "city"])
        #expect(findings.cosignedAt == 1_760_000_012)
        #expect(findings.state?.block.height == 3)
        #expect(
            findings.state?.records.map(\.key)
                == [TinyLedger.keyText, "consortium/2", "battery/none"]
        )
        #expect(findings.state?.records.map { $0.record != nil } == [true, true, false])
        let signed = try SignedTransaction(fixture.ledger.transaction(1))
        #expect(findings.transaction?.id == signed.id)
    }

    @Test("a receipt for a refusal passes what it can carry")
    func refusal() throws {
        let report = try Fixture.refusal().report()
        #expect(report.passed == [.format, .checkpoint, .quorum, .seal], "\(report.checks)")
        for name in [CheckName.inclusion, .transaction, .state, .signer] {
            #expect(report[name] == .notSupplied)
        }
        #expect(report.verdict == .proven)
        #expect(report.findings.refusal?.code == .notOwner)
        #expect(report.findings.transaction == nil)
    }

    @Test("a refusal's receipt may carry records")
    func refusalWithState() throws {
        var fixture = try Fixture.refusal()
        fixture.receipt.state = try fixture.ledger.state(after: 1, [TinyLedger.keyText])
        let report = try fixture.report()
        #expect(report.passed == [.format, .checkpoint, .quorum, .seal, .state])
        #expect(report.verdict == .proven)
    }

    @Test("the second transaction of a block has a receipt as well, with its own block's state")
    func secondInBlock() throws {
        var fixture = try Fixture.transaction()
        fixture.receipt.transaction = try fixture.ledger.proven(fixture.ledger.sealLeaves[2] - 1)
        fixture.receipt.state = try fixture.ledger.state(after: 2, [TinyLedger.keyText])
        #expect(try fixture.report().passed == CheckName.allCases)
    }

    @Test("signature lines under unknown keys are ignored")
    func unknownLines() throws {
        var fixture = try Fixture.transaction()
        var note = try SignedNote(parsing: Array(fixture.receipt.checkpoint))
        try note.append(.init(name: "witness.example", keyHash: 7, bytes: [1, 2, 3]))
        fixture.receipt.checkpoint = Data(note.encoded)
        #expect(try fixture.report().verdict == .proven)
    }

    @Test("every verdict comes with what it does not prove")
    func limits() {
        #expect(VerificationReport.doesNotProve.contains("nothing was left unsaid"))
    }
}
