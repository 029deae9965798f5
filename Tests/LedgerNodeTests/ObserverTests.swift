import CycladeSchema
import LedgerNode
import Rulebook
import Synchronization
import TestSupport
import Testing

@Suite("Observers", .timeLimit(.minutes(15)))
struct ObserverTests {
    /// What an observer has been told.
    private final class Told: Sendable {
        private let list = Mutex<[AppliedTransaction]>([])

        var observer: BlockObserver {
            { block in self.list.withLock { $0 += block } }
        }

        var all: [AppliedTransaction] { list.withLock { $0 } }
    }

    @Test("an audit tells what the node told, and the genesis before it")
    func audit() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let live = Told()
        let node = try LedgerNode(
            opening: ledger.directory,
            keyring: ledger.keyring,
            memberID: "operator",
            observer: live.observer,
            now: ledger.now
        )
        async let running: Void = node.run()
        _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
        // The second is refused: it makes what exists.
        let batch = try [1, 1, 2].map { serial in
            try node.verify(ledger.sign("maker", TestLedger.makeBattery(serial).1))
        }
        let results = await node.submit(inOrder: batch)
        #expect(try results.map { try $0.get().leaf != nil } == [true, false, true])
        node.shutDown()
        try await running

        let told = live.all
        #expect(told.map(\.leaf) == [1, 3, 4])
        #expect(told.map(\.events.count) == [2, 1, 1])

        let audited = Told()
        _ = try LedgerReader(ledger.directory).audit(observer: audited.observer) { _, _ in }
        #expect(audited.all.map(\.leaf) == [0] + told.map(\.leaf))
        #expect(audited.all.dropFirst().map(\.events) == told.map(\.events))
        #expect(audited.all.dropFirst().map(\.blockTime) == told.map(\.blockTime))
        // The policy, and each founder.
        #expect(audited.all.first?.events.count == 1 + (try ledger.genesis.founders.count))
    }

    @Test("what is verified ahead is still checked for its time when it is submitted")
    func time() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            let verified = try node.verify(ledger.sign("maker", TestLedger.registerModel))
            ledger.advance(milliseconds: 120_000)
            let late = await node.submit(inOrder: [verified])
            guard case .failure(.refused(let refusal))? = late.first else {
                Issue.record("\(late)")
                return
            }
            #expect(refusal.code == .expired)
            var bytes = try ledger.sign("maker", TestLedger.registerModel)
            bytes[bytes.count - 1] ^= 1
            #expect(throws: Refusal.self) { _ = try node.verify(bytes) }
        }
    }
}
