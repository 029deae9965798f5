import CycladeSchema
import Dispatch
import FleetSimulation
import LedgerNode
import Rulebook
import Supervision

/// A regulator that keeps watch while a ledger is written: it puts what the rules find on the
/// ledger, and takes note of it a week later.
///
/// Supervision runs on a thread of its own, behind the ledger's.
final class LiveSupervision {
    private static let noteAfterMs: UInt64 = 7 * 86_400_000

    private let regulatorID: String
    private let ledger = SupervisedLedger()
    private let thread = DispatchQueue(label: "supervision")
    private var raised: Set<String> = []
    private var unnoted: [(time: UInt64, warningID: String)] = []
    private var seen = 0

    init(regulator regulatorID: String) {
        self.regulatorID = regulatorID
    }

    /// Takes in a block, later.
    var observer: BlockObserver {
        let (thread, add) = (thread, ledger.observer)
        return { block in thread.async { add(block) } }
    }

    /// What the regulator has to sign at `time`, from every block so far.
    func commands(at time: UInt64) -> [TransactionBody.OneOf_Command] {
        thread.sync {}
        let seen = seen
        let findings = ledger.read { Array($0.findings[seen...]) }
        self.seen += findings.count
        var commands: [TransactionBody.OneOf_Command] = []
        while let next = unnoted.first, next.time + Self.noteAfterMs <= time {
            unnoted.removeFirst()
            var note = AcknowledgeWarning()
            note.warningID = next.warningID
            note.reason = "Taken up with whom it concerns."
            commands.append(.acknowledgeWarning(note))
        }
        for finding in findings where raised.insert(finding.warningID).inserted {
            commands.append(.raiseWarning(finding.command))
            unnoted.append((time, finding.warningID))
        }
        return commands
    }

    /// The same as intents of the regulator.
    func intents(of commands: [TransactionBody.OneOf_Command], at time: UInt64) -> [Intent] {
        commands.map { Intent(time: time, memberID: regulatorID, command: $0) }
    }

    /// Waits until every block is taken in, lets time pass, and looks at what there is.
    func finish(at time: UInt64) -> Supervisor {
        thread.sync {}
        return ledger.read { supervisor in
            supervisor.advance(to: time)
            return supervisor
        }
    }
}
