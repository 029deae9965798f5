import CycladeSchema
import Rulebook
import Testing

/// A row of a table of refusals: given this world, when this member asks this, then this code.
struct Refused: CustomTestStringConvertible, Sendable {
    let name: String
    let member: String
    let time: UInt64
    let code: RefusalCode
    let field: String
    let command: @Sendable (World) throws -> Command

    init(
        _ name: String,
        by member: String,
        at time: UInt64 = World.start,
        _ code: RefusalCode,
        _ field: String = "member_id",
        _ command: @escaping @Sendable (World) throws -> Command
    ) {
        self.name = name
        self.member = member
        self.time = time
        self.code = code
        self.field = field
        self.command = command
    }

    var testDescription: String { name }

    /// Expects the refusal, and that it leaves no trace.
    func check() throws {
        let world = try World()
        let asked = try command(world)
        world.settle()
        switch world.execute(asked, by: member, at: time) {
        case .success(let events):
            Issue.record("expected \(code), got \(events.count) events")
        case .failure(let refusal):
            #expect(refusal.code == code, "\(refusal.explanation)")
            #expect(refusal.field == field)
        }
        let changes = world.state.takeChanges()
        #expect(changes.records.isEmpty && changes.links.isEmpty)
    }
}

extension Result where Failure == Refusal {
    /// The refusal, if it is one.
    var refusal: Refusal? {
        guard case .failure(let refusal) = self else { return nil }
        return refusal
    }
}
