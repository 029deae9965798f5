import CycladeSchema
import Foundation
import GRDB
import Glibc
import LedgerClient
import LedgerNode
import Rulebook
import TestSupport
import Testing
import Verification
import Vocabulary

@Suite("Ledger node", .timeLimit(.minutes(15)))
struct LedgerNodeTests {
    @Test("a battery's birth gets an outcome, and reads that follow see it")
    func birth() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            let (code, make) = try TestLedger.makeBattery(1)
            let outcome = try await node.submit(ledger.sign("maker", make))
            guard case .accepted = outcome.verdict else {
                Issue.record("\(outcome)")
                return
            }
            #expect(node.queries.battery(code)?.ownerID == "maker")
            let receipt = try await node.receipt(for: outcome.id)
            #expect(receipt?.state.records.count == 1)
        }
    }

    @Test("many concurrent transactions get outcomes at distinct leaves")
    func concurrent() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let leaves = try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            return try await withThrowingTaskGroup(of: UInt64?.self) { group in
                for serial in 1...500 {
                    let bytes = try ledger.sign("maker", TestLedger.makeBattery(serial).1)
                    group.addTask { try await node.submit(bytes).leaf }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(Set(leaves.compactMap { $0 }).count == 500)
    }

    @Test("a refused transaction is used up, and its refusal has a receipt")
    func refusal() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            let bytes = try ledger.sign("manager", TestLedger.registerModel)
            let outcome = try await node.submit(bytes)
            guard case .refused(let refusal) = outcome.verdict else {
                Issue.record("\(outcome)")
                return
            }
            #expect(refusal.code == .roleRequired)
            #expect(try await node.receipt(for: outcome.id)?.refusal.code == .roleRequired)
            await #expect(throws: SubmissionError.self) { _ = try await node.submit(bytes) }
        }
    }

    @Test("what is sent twice is ordered once, also across a restart")
    func replay() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let bytes = try ledger.sign("maker", TestLedger.registerModel)
        try await ledger.withNode { node in
            _ = try await node.submit(bytes)
            #expect(await code(of: bytes, on: node) == .replayed)
        }
        try await ledger.withNode { node in
            #expect(await code(of: bytes, on: node) == .replayed)
        }
    }

    @Test("a restarted node holds the same records and goes on")
    func restart() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let first = try TestLedger.makeBattery(1)
        let id = try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            return try await node.submit(ledger.sign("maker", first.1)).id
        }
        try await ledger.withNode { node in
            #expect(node.queries.battery(first.0)?.stage == .made)
            #expect(try await node.receipt(for: id) != nil)
            _ = try await node.submit(ledger.sign("maker", TestLedger.makeBattery(2).1))
            let assess = TestLedger.assess(first.0, sohBp: 9_000)
            _ = try await node.submit(ledger.sign("assessor", assess))
            let history = try node.queries.history(of: "battery/\(first.0)")
            #expect(history.count == 2)
            #expect(history.last?.transaction?.id == id)
        }
    }

    @Test("a second node on the directory is refused")
    func secondNode() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            node.publish(address: "http://127.0.0.1:8080")
            #expect(
                throws: StoreError.inUse(
                    directory: ledger.directory.path,
                    address: "http://127.0.0.1:8080"
                )
            ) { _ = try ledger.open() }
        }
        _ = try ledger.open()
    }

    @Test("the files of a ledger are for their owner only, also when they were not")
    func permissions() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let path = ledger.directory.path
        #expect(try Self.permissions(of: path) == 0o700)
        #expect(try Self.permissions(of: "\(path)/ledger.sqlite") == 0o600)
        #expect(unsafe chmod("\(path)/ledger.sqlite", 0o644) == 0)
        #expect(unsafe chmod("\(path)/node.lock", 0o644) == 0)
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            let files = ["ledger.sqlite", "ledger.sqlite-wal", "views.sqlite", "node.lock"]
            for file in files {
                #expect(try Self.permissions(of: "\(path)/\(file)") == 0o600, "\(file)")
            }
        }
    }

    private static func permissions(of file: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test("a ledger is made once in a directory")
    func createdOnce() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        await #expect(throws: StoreError.ledgerExists(directory: ledger.directory.path)) {
            try await ledger.create()
        }
    }

    @Test("an expired transaction is refused before it is ordered")
    func expired() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let bytes = try ledger.sign("maker", TestLedger.registerModel)
        ledger.advance(milliseconds: 61_000)
        try await ledger.withNode { node in
            #expect(await code(of: bytes, on: node) == .expired)
        }
    }

    @Test("past its capacity the queue refuses at once, and keeps what it admitted")
    func overload() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let node = try ledger.open(queueCapacity: 2)
        let bytes = try (1...5).map { _ in try ledger.sign("maker", TestLedger.registerModel) }
        // Nothing runs yet: two fill the queue, so the first three answers are refusals.
        await withTaskGroup(of: Bool.self) { group in
            for bytes in bytes {
                group.addTask { await isBusy(bytes, node) }
            }
            for _ in 0..<3 { #expect(await group.next() == true) }
            group.addTask {
                node.shutDown()
                try? await node.run()
                return false
            }
            for await wasBusy in group { #expect(!wasBusy) }
        }
    }

    @Test("a clock that jumps back does not take block times with it")
    func clockJump() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            ledger.advance(milliseconds: 100_000)
            let first = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            ledger.setBack(milliseconds: 30_000)
            let make = try ledger.sign("maker", TestLedger.makeBattery(1).1)
            let second = try await node.submit(make)
            #expect(second.timeMs > first.timeMs)
            #expect(second.leaf != nil)
        }
    }

    private func isBusy(_ bytes: [UInt8], _ node: LedgerNode) async -> Bool {
        do {
            _ = try await node.submit(bytes)
            return false
        } catch {
            guard case .busy = error else { return false }
            return true
        }
    }

    @Test("a damaged database is named and not served", arguments: ["change", "tile", "entry_run"])
    func damage(table: String) async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
        }
        let column = ["change": "records", "tile": "hashes", "entry_run": "entries"][table] ?? ""
        // Of changes the newest: what later ones supersede is not read.
        let row = table == "change" ? "MAX(rowid)" : "MIN(rowid)"
        let database = try DatabaseQueue(path: "\(ledger.directory.path)/ledger.sqlite")
        try await database.write { db in
            let place = "WHERE rowid = (SELECT \(row) FROM \(table))"
            let blob = try Data.fetchOne(db, sql: "SELECT \(column) FROM \(table) \(place)")
            var bytes = [UInt8](try #require(blob))
            bytes[bytes.count - 3] ^= 1
            try db.execute(
                sql: "UPDATE \(table) SET \(column) = ? \(place)",
                arguments: [Data(bytes)]
            )
        }
        try database.close()
        #expect(throws: StoreError.self) { _ = try ledger.open() }
    }

    @Test(
        "rows that cannot be are named and do not stop the process",
        arguments: [
            "UPDATE block SET transactions = -123", "UPDATE block SET time_ms = x'00'",
            "UPDATE block SET first_leaf = -1 WHERE height = 1", "UPDATE change SET records = 7",
            "UPDATE entry_run SET entries = 7", "UPDATE block SET time_ms = time_ms + 1",
            "UPDATE entry_run SET first_leaf = first_leaf + 9223372036854775000",
        ]
    )
    func rowsThatCannotBe(change: String) async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
        }
        let database = try DatabaseQueue(path: "\(ledger.directory.path)/ledger.sqlite")
        try await database.write { try $0.execute(sql: change) }
        try database.close()
        #expect(throws: StoreError.self) { _ = try ledger.open() }
    }

    @Test("a ledger in another format is named, and left as it is")
    func otherFormat() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let database = try DatabaseQueue(path: "\(ledger.directory.path)/ledger.sqlite")
        try await database.write { try $0.execute(sql: "PRAGMA user_version = 1") }
        try database.close()
        #expect(throws: StoreError.otherFormat(found: 1, expected: 2)) { _ = try ledger.open() }
        #expect(throws: StoreError.otherFormat(found: 1, expected: 2)) {
            _ = try LedgerReader(ledger.directory)
        }
    }

    @Test("views that are damaged are made anew", arguments: ["garbage", "old"])
    func viewsMadeAnew(damage: String) async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let id = try await ledger.withNode { node in
            try await node.submit(ledger.sign("maker", TestLedger.registerModel)).id
        }
        let path = "\(ledger.directory.path)/views.sqlite"
        if damage == "garbage" {
            try Data(repeating: 0x5A, count: 8_192).write(to: URL(filePath: path))
        } else {
            try FileManager.default.removeItem(atPath: path)
            try await DatabaseQueue(path: path).write { db in
                try db.execute(sql: "CREATE TABLE transaction_leaf (prefix INTEGER, leaf INTEGER)")
            }
        }
        try await ledger.withNode { node in
            let receipt = try await node.receipt(for: id)
            #expect(receipt != nil)
        }
    }

    @Test("a reader opens the ledger while blocks are written, and finds it whole")
    func readBesideWriter() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for serial in 1...400 {
                        let make = try TestLedger.makeBattery(serial).1
                        _ = try await node.submit(ledger.sign("maker", make))
                    }
                }
                for _ in 0..<30 {
                    let queries = try LedgerReader(ledger.directory).queries()
                    #expect(queries.battery("none") == nil)
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("a views' file with a leaf that cannot be is not believed")
    func damagedViews() async throws {
        let ledger = try TestLedger()
        try await ledger.create()
        let unknown = Digest(.max, 2, 3, 4)
        try await ledger.withNode { _ in }
        let database = try DatabaseQueue(path: "\(ledger.directory.path)/views.sqlite")
        try await database.write { db in
            let prefix = String(repeating: "FF", count: 8)
            try db.execute(
                sql: """
                    INSERT INTO run (id, level, count, part_bits) VALUES (9, 0, 2, 0);
                    INSERT INTO part (id, leaves)
                    VALUES (9 << 24, X'\(prefix)FFFFFFFFFFFFFFFB\(prefix)0000000000000063')
                    """
            )
        }
        try database.close()
        try await ledger.withNode { node in
            let receipt = try await node.receipt(for: unknown)
            #expect(receipt == nil)
        }
    }

    private func code(of bytes: [UInt8], on node: LedgerNode) async -> RefusalCode? {
        do {
            _ = try await node.submit(bytes)
            return nil
        } catch {
            guard case .refused(let refusal) = error else { return nil }
            return refusal.code
        }
    }
}

extension Outcome {
    var leaf: UInt64? {
        guard case .accepted(let leaf) = verdict else { return nil }
        return leaf
    }
}
