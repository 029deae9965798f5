import CycladeSchema
import FoundationEssentials
import GRDB
import MerkleLog
import Vocabulary

/// The ledger's file as it was at one moment.
struct LedgerSnapshot {
    let db: Database

    /// The serialized genesis.
    func genesis() throws -> [UInt8] {
        guard let bytes = try Data.fetchOne(db, sql: "SELECT bytes FROM genesis WHERE id = 1")
        else {
            throw StoreError.corrupt("it has no genesis")
        }
        return Array(bytes)
    }

    /// The newest block; `nil` in a ledger that has none yet.
    func lastBlock() throws -> BlockRow? {
        try block("ORDER BY height DESC LIMIT 1", [])
    }

    /// The block of this height.
    func block(height: UInt64) throws -> BlockRow? {
        try block("WHERE height = ?", [Int64(clamping: height)])
    }

    /// The block that holds this leaf.
    func block(containing leaf: UInt64) throws -> BlockRow? {
        try block(
            "WHERE first_leaf <= ? ORDER BY first_leaf DESC LIMIT 1",
            [Int64(clamping: leaf)]
        )
    }

    /// The first block at or after this time, in Unix milliseconds.
    func firstBlock(since timeMs: UInt64) throws -> BlockRow? {
        // Times rise with heights, so the newest earlier block is found from the end.
        let earlier = try block(
            "WHERE time_ms < ? ORDER BY height DESC LIMIT 1",
            [Int64(clamping: timeMs)]
        )
        return try block(height: earlier.map { $0.height + 1 } ?? 0)
    }

