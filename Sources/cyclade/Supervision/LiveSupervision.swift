import CycladeSchema
import Dispatch
import FleetSimulation
import LedgerNode
import Rulebook
import Supervision
import Synchronization

/// A regulator that keeps watch while a ledger is written: it puts what the rules find on the
/// ledger, and takes note of it a week later.
///
/// Supervision runs on a thread of its own, behind the ledger's.
final class LiveSupervision {
    private static let noteAfterMs: UInt64 = 7 * 86_400_000

    private let regulatorID: String
    private let ledger = SupervisedLedger()
    private let thread = DispatchQueue(label: "supervision")
    /// How many findings there were at each mark that was not asked for yet.
    private let marks = FindingCounts()
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

    /// Marks the end of the blocks so far: what they show is what ``commands(at:)`` gives, however
    /// many blocks have followed by then.
    func mark() {
        thread.async { [ledger, marks] in
            let count = ledger.read { $0.findings.count }
            marks.counts.withLock { $0.append(count) }
        }
    }

    /// What the regulator has to sign at `time`, from every block before the oldest mark.
    func commands(at time: UInt64) -> [TransactionBody.OneOf_Command] {
        thread.sync {}
        let end = marks.counts.withLock { $0.isEmpty ? seen : $0.removeFirst() }
        let findings = ledger.read { [seen] in Array($0.findings[seen..<end]) }
        seen = end
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

/// Counts that one thread notes and another takes.
private final class FindingCounts: Sendable {
    let counts = Mutex<[Int]>([])
}
