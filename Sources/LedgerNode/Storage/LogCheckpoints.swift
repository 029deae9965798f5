import Dispatch
import GRDB
import Synchronization

/// Moves what is committed from SQLite's write-ahead log into the ledger's file, beside the writer.
///
/// Left to SQLite, a commit that crosses a thousand pages would move them itself, and its callers
/// would wait for the disk twice more. The log begins anew only once all of it is moved while nobody
/// appends; when it has grown long, the writer moves the little that is left.
final class LogCheckpoints: Sendable {
    private struct State {
        /// Bytes committed since the last move began.
        var pending = 0
        var isMoving = false
        var isLong = false
        var failure: StoreError?
    }

    /// As many bytes are worth a move: a quarter of what SQLite would wait for.
    private static let enough = 1 * 1_024 * 1_024
    /// A log of more pages of 4 KiB than this is long: 64 MiB.
    private static let longest = 16_384

    private let connection: DatabaseQueue
    private let queue = DispatchQueue(label: "ledger-checkpoints")
    private let state = Mutex(State())

    /// Opens a connection of its own to the file at `path`.
    init(path: String) throws {
        connection = try DatabaseQueue(path: path)
    }

    /// Requires that all moves so far went well.
    ///
    /// - Throws: What went wrong: the file takes no more.
    func check() throws(StoreError) {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Notes that a block of about so many bytes was committed, and moves what has gathered.
    ///
    /// - Parameters:
    ///   - byteCount: About what the block put into the log.
    ///   - writer: The connection that commits, and that moves the rest of a long log itself.
    func didCommit(byteCount: Int, writer: DatabasePool) {
        let (starts, finishes) = state.withLock { state in
            state.pending += byteCount
            guard !state.isMoving, state.isLong || state.pending >= Self.enough else {
                return (false, false)
            }
            state.pending = 0
            state.isMoving = true
            return (!state.isLong, state.isLong)
        }
        if starts { queue.async { self.move(by: self.connection, isLast: false) } }
        if finishes { move(by: writer, isLast: true) }
    }

    /// Waits for a move under way, and closes the connection.
    func close() throws {
        queue.sync {}
        try connection.close()
    }

    private func move(by connection: some DatabaseWriter, isLast: Bool) {
        do {
            let pages = try StoreError.catching {
                try connection.writeWithoutTransaction(Self.move)
            }
            state.withLock { state in
                state.isLong = !isLast && pages > Self.longest
                state.isMoving = false
            }
        } catch {
            state.withLock { $0.failure = error }
        }
    }

    /// Moves what no reader needs in the log any more.
    ///
    /// - Returns: The pages in the log, moved ones included.
    private static func move(on db: Database) throws -> Int {
        do {
            return try db.checkpoint(.passive).walFrameCount
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            // Another process moves them.
            return 0
        }
    }
}