    private func block(_ clause: String, _ arguments: StatementArguments) throws -> BlockRow? {
        let sql = "SELECT height, first_leaf, transactions, time_ms FROM block \(clause)"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: arguments) else { return nil }
        // Below 2^63 each, so that their sums fit.
        let numbers = (0..<4).compactMap { Int64.fromDatabaseValue(row[$0]) }
            .compactMap { UInt64(exactly: $0) }
        guard numbers.count == 4 else { throw StoreError.corrupt("a block's row") }
        return BlockRow(
            height: numbers[0],
            firstLeaf: numbers[1],
            transactionCount: numbers[2],
            timeMs: numbers[3]
        )
    }

    /// The history links of a block.
    func links(height: UInt64) throws -> [UInt8] {
        let sql = "SELECT links FROM block WHERE height = ?"
        return Array(try Data.fetchOne(db, sql: sql, arguments: [Int64(height)]) ?? Data())
    }

    /// A bundle of 256 entries, or fewer at the end.
    func bundle(_ number: UInt64) throws -> EntryBundle {
        let first = Int64(number) * Int64(EntryBundle.maximumCount)
        let runs = try Data.fetchAll(
            db,
            sql: """
                SELECT entries FROM entry_run WHERE first_leaf >= ? AND first_leaf < ?
                ORDER BY first_leaf
                """,
            arguments: [first, first + Int64(EntryBundle.maximumCount)]
        )
        guard !runs.isEmpty else { throw StoreError.corrupt("entry bundle \(number) is missing") }
        do {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(runs.reduce(0) { $0 + $1.count })
            for run in runs { bytes.append(contentsOf: run) }
            return try EntryBundle(decoding: bytes)
        } catch {
            throw StoreError.corrupt("entry bundle \(number): \(error)")
        }
    }

    /// The entries of leaves that lie in one bundle, compared with the tree.
    func entries(at leaves: Range<UInt64>) throws -> [ArraySlice<UInt8>] {
        let width = UInt64(EntryBundle.maximumCount)
        let bundle = try bundle(leaves.lowerBound / width)
        let hashes = try hashes(of: leaves)
        return try zip(leaves, hashes).map { leaf, hash in
            let position = Int(leaf % width)
            let entry = position < bundle.count ? bundle[position] : []
            return try Self.compared(entry, with: hash, at: leaf)
        }
    }

    /// The hashes of leaves that lie in one tile.
    private func hashes(of leaves: Range<UInt64>) throws -> ArraySlice<Digest> {
        let width = UInt64(EntryBundle.maximumCount)
        let tile = TileID(level: 0, index: leaves.lowerBound / width)
        let first = Int(leaves.lowerBound % width)
        let end = first + leaves.count
        return try hashes(of: tile, width: end)[first..<end]
    }

    /// The entry if it is the one in the tree; what does not hash to its leaf is not served.
    private static func compared(
        _ entry: ArraySlice<UInt8>,
        with hash: Digest?,
        at leaf: UInt64
    ) throws -> ArraySlice<UInt8> {
        guard LogHash.leaf(entry) == hash else {
            throw StoreError.corrupt("entry \(leaf) is not the one in the tree")
        }
        return entry
    }

    /// An entry, compared with the tree.
    ///
    /// Reads only the run that holds it, and not the whole bundle.
    func entry(at leaf: UInt64) throws -> [UInt8] {
        guard let wanted = Int64(exactly: leaf) else {
            throw StoreError.corrupt("there can be no entry \(leaf)")
        }
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT first_leaf, entries FROM entry_run WHERE first_leaf <= ?
                    ORDER BY first_leaf DESC LIMIT 1
                    """
            ),
            arguments: [wanted]
        )
        guard let row else { throw StoreError.corrupt("entry \(leaf) is missing") }
        guard let first = Int64.fromDatabaseValue(row[0]), first >= 0,
            let bytes = Data.fromDatabaseValue(row[1]),
            let run = try? EntryBundle(decoding: Array(bytes)),
            case let position = Int(wanted - first),
            run.indices.contains(position)
        else { throw StoreError.corrupt("the run of entry \(leaf)") }
        let hash = try hashes(of: leaf..<leaf + 1).first
        return Array(try Self.compared(run[position], with: hash, at: leaf))
    }

    /// Calls `body` with each entry of `leaves`, in order, compared with the tree.
    func forEachEntry(
        at leaves: Range<UInt64>,
        _ body: (_ leaf: UInt64, _ bytes: ArraySlice<UInt8>) throws -> Void
    ) throws {
        let width = UInt64(EntryBundle.maximumCount)
        var first = leaves.lowerBound
        while first < leaves.upperBound {
            let end = min(leaves.upperBound, (first / width + 1) * width)
            for (leaf, bytes) in try zip(first..<end, entries(at: first..<end)) {
                try body(leaf, bytes)
            }
            first = end
        }
    }

    /// The newest checkpoint as a signed note.
    func checkpoint() throws -> [UInt8] {
        guard let note = try Data.fetchOne(db, sql: "SELECT note FROM checkpoint WHERE id = 1")
        else {
            throw StoreError.corrupt("it has no checkpoint")
        }
        return Array(note)
    }

    /// Calls `body` with the change blobs of all heights, newest first, some megabytes at a time.
    func forEachRunOfChanges(_ body: ([ChangeBlob.Stored]) throws -> Void) throws {
        let enough = 16 * 1_024 * 1_024
        var run: [ChangeBlob.Stored] = []
        var byteCount = 0
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT height, records FROM change ORDER BY height DESC"
        )
        while let row = try rows.next() {
            guard let height = Int64.fromDatabaseValue(row[0]),
                let bytes = Data.fromDatabaseValue(row[1])
            else { throw StoreError.corrupt("the row of a block's changes") }
            run.append(
                ChangeBlob.Stored(height: UInt64(bitPattern: height), bytes: Array(bytes))
            )
            byteCount += bytes.count
            if byteCount >= enough {
                try body(run)
                run.removeAll()
                byteCount = 0
            }
        }
        try body(run)
    }
}

extension LedgerSnapshot: TileReader {
    func hashes(of tile: TileID, width: Int) throws -> [Digest] {
        let select = try db.cachedStatement(sql: "SELECT hashes FROM tile WHERE id = ?")
        guard let bytes = try Data.fetchOne(select, arguments: [tile.rowID]),
            let hashes = try? TileData.decode(Array(bytes)), hashes.count >= width
        else {
            throw StoreError.corrupt("\(tile.path(width: width)) is missing or short")
        }
        return hashes
    }
}
