import CycladeSchema
import LedgerNode
import Rulebook
import Supervision
import Synchronization

/// Keeps watch over a ledger that is written or read elsewhere.
final class SupervisedLedger: Sendable {
    private let supervisor = Mutex(Supervisor())

    /// Takes in a block.
    var observer: BlockObserver {
        { block in
            self.supervisor.withLock { supervisor in
                for transaction in block { supervisor.add(transaction) }
            }
        }
    }

    /// Looks at what has been seen so far.
    func read<Value: Sendable>(_ body: (inout sending Supervisor) -> sending Value) -> Value {
        supervisor.withLock { body(&$0) }
    }

    /// Executes a ledger again from its genesis, and keeps watch over it.
    ///
    /// - Parameters:
    ///   - directory: Where the ledger is.
    ///   - time: Up to when, in Unix milliseconds; `nil` for its newest block.
    /// - Returns: What has been seen by then.
    /// - Throws: What an audit finds, or why the ledger cannot be read.
    static func reading(_ directory: DataDirectory, asOf time: UInt64?) throws -> Supervisor {
        let ledger = SupervisedLedger()
        let progress = Progress()
        defer { progress.clear() }
        progress.begin("entries")
        _ = try LedgerReader(directory).audit(observer: ledger.observer) {
            progress.show(Int($0), of: Int($1))
        }
        return ledger.read { supervisor in
            if let time { supervisor.advance(to: time) }
            return supervisor
        }
    }
}
