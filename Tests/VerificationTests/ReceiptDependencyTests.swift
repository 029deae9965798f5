import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import Testing
import Verification
import Vocabulary

import enum Crypto.P256

/// What a failure leaves unchecked, and what the signer's key must have been.
@Suite("Receipts: what rests on what")
struct ReceiptDependencyTests {
    @Test("nothing is checked below a signature of the log that fails")
    func checkpointFails() throws {
        var fixture = try Fixture.transaction()
        fixture.receipt.checkpoint[30] ^= 1
        let report = try fixture.report()
        for name in CheckName.allCases.dropFirst(2) { #expect(report[name] == .notChecked) }
        #expect(report.findings.tree == nil)
        #expect(report.findings.transaction == nil)
        #expect(report.findings.state == nil)
    }

    @Test("the trust file of another ledger believes nothing of this one")
    func otherTrust() throws {
        let fixture = try Fixture.transaction()
        let other = try TinyLedger()
        let report = ReceiptVerifier.verify(try fixture.receipt.bytes(), trust: other.trust)
        #expect(report.failed == [.checkpoint])
        #expect(report.passed == [.format])
    }

    @Test("a quorum counts the members of the trust file")
    func otherMembers() throws {
        let fixture = try Fixture.transaction()
        let other = try TinyLedger()
        let trust = try TrustFile(
            [fixture.ledger.log.verifierKey] + other.cosigners.map(\.verifierKey)
        )
        let report = ReceiptVerifier.verify(try fixture.receipt.bytes(), trust: trust)
        #expect(report.failed == [.quorum])
    }

    @Test("without records the signer is not supplied, and that is not enough")
    func noState() throws {
        var fixture = try Fixture.transaction()
        fixture.receipt.clearState()
        let report = try fixture.report()
        #expect(report[.state] == .notSupplied)
        #expect(report[.signer] == .notSupplied)
        #expect(report.failed.isEmpty)
        #expect(report.verdict == .notProven)
    }

    @Test("without the key's record the signer is not supplied")
    func noKeyRecord() throws {
        let report = try Fixture.transaction(["consortium/2"]).report()
        #expect(report[.signer] == .notSupplied)
        #expect(report.verdict == .notProven)
    }

    @Test("without a seal or a checkpoint there is nothing to rest on")
    func noSeal() throws {
        var fixture = try Fixture.transaction()
        fixture.receipt.clearSeal()
        #expect(try fixture.report()[.seal] == .notSupplied)
        #expect(try fixture.report().verdict == .notProven)
        fixture.receipt.checkpoint = Data()
        #expect(try fixture.report()[.checkpoint] == .notSupplied)
        #expect(try fixture.report().verdict == .notProven)
    }

    @Test("a key revoked before the block did not sign for its member")
    func revoked() throws {
        let revoked = try TinyLedger(revokedMs: TinyLedger.time(2) - 1)
        #expect(try Fixture.transaction(ledger: revoked).report().failed == [.signer])
        // The block that revokes a key may hold transactions before the revocation.
        let same = try TinyLedger(revokedMs: TinyLedger.time(2))
        #expect(try Fixture.transaction(ledger: same).report().verdict == .proven)
        let later = try TinyLedger(revokedMs: TinyLedger.time(3))
        #expect(try Fixture.transaction(ledger: later).report().verdict == .proven)
    }

    @Test("a key registered after the block did not sign for its member")
    func registeredLater() throws {
        let later = try TinyLedger(registeredMs: TinyLedger.time(2) + 1)
        #expect(try Fixture.transaction(ledger: later).report().failed == [.signer])
        let same = try TinyLedger(registeredMs: TinyLedger.time(2))
        #expect(try Fixture.transaction(ledger: same).report().verdict == .proven)
    }

    @Test("a signature by another key fails")
    func otherSigner() throws {
        let ledger = try TinyLedger()
        let forged = try ledger.transaction(1, by: P256.Signing.PrivateKey())
        let report = try Fixture.transaction(ledger: ledger, transaction: forged).report()
        #expect(report.failed == [.signer])
    }

    @Test("a key that the state does not hold fails")
    func absentKey() throws {
        let ledger = try TinyLedger()
        let other = try ledger.transaction(1) { $0.keyID = "k2" }
        let keys = ["key/acme/k2"]
        let report = try Fixture.transaction(keys, ledger: ledger, transaction: other).report()
        #expect(report.failed == [.signer])
        #expect(report[.state] != .notChecked)
    }

    @Test("a record of another kind, or of another key, is not the key")
    func wrongRecord() throws {
        var ledger = try TinyLedger()
        ledger.records["key/acme/k2"] = ledger.records["consortium/1"]
        ledger.records["key/acme/k3"] = ledger.records[TinyLedger.keyText]
        for id in ["k2", "k3"] {
            let other = try ledger.transaction(1) { $0.keyID = id }
            let keys = ["key/acme/\(id)"]
            let report = try Fixture.transaction(keys, ledger: ledger, transaction: other).report()
            #expect(report.failed == [.signer])
        }
    }

    @Test(
        "a leaf that is no transaction for this ledger fails as one",
        arguments: [
            { @Sendable (body: inout TransactionBody) in body.ledger = "ledger.example/other" },
            { @Sendable (body: inout TransactionBody) in body.memberID = "acme/k" },
            { @Sendable (body: inout TransactionBody) in body.keyID = "" },
            { @Sendable (body: inout TransactionBody) in body.command = nil },
            { @Sendable (body: inout TransactionBody) in body.nonce = Data() },
        ]
    )
    func badTransaction(edit: @Sendable (inout TransactionBody) -> Void) throws {
        let ledger = try TinyLedger()
        let bad = try ledger.transaction(1, editing: edit)
        let report = try Fixture.transaction(ledger: ledger, transaction: bad).report()
        #expect(report.failed == [.transaction])
        #expect(report[.signer] == .notChecked)
        #expect(report.findings.transaction == nil)
    }

    @Test("a seal that is not where its own count says fails", arguments: [0, 1, 3])
    func miscounted(count: Int) throws {
        var ledger = try TinyLedger()
        let block = [try ledger.transaction(1), try ledger.transaction(2)]
        try ledger.close(transactions: block, countedAs: count)
        var receipt = Receipt()
        receipt.transaction = try ledger.proven(ledger.sealLeaves[1] - 2)
        receipt.seal = try ledger.proven(ledger.sealLeaves[1])
        receipt.checkpoint = Data(try ledger.checkpoint().encoded)
        receipt.state = try ledger.state(after: 1, [TinyLedger.keyText])
        let report = try Fixture(ledger: ledger, receipt: receipt).report()
        #expect(report.failed == [.seal])
        #expect(report[.state] == .notChecked)
    }

    @Test("a refusal with another code, id or words is not the seal's")
    func refusals() throws {
        var fixture = try Fixture.refusal()
        fixture.receipt.refusal.code = .notParty
        #expect(try fixture.report().failed == [.seal])
        fixture = try Fixture.refusal()
        fixture.receipt.refusal.transactionID[0] ^= 1
        #expect(try fixture.report().failed == [.seal])
        fixture = try Fixture.refusal()
        fixture.receipt.refusal.field = "price"
        #expect(try fixture.report().failed == [.format])
    }
}
