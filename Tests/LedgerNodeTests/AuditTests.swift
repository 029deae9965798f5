import CycladeSchema
import Foundation
import GRDB
import LedgerClient
import LedgerNode
import MerkleLog
import TestSupport
import Testing
import Vocabulary

@Suite("Audit and export", .timeLimit(.minutes(15)))
struct AuditTests {
    @Test("a sound ledger is re-verified from its genesis")
    func sound() async throws {
        let ledger = try await ledgerWithBatteries(40)
        let report = try LedgerReader(ledger.directory).audit { _, _ in }
        #expect(report.transactions == 41)
        #expect(report.refusals == 1)
        #expect(report.treeSize == report.blocks + report.transactions)
    }

    @Test("an audit reads beside a running node")
    func besideNode() async throws {
        let ledger = try await ledgerWithBatteries(3)
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.makeBattery(9_000).1))
            let report = try LedgerReader(ledger.directory).audit { _, _ in }
            #expect(report.transactions == 5)
        }
    }

    @Test("a changed entry is found, wherever it is", arguments: [0, 1, 2])
    func changedEntry(number: Int) async throws {
        let ledger = try await ledgerWithBatteries(40)
        let database = try DatabaseQueue(path: "\(ledger.directory.path)/ledger.sqlite")
        try await database.write { db in
            let row = try Row.fetchOne(
                db,
                sql:
                    "SELECT first_leaf, entries FROM entry_run ORDER BY first_leaf LIMIT 1 OFFSET ?",
                arguments: [number]
            )
            let run = try #require(row)
            var bytes = [UInt8](run[1] as Data)
            bytes[bytes.count / 2] ^= 1
            try db.execute(
                sql: "UPDATE entry_run SET entries = ? WHERE first_leaf = ?",
                arguments: [Data(bytes), run[0] as Int64]
            )
        }
        try database.close()
        #expect(throws: (any Error).self) {
            _ = try LedgerReader(ledger.directory).audit { _, _ in }
        }
    }

    @Test("an export holds the checkpoint's tree")
    func export() async throws {
        let ledger = try await ledgerWithBatteries(300)
        let directory = "\(ledger.directory.path)/export"
        let size = try LedgerReader(ledger.directory).export(to: directory) { _, _ in }
        let checkpoint = try Data(contentsOf: URL(filePath: "\(directory)/checkpoint"))
        let note = try SignedNote(parsing: [UInt8](checkpoint))
        let root = try LogTree.root(treeSize: size, tiles: ExportedTiles(directory: directory))
        #expect(try Checkpoint(parsing: note.text).root == root)
    }

    private func ledgerWithBatteries(_ count: Int) async throws -> TestLedger {
        let ledger = try TestLedger()
        try await ledger.create()
        try await ledger.withNode { node in
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            _ = try await node.submit(ledger.sign("maker", TestLedger.registerModel))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for serial in 1...count {
                    let bytes = try ledger.sign("maker", TestLedger.makeBattery(serial).1)
                    group.addTask { _ = try await node.submit(bytes) }
                }
                try await group.waitForAll()
            }
        }
        return ledger
    }
}

private struct ExportedTiles: TileReader {
    let directory: String

    func hashes(of tile: TileID, width: Int) throws -> [Digest] {
        let path = "\(directory)/\(tile.path(width: width))"
        let full = "\(directory)/\(tile.path(width: TileID.fullWidth))"
        let file = FileManager.default.fileExists(atPath: path) ? path : full
        return try TileData.decode([UInt8](Data(contentsOf: URL(filePath: file))))
    }
}
