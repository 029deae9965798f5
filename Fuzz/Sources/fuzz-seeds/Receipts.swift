import CycladeSchema
import FoundationEssentials
import FuzzLedger
import SwiftProtobuf

/// Receipts that hold, one for each way in which they can be made up.
struct Receipts {
    let ledger: OpenLedger

    private static let timeMs: UInt64 = 1_760_000_000_000

    var all: [Receipt] {
        get throws {
            let body = Bodies.all.first ?? []
            let transaction = try Entry.with {
                $0.height = 4
                $0.timeMs = Self.timeMs
                $0.transaction = Data(try ledger.transaction(body))
            }
            let refusal = Refusal.with {
                $0.transactionID = Data(repeating: 5, count: 32)
                $0.code = .notOwner
            }
            let key = try ProvenRecord.with {
                $0.key = Data(OpenLedger.keyName.utf8)
                $0.record = try ledger.memberKey.serializedBytes()
            }
            let absent = ProvenRecord.with { $0.key = Data("battery/none".utf8) }

            var now = Receipt()
            now.transaction.entry = try transaction.serializedBytes()
            now.seal.entry = try seal(height: 4, transactions: 1)
            now.state.seal = now.seal
            now.state.records = [key]
            var later = now
            later.state.seal.entry = try seal(height: 5)
            later.state.records = [key, absent] + kinds
            var stateless = now
            stateless.clearState()
            var refused = Receipt()
            refused.refusal = refusal
            refused.seal.entry = try seal(height: 4, refusals: [refusal])
            return try [now, later, stateless, refused].map(ledger.proving)
        }
    }

    private var kinds: [ProvenRecord] {
        Records.all.enumerated().map { index, record in
            ProvenRecord.with {
                $0.key = Data("record/\(index)".utf8)
                $0.record = Data(record)
            }
        }
    }

    private func seal(
        height: UInt64,
        transactions count: UInt32 = 0,
        refusals: [Refusal] = []
    ) throws -> Data {
        let entry = Entry.with {
            $0.height = height
            $0.index = count
            $0.timeMs = Self.timeMs
            $0.seal.height = height
            $0.seal.timeMs = Self.timeMs
            $0.seal.previousSeal = Data(repeating: 6, count: 32)
            $0.seal.stateRoot = Data(repeating: 7, count: 32)
            $0.seal.transactionCount = count
            $0.seal.refusals = refusals
            $0.seal.batchDigest = Data(repeating: 8, count: 32)
            $0.seal.proposer = "acme"
        }
        return try entry.serializedBytes()
    }
}
