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

    /// As many bytes are worth a move: SQLite's own thousand pages.
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

    /// Notes that a block of so many bytes was committed, and moves what has gathered.
    ///
    /// - Parameters:
    ///   - byteCount: About what the block put into the log.
    ///   - writer: The connection that commits.
    /// - Throws: What went wrong in the last move: the file takes no more.
    func didCommit(byteCount: Int, writer: DatabasePool) throws(StoreError) {
        let next = state.withLock { state -> (starts: Bool, finishes: Bool, failure: StoreError?) in
            state.pending += byteCount
            guard !state.isMoving, state.failure == nil else {
                return (false, false, state.failure)
            }
            if state.isLong {
                state.isLong = false
                return (false, true, nil)
            }
            guard state.pending >= Self.enough else { return (false, false, nil) }
            state.pending = 0
            state.isMoving = true
            return (true, false, nil)
        }
        if let failure = next.failure { throw failure }
        if next.starts { queue.async { self.move() } }
        if next.finishes {
            _ = try StoreError.catching {
                try writer.writeWithoutTransaction { try Self.move(on: $0) }
            }
        }
    }

    private func move() {
        do {
            let pages = try StoreError.catching {
                try connection.writeWithoutTransaction(Self.move)
            }
            state.withLock { state in
                state.isLong = pages > Self.longest
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
