import CycladeSchema
public import Rulebook

/// Keeps watch over a ledger: duties and their deadlines, warnings, credit, and the numbers that are
/// reported.
///
/// A fold over accepted transactions. It decides nothing and reads no clock: the same entries, and
/// the same calls of ``advance(to:)``, give the same findings everywhere. What it goes by is the
/// policy's ``SupervisionTerms``; a limit of 0 switches its rule off.
///
/// ```swift
/// var supervisor = Supervisor()
/// for transaction in ledger { supervisor.add(transaction) }
/// supervisor.advance(to: now)
/// for duty in supervisor.dueList(of: "collector") { print(duty.kind, duty.dueMs) }
/// ```
public struct Supervisor: Sendable {
    /// What the rules have found, in order.
    public internal(set) var findings: [Finding] = []
    /// The numbers of docs/domain.md, "Numbers that are reported", each with the entries it sums.
    public internal(set) var indicators = Indicators()
    /// Everything up to here has been looked at, in Unix milliseconds.
    public private(set) var time: UInt64 = 0

    var policy = Policy()
    var calendar = DutyCalendar(SupervisionTerms())
    var batteries = BatteryBooks()
    var members: [String: MemberBook] = [:]
    var models: [String: RegisterModel] = [:]
    var lots: [String: RecoveredMaterial] = [:]
    var prices: [String: UInt64] = [:]
    var contracts: [String: MaterialContract] = [:]
    var leases: [String: String] = [:]
    var gateways: [String: UInt64] = [:]
    var stations: [String: StationPlace] = [:]
    var shipments: [String: Handover] = [:]
    var irregularities: [String: Irregularity] = [:]
    var duties = DutyBook()
    var credits = CreditBook([])
    var watched = Deadlines<Int>()
    /// The batteries that have gone dark, and the leaf that heard of each last.
    var dark: [Int: UInt64] = [:]
    /// Who had the battery that was moved last, before.
    var custodianBefore = ""
    var foundedMs: UInt64 = 0

    /// Creates a supervisor that has seen nothing.
    public init() {}

    /// Takes in the next accepted transaction; the genesis comes first, with an empty body.
    ///
    /// O(events), and O(log n) for each deadline that it sets or that has passed.
    public mutating func add(_ transaction: AppliedTransaction) {
        advance(to: transaction.blockTime)
        let entry = SupervisedEntry(transaction)
        judgeReport(entry)
        for event in transaction.events { fold(event, entry) }
        judge(entry)
    }

    /// Lets time pass: what fell due before `time` is found overdue, and what was not heard of dark.
    public mutating func advance(to time: UInt64) {
        guard time > self.time else { return }
        self.time = time
        while let duty = duties.nextOverdue(before: time) { findOverdue(duty) }
        while let (number, due) = watched.next(before: time) { look(at: number, due) }
    }
}

/// The entry whose events are folded.
struct SupervisedEntry {
    let mark: EntryMark
    let body: TransactionBody
    /// The day in China that its block falls on.
    let day: Int

    var leaf: UInt64 { mark.leaf }
    var time: UInt64 { mark.time }
    var signer: String { body.memberID }

    init(_ transaction: AppliedTransaction) {
        mark = EntryMark(leaf: transaction.leaf, time: transaction.blockTime)
        body = transaction.body
        day = WorkDays.day(of: transaction.blockTime)
    }
}

// MARK: - Views

extension Supervisor {
    /// The open duties of a member, or of everyone; the soonest first.
    public func dueList(of memberID: String? = nil) -> [Duty] {
        duties.all
            .filter { memberID == nil || $0.holderID == memberID }
            .sorted { left, right in
                (left.dueMs, left.openedLeaf, left.subject)
                    < (right.dueMs, right.openedLeaf, right.subject)
            }
    }

    /// The credit of a member, as of the time that has been reached.
    public func credit(of memberID: String) -> Credit {
        credits.credit(of: memberID, on: WorkDays.day(of: time))
    }

    /// The leased batteries that have gone dark, each with the entry that heard of it last.
    public var darkBatteries: EntrySum {
        var sum = EntrySum()
        for leaf in dark.values.sorted() { sum.add(1, leaf) }
        return sum
    }

    /// The members, in the order of their ids.
    public var memberIDs: [String] { members.keys.sorted() }
}

// MARK: - Finding

extension Supervisor {
    /// Puts down what a rule has found.
    mutating func find(
        _ rule: WarningRule,
        of subject: String,
        holder: String = "",
        evidence: [UInt64],
        at time: UInt64,
        _ explanation: String
    ) {
        findings.append(
            Finding(
                rule,
                of: subject,
                holder: holder,
                evidence: evidence,
                at: time,
                explanation
            )
        )
    }
}
