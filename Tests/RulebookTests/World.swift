import CycladeSchema
import Rulebook
import Vocabulary

typealias Command = TransactionBody.OneOf_Command

/// Records kept in memory, as a node's store would.
final class MemoryRecords: RecordSource {
    var records: [Digest: Record] = [:]

    func record(at path: Digest) -> Record? { records[path] }
}

/// A founded ledger with a member of every role, three models and a clock.
final class World {
    /// 2026-01-15T00:00:00Z.
    static let start: UInt64 = 1_768_435_200_000
    static let day: UInt64 = 86_400_000

    let records = MemoryRecords()
    let state: LedgerState
    private(set) var leaf: UInt64 = 0
    /// Every history link so far, in order.
    private(set) var links: [HistoryLink] = []

    init() throws {
        state = LedgerState(over: records)
        state.begin(leaf: 0)
        for event in try Founding.events.get() { event.apply(to: state) }
        try run(registerModel(), by: "maker")
        try run(registerModel(Self.module), by: "maker")
        try run(registerModel(Self.second), by: "cascade")
        for member in ["cascade", "dismantler", "rival"] {
            try run(grant(member, .cascadeUse), by: "regulator")
            try run(grant(member, .dismantling), by: "regulator")
        }
        settle()
    }

    /// Decides `command` and, unless refused, applies what follows from it.
    @discardableResult
    func execute(
        _ command: Command,
        by member: String,
        key: String = "k1",
        at time: UInt64 = World.start
    ) -> Result<[Event], Refusal> {
        leaf += 1
        var body = TransactionBody()
        body.ledger = Founding.ledger
        body.memberID = member
        body.keyID = key
        body.validUntilMs = time
        body.occurredMs = time
        body.command = command
        return execute(body, at: time)
    }

    func execute(_ body: TransactionBody, at time: UInt64) -> Result<[Event], Refusal> {
        let transaction = OrderedTransaction(id: Digest(0, 0, 0, leaf), body: body)
        do throws(Refusal) {
            let events = try Rulebook.decide(transaction, at: time, in: state)
            state.begin(leaf: leaf)
            for event in events { event.apply(to: state) }
            return .success(events)
        } catch {
            return .failure(error)
        }
    }

    /// As ``execute``, for a step that a test takes for granted.
    @discardableResult
    func run(
        _ command: Command,
        by member: String,
        at time: UInt64 = World.start
    ) throws -> [Event] {
        try execute(command, by: member, at: time).get()
    }

    /// The id of the proposal that the newest transaction opened.
    var newestID: Digest { Digest(0, 0, 0, leaf) }

    /// Ends a block: what changed goes to the store.
    @discardableResult
    func settle() -> [ChangedRecord] {
        let changes = state.takeChanges()
        for change in changes.records { records.records[change.path] = change.record }
        links += changes.links
        return changes.records
    }

    func battery(_ id: String) -> Battery { state[.battery(id)] ?? Battery() }

    static func module(_ model: inout RegisterModel) {
        model.modelID = "module-a"
        model.form = .module
        model.specificationCode = "02"
        model.nominalVoltageMv = 87_500
        model.massG = 90_000
    }

    static func second(_ model: inout RegisterModel) {
        model.modelID = "second-a"
        model.manufacturerCode = "002"
    }
}

/// Codes and ids by number.
func packCode(_ number: Int) -> String { "001PB010000001G11" + digits(number) }
func moduleCode(_ number: Int) -> String { "001MB020000001G11" + digits(number) }
func secondCode(_ number: Int) -> String { "002PB01G11" + digits(number) + "RP" }
func vehicleID(_ number: Int) -> String { "0000000000000000000000000" + digits(number) }

private func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: 7 - text.utf8.count) + text
}
