import FoundationEssentials
import Synchronization
import Vocabulary

/// Finds the leaf that holds a transaction's outcome by the transaction's id.
///
/// The newest are in memory; older ones in the views' file, ``LeafRuns``, written behind the commit.
final class TransactionIndex: Sendable {
    private struct Recent {
        /// What the file has not got.
        var leaves: [Digest: UInt64] = [:]
        /// What is being written to the file just now.
        var folding: [Digest: UInt64] = [:]
        /// The size of the tree that both and the file cover together.
        var treeSize: UInt64
        var isStopped = false
    }

    private static let foldingInterval = Duration.seconds(1)
    /// The fewest leaves that are worth a batch.
    private static let smallestBatch = 8_192

    private let file: LeafRuns
    private let recent: Mutex<Recent>

    /// Opens the index at `path` and brings it up to date with the ledger.
    ///
    /// A file that is lost, damaged, of another version or ahead of the ledger is made anew.
    init(path: String, ledger: LedgerStore, treeSize: UInt64) throws {
        do {
            file = try Self.open(path, ledger, treeSize: treeSize)
        } catch {
            // Anew. If the ledger is at fault, it says so again.
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            file = try Self.open(path, ledger, treeSize: treeSize)
        }
        recent = Mutex(Recent(treeSize: treeSize))
    }

    private static func open(
        _ path: String,
        _ ledger: LedgerStore,
        treeSize: UInt64
    ) throws -> LeafRuns {
        let file = try LeafRuns(path: path)
        guard try file.treeSize() <= treeSize else {
            throw StoreError.corrupt("the views are ahead of the ledger")
        }
        try catchUp(file, with: ledger, to: treeSize)
        return file
    }

    /// The leaves that may hold the outcome of `id`: its entry, or the seal that refuses it.
    ///
    /// Older ones are found by a prefix of the id, so the caller must look at what they hold.
    func candidates(for id: Digest) throws -> [UInt64] {
        let (leaf, treeSize) = recent.withLock { recent in
            (recent.leaves[id] ?? recent.folding[id], recent.treeSize)
        }
        if let leaf { return [leaf] }
        // The file may be damaged, or belong to a ledger that went on.
        return try file.leaves(under: id.words.0).filter { $0 < treeSize }
    }

    /// Adds the outcomes of a block whose tree has `treeSize` leaves.
    func add(_ outcomes: [Outcome?], treeSize: UInt64) {
        recent.withLock { recent in
            for case let outcome? in outcomes {
                switch outcome.verdict {
                case .accepted(let leaf): recent.leaves[outcome.id] = leaf
                case .refused: recent.leaves[outcome.id] = treeSize - 1
                }
            }
            recent.treeSize = treeSize
        }
    }

    /// Moves what is in memory to the file from time to time, and once more when stopped.
    func foldUntilStopped() async throws {
        while !recent.withLock({ $0.isStopped }) {
            try? await Task.sleep(for: Self.foldingInterval)
            try fold()
        }
        // What came while the last batch was written.
        try fold()
    }

    /// Ends ``foldUntilStopped()`` within a second, or after the merge under way.
    func stop() {
        recent.withLock { $0.isStopped = true }
    }

    private func fold() throws {
        let (leaves, treeSize) = recent.withLock { recent in
            guard recent.isStopped || recent.leaves.count >= Self.smallestBatch else {
                return ([Digest: UInt64](), recent.treeSize)
            }
            recent.folding = recent.leaves
            recent.leaves = [:]
            return (recent.folding, recent.treeSize)
        }
        guard !leaves.isEmpty else { return }
        do {
            try Self.write(leaves, to: file, treeSize: treeSize)
        } catch {
            // The next opening makes the file anew.
            try? file.invalidate()
            throw error
        }
        recent.withLock { $0.folding = [:] }
    }

    private static func write(
        _ leaves: [Digest: UInt64],
        to file: LeafRuns,
        treeSize: UInt64
    ) throws {
        let indexed = leaves.map { IndexedLeaf(prefix: $0.key.words.0, leaf: $0.value) }
        try file.add(indexed, treeSize: treeSize)
    }

    /// Reads the entries that the file lacks.
    private static func catchUp(
        _ file: LeafRuns,
        with ledger: LedgerStore,
        to treeSize: UInt64
    ) throws {
        var size = try file.treeSize()
        while size < treeSize {
            let end = min(size + 65_536, treeSize)
            var leaves: [Digest: UInt64] = [:]
            try ledger.read { snapshot in
                try snapshot.forEachEntry(at: size..<end) { leaf, bytes in
                    try EntryOutcomes.forEach(in: bytes) { id, _ in leaves[id] = leaf }
                }
            }
            try write(leaves, to: file, treeSize: end)
            size = end
        }
    }
}
