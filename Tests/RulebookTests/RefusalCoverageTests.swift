import Foundation
import Rulebook
import TestSupport
import Testing

/// Holds the table of `docs/refusals.md`, which is read from the rules, against the rows of the
/// tests: whatever the rules may refuse is refused once, and nothing else is.
@Suite("What the rules may refuse")
struct RefusalCoverageTests {
    @Test("is refused in a test, each code of each command for each of its fields")
    func everyRefusalHasARow() throws {
        let tested = try Set(RefusalTables.all.map(Self.met(by:)))
        let untested = try Self.documented().filter { pair in
            !pair.isOutOfReach && !tested.contains(where: pair.covers)
        }
        #expect(untested.isEmpty, "\(untested.map(\.text).sorted().joined(separator: "\n"))")
    }

    @Test("is what the page of refusals lists")
    func everyRowIsDocumented() throws {
        let documented = try Self.documented()
        let unknown = try Set(RefusalTables.all.map(Self.met(by:))).filter { met in
            !documented.contains { $0.covers(met) }
        }
        #expect(unknown.isEmpty, "\(unknown.map(\.text).sorted().joined(separator: "\n"))")
    }

    private static func met(by row: Refused) throws -> RefusalPair {
        let command = try row.command(World())
        let name = Mirror(reflecting: command).children.first?.label ?? ""
        return RefusalPair(
            code: "\(row.code)".lowercased(),
            command: name.prefix(1).uppercased() + name.dropFirst(),
            field: row.field
        )
    }

    /// The last table of the page: `CODE | Command `field` `field`; Command`.
    private static func documented() throws -> [RefusalPair] {
        let page = try String(
            contentsOf: Repository.root.appending(path: "docs/refusals.md"),
            encoding: .utf8
        )
        let table = try #require(page.range(of: "| code | commands and fields |"))
        return page[table.upperBound...].split(separator: "\n").dropFirst().flatMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 2 else { return [RefusalPair]() }
            let code = cells[0].filter(\.isLetter).lowercased()
            return cells[1].split(separator: ";").flatMap { pairs(code, $0) }
        }
    }

    /// A command and its fields, as the page writes them.
    private static func pairs(_ code: String, _ text: Substring) -> [RefusalPair] {
        let words = text.split(separator: " ").map { $0.trimmingCharacters(in: ["`"]) }
        let fields = words.count > 1 ? words.dropFirst() : [""]
        return fields.map { RefusalPair(code: code, command: words[0], field: $0) }
    }
}

/// A code that a command can be answered with, for a field.
private struct RefusalPair: Hashable {
    let code: String
    let command: String
    let field: String

    var text: String { "\(code) \(command) \(field)" }

    func covers(_ other: RefusalPair) -> Bool { self == other }

    /// Whether no series of commands can lead to it, though the text of the rules says so.
    var isOutOfReach: Bool {
        switch (command, field) {
        case ("Approve", let field) where field != "proposal_id",
            ("ConfirmIrregularity", let field) where field != "irregularity_id":
            // Checked when it was proposed or stated; forms do not change, and no record ends.
            Self.lasting.contains(code)
        default: Self.outOfReach.contains(text)
        }
    }

    private static let lasting: Set<String> = [
        "badsignature", "duplicateinlist", "emptylist", "invalidvalue", "notcustodian", "notfound",
        "outofrange", "toomany",
    ]

    private static let outOfReach: Set<String> = [
        // Each amount is bounded, and so is the number of them.
        "overflow AnchorTelemetry frame_count", "overflow AnchorTelemetry number",
        "overflow Dismantle battery_ids", "overflow MakeBattery lots",
        "overflow MakeBattery parts", "overflow PublishSchedule shares",
        "overflow RecordMaintenance added_parts", "overflow RecordMaintenance removed_parts",
        "overflow RegisterModel contents", "overflow Regroup mass_g",
        "overflow Regroup module_count", "overflow Regroup rated_capacity_mah",
        // What a record names is on record.
        "notfound RecordMaintenance removed_parts", "notfound RemoveBattery vehicle_id",
    ]
}
