import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf
import Testing

@Suite("Warnings on record")
struct WarningTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("a warning is acknowledged by its duty holder, with a reason")
    func acknowledged() throws {
        let world = try World()
        try world.run(raise(), by: "lab")
        try world.run(acknowledge(), by: "bank", at: World.start + 1)
        let warning = try #require(world.state[.warning("warning-1")])
        #expect(warning.raisedBy == "lab" && warning.raisedMs == World.start)
        #expect(warning.acknowledgedBy == "bank" && warning.acknowledgedMs == World.start + 1)
        #expect(warning.reason == "the pack is on its way")
    }

    static let rows: [Refused] = [
        raised("without an id", .invalidValue, "warning_id") { $0.warningID = "" },
        raised("by no rule", .invalidValue, "rule_id") { $0.ruleID = "" },
        raised("of no severity", .invalidValue, "severity") { $0.severity = .unspecified },
        raised("about nothing", .notFound, "subject") { $0.subject = "battery/none" },
        raised("for nobody", .notFound, "duty_holder_id") { $0.dutyHolderID = "nobody" },
        raised("on no evidence", .emptyList, "evidence") { $0.evidence = [] },
        raised("on too much", .tooMany, "evidence") { $0.evidence = Array(0...256) },
        raised("on the same twice", .duplicateInList, "evidence") { $0.evidence = [0, 0] },
        raised("on what is newer", .groundMissing, "evidence") { $0.evidence = [.max] },
        Refused("twice", by: "lab", .alreadyExists, "warning_id") { world in
            try world.run(raise(), by: "lab")
            return raise()
        },
        Refused("acknowledged where there is none", by: "bank", .notFound, "warning_id") { _ in
            acknowledge()
        },
        Refused("acknowledged by a stranger", by: "dealer", .notParty, "warning_id") { world in
            try world.run(raise(), by: "lab")
            return acknowledge()
        },
        Refused("acknowledged without a reason", by: "regulator", .invalidValue, "reason") {
            world in
            try world.run(raise(), by: "lab")
            return acknowledge(reason: "")
        },
        Refused("acknowledged twice", by: "regulator", .alreadyDone, "warning_id") { world in
            try world.run(raise(), by: "lab")
            try world.run(acknowledge(), by: "bank")
            return acknowledge()
        },
    ]

    private static func raised(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout RaiseWarning) -> Void
    ) -> Refused {
        Refused(name, by: "lab", code, field) { _ in raise(change) }
    }
}

private func raise(_ change: (inout RaiseWarning) -> Void = { _ in }) -> Command {
    var command = RaiseWarning()
    command.warningID = "warning-1"
    command.ruleID = "return-overdue-1"
    command.severity = .warning
    command.subject = "policy"
    command.dutyHolderID = "bank"
    command.evidence = [0]
    change(&command)
    return .raiseWarning(command)
}

private func acknowledge(reason: String = "the pack is on its way") -> Command {
    .acknowledgeWarning(
        .with {
            $0.warningID = "warning-1"
            $0.reason = reason
        }
    )
}
