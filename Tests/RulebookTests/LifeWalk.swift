import CycladeSchema
import Rulebook
import Testing
import Vocabulary

/// Records on top of others that many points of a life share.
private final class LayeredRecords: RecordSource {
    let below: MemoryRecords
    let changed: [Digest: Record]

    init(_ changed: [Digest: Record], over below: MemoryRecords) {
        self.changed = changed
        self.below = below
    }

    func record(at path: Digest) -> Record? { changed[path] ?? below.records[path] }
}

/// The records at a point of a life, and the life that the model says they tell of.
struct LifePoint {
    let tale: Tale
    /// The records that its life has changed, and those that it began with.
    let records: [Digest: Record]
    let beginning: MemoryRecords

    /// A state over the records, which stay as they are.
    private var state: LedgerState {
        LedgerState(over: LayeredRecords(records, over: beginning))
    }

    /// What the rules make of every step from here, compared with what the model says.
    ///
    /// - Returns: The points that lead to a life which is new to `walk`.
    func branches(_ walk: inout LifeWalk) -> [LifePoint] {
        let here = state
        return LifeStep.all.compactMap { step in
            walk.steps += 1
            let (command, member) = step.command(tale)
            let transaction = self.transaction(command, by: member)
            let events = Result { () throws(Refusal) in
                try Rulebook.decide(transaction, at: World.start, in: here)
            }
            switch (step.next(tale.life), events) {
            case (nil, .failure): return nil
            case (let life?, .success(let events)):
                walk.accepted += 1
                if let stranger = step.stranger { refuse(step, by: stranger, here) }
                let next = point(after: step, life, events)
                return walk.follows(to: life) ? next() : nil
            case (_, .success):
                disagree(step, "the rules allow it")
                return nil
            case (_, .failure(let refusal)):
                disagree(step, "the rules refuse it: \(refusal.code), \(refusal.explanation)")
                return nil
            }
        }
    }

    /// Expects that a step which is due is not for `stranger` to take.
    private func refuse(_ step: LifeStep, by stranger: String, _ state: LedgerState) {
        let asked = transaction(step.command(tale).command, by: stranger)
        do throws(Refusal) {
            _ = try Rulebook.decide(asked, at: World.start, in: state)
            disagree(step, "the rules allow it to \(stranger)")
        } catch {
            guard !Self.ofAuthority.contains(error.code) else { return }
            disagree(step, "\(stranger) is refused by \(error.code), and not as a stranger")
        }
    }

    private static let ofAuthority: Set<RefusalCode> = [
        .roleRequired, .notParty, .notOwner, .notCustodian, .notQualified, .codeNotYours,
    ]

    private func transaction(_ command: Command, by member: String) -> OrderedTransaction {
        var body = TransactionBody()
        body.ledger = Founding.ledger
        body.memberID = member
        body.keyID = "k1"
        body.validUntilMs = World.start
        body.occurredMs = World.start
        body.command = command
        return OrderedTransaction(id: Digest(0, 0, 1, UInt64(tale.length)), body: body)
    }

    /// Compares what the records say after `events` with `life`.
    ///
    /// - Returns: How to make the point that follows.
    private func point(
        after step: LifeStep,
        _ life: Life,
        _ events: [Event]
    ) -> () -> LifePoint? {
        let state = state
        state.begin(leaf: 1_000 + UInt64(tale.length))
        for event in events { event.apply(to: state) }
        let told = tale.after(step, life)
        let recorded = Life(of: told, in: state)
        guard recorded == life, life.isCounted(in: state) else {
            disagree(step, "it leads to \(life), and the records say \(recorded)")
            return { nil }
        }
        return {
            var records = records
            for change in state.takeChanges().records { records[change.path] = change.record }
            return LifePoint(tale: told, records: records, beginning: beginning)
        }
    }

    private func disagree(_ step: LifeStep, _ verdict: String) {
        let steps = tale.steps.joined(separator: ", ")
        Issue.record("a battery that \(steps), and then \(step): \(verdict)")
    }
}

/// A walk over all that can become of a battery, each state of its life once.
struct LifeWalk {
    fileprivate(set) var states: Set<Life> = []
    fileprivate(set) var steps = 0
    fileprivate(set) var accepted = 0

    /// Walks breadth-first from the life that `beginning` tells.
    init(from beginning: LifeBeginning) throws {
        var point = LifePoint(
            tale: Tale(),
            records: [:],
            beginning: try Self.surroundings()
        )
        for name in beginning.steps {
            let next = point.branches(&self).first { $0.tale.steps.last == name }
            point = try #require(next, "the life before it is \(name)")
            states = []
        }
        states = [point.tale.life]
        var level = [point]
        for _ in 0..<beginning.depth { level = level.flatMap { $0.branches(&self) } }
    }

    /// Whether a step to `life` is taken: it is new.
    fileprivate mutating func follows(to life: Life) -> Bool { states.insert(life).inserted }

    /// A world with a vehicle and a station, a lease on offer, and another battery in the station.
    private static func surroundings() throws -> MemoryRecords {
        let world = try World()
        _ = try world.atStation(2)
        try world.soldVehicle()
        try world.run(publishPlan(), by: "bank")
        try world.run(offerLease { $0.planID = "plan-1" }, by: "bank")
        try world.run(openSupply { $0.quantity = 100 }, by: "maker")
        world.settle()
        return world.records
    }
}
