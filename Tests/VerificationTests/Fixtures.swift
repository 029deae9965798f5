import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import Verification
import Vocabulary

/// A receipt of each kind, with the ledger that it is of.
struct Fixture {
    var ledger: TinyLedger
    var receipt: Receipt

    func report() throws -> VerificationReport {
        ReceiptVerifier.verify(try receipt.bytes(), trust: ledger.trust)
    }

    /// For the first transaction of block 2, with the state after block 3.
    static func transaction(
        cosignedBy count: Int = 3,
        _ keys: [String] = [TinyLedger.keyText, "consortium/2", "battery/none"],
        ledger: TinyLedger? = nil,
        transaction: [UInt8]? = nil
    ) throws -> Fixture {
        var ledger = try ledger ?? TinyLedger()
        let claimed = try transaction ?? ledger.transaction(1)
        try ledger.close(transactions: [ledger.transaction(8), ledger.transaction(9)])
        try ledger.close(transactions: [claimed, ledger.transaction(2)])
        ledger.records["consortium/9"] = ledger.records["consortium/1"]
        try ledger.close(transactions: [ledger.transaction(3), ledger.transaction(4)])
        var receipt = Receipt()
        receipt.transaction = try ledger.proven(ledger.sealLeaves[2] - 2)
        receipt.seal = try ledger.proven(ledger.sealLeaves[2])
        receipt.checkpoint = Data(try ledger.checkpoint(cosignedBy: count).encoded)
        receipt.state = try ledger.state(after: 3, keys)
        return Fixture(ledger: ledger, receipt: receipt)
    }

    /// For a transaction that block 1 refused.
    static func refusal() throws -> Fixture {
        var ledger = try TinyLedger()
        let signed = try SignedTransaction(ledger.transaction(1))
        let refusal = Refusal.with {
            $0.transactionID = Data(signed.id.bytes)
            $0.code = .notOwner
        }
        try ledger.close(transactions: [ledger.transaction(2)], refusals: [refusal])
        try ledger.close(transactions: [ledger.transaction(3)])
        var receipt = Receipt()
        receipt.refusal = refusal
        receipt.seal = try ledger.proven(ledger.sealLeaves[1])
        receipt.checkpoint = Data(try ledger.checkpoint().encoded)
        return Fixture(ledger: ledger, receipt: receipt)
    }
}

extension VerificationReport {
    /// The names of the checks that failed.
    var failed: [CheckName] {
        checks.compactMap { if case .failed = $0.outcome { $0.name } else { nil } }
    }

    /// The names of the checks that passed.
    var passed: [CheckName] {
        checks.compactMap { if case .passed = $0.outcome { $0.name } else { nil } }
    }
}
