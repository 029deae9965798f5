import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import Testing
import Verification
import Vocabulary

import struct Crypto.SHA256

@Suite("Seals and their chain")
struct SealTests {
    /// A ledger of four blocks, the seal of the third edited.
    private func seals(editing edit: (inout Seal) -> Void = { _ in }) throws -> [SealEntry] {
        var ledger = try TinyLedger()
        try ledger.close(transactions: [ledger.transaction(1)])
        try ledger.close(transactions: [], editing: edit)
        try ledger.close(transactions: [ledger.transaction(2)])
        return try ledger.sealLeaves.map { try SealEntry(entry: ledger.leaves[$0]) }
    }

    private func refusal(_ edit: (inout Entry) -> Void) throws -> SealEntryError? {
        var ledger = try TinyLedger()
        try ledger.close(transactions: [])
        var entry = try Entry(serializedBytes: ledger.leaves[1])
        edit(&entry)
        do {
            _ = try SealEntry(entry: entry.bytes())
            return nil
        } catch let error as SealEntryError {
            return error
        }
    }

    @Test("a ledger's seals follow each other")
    func follows() throws {
        let seals = try seals()
        try SealChain.checkFirst(seals[0])
        for (seal, previous) in zip(seals.dropFirst(), seals) {
            try SealChain.check(seal, follows: previous)
        }
    }

    @Test("seals that do not follow are told why")
    func doesNotFollow() throws {
        let seals = try seals()
        #expect(throws: SealChainError.height(expected: 0, found: 1)) {
            try SealChain.checkFirst(seals[1])
        }
        for seal in [seals[3], seals[1], seals[0]] {
            #expect(throws: SealChainError.height(expected: 2, found: seal.height)) {
                try SealChain.check(seal, follows: seals[1])
            }
        }
    }

    @Test("a fork, and a clock that stands still, are found")
    func forks() throws {
        let (seals, fork) = (try seals(), try self.seals { $0.proposer = "city" })
        #expect(
            throws: SealChainError.previousSeal(
                expected: fork[2].leafHash,
                found: seals[3].previousSeal
            )
        ) {
            try SealChain.check(seals[3], follows: fork[2])
        }
        let still = try Entry(serializedBytes: TinyLedger().leaves[0])
        var next = still
        next.height = 1
        next.seal.height = 1
        next.seal.previousSeal = Data(LogHash.leaf(try still.bytes()).bytes)
        let (first, second) = (
            try SealEntry(entry: still.bytes()), try SealEntry(entry: next.bytes())
        )
        #expect(throws: SealChainError.time(previous: first.timeMs, found: first.timeMs)) {
            try SealChain.check(second, follows: first)
        }
    }

    @Test("the largest height has no successor")
    func largestHeight() throws {
        var entry = try Entry(serializedBytes: TinyLedger().leaves[0])
        entry.height = .max
        entry.seal.height = .max
        entry.seal.previousSeal = Data(count: 32)
        let last = try SealEntry(entry: entry.bytes())
        #expect(throws: SealChainError.heightsExhausted) {
            try SealChain.check(last, follows: last)
        }
    }

    @Test("an entry that is no proper seal is refused")
    func refusals() throws {
        #expect(try refusal { _ in } == nil)
        #expect(try refusal { $0.transaction = Data([1]) } == .notSeal)
        #expect(try refusal { $0.content = nil } == .notSeal)
        #expect(try refusal { $0.height += 1 } == .contradiction(.height))
        #expect(try refusal { $0.timeMs += 1 } == .contradiction(.time))
        #expect(try refusal { $0.index += 1 } == .contradiction(.index))
        #expect(try refusal { $0.seal.previousSeal = Data() } == .digest(.previousSeal))
        #expect(try refusal { $0.seal.stateRoot.removeLast() } == .digest(.stateRoot))
        #expect(try refusal { $0.seal.batchDigest = Data() } == .digest(.batchDigest))
        #expect(try refusal { $0.seal.refusals = [Refusal()] } == .refusal)
        let wordy = Refusal.with {
            $0.transactionID = Data(count: 32)
            $0.code = .expired
            $0.field = "valid_until_ms"
        }
        #expect(try refusal { $0.seal.refusals = [wordy] } == .refusal)
        #expect(throws: SealEntryError.encoding(.undecodable)) { try SealEntry(entry: [1]) }
        #expect(throws: SealEntryError.tooLarge(byteCount: 65_536)) {
            try SealEntry(entry: Array(repeating: 0, count: 65_536))
        }
    }
}

@Suite("Digests by purpose")
struct DomainSeparationTests {
    @Test("each is SHA-256 of its label, a zero byte and the bytes")
    func labels() throws {
        let bytes: [UInt8] = [1, 2, 3]
        func expected(_ label: String) -> [UInt8] {
            Array(SHA256.hash(data: Array("cyclade/\(label)/v1\0".utf8) + bytes))
        }
        #expect(BatchDigest.of(bytes).bytes == expected("batch"))
        #expect(GenesisDigest.of(bytes).bytes == expected("genesis"))
        #expect(TransactionDigest.id(ofBody: bytes).bytes == expected("txid"))
        #expect(Array(TransactionDigest.message(ofBody: bytes)) == expected("tx"))
    }
}
