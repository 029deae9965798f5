import CycladeSchema
import Rulebook
import Testing

/// Terms of supervision that a policy may not have.
@Suite("Supervision terms")
struct SupervisionTermsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: RefusalCode
        let field: String
        let change: @Sendable (inout SupervisionTerms) -> Void

        init(
            _ name: String,
            _ code: RefusalCode,
            _ field: String,
            _ change: @escaping @Sendable (inout SupervisionTerms) -> Void
        ) {
            testDescription = name
            self.code = code
            self.field = "policy.supervision.\(field)"
            self.change = change
        }
    }

    static let rows: [Row] = [
        Row("a duty of no kind", .invalidValue, "duties") { $0.duties[0].kind = .unspecified },
        Row("a duty of an unknown kind", .invalidValue, "duties") {
            $0.duties[0].kind = .UNRECOGNIZED(99)
        },
        Row("a duty for a lifetime", .outOfRange, "duties") { $0.duties[0].days = 3_651 },
        Row("a duty from the far future", .outOfRange, "duties") { $0.duties[0].fromDay = .max },
        Row("a duty by no law", .invalidValue, "duties") { $0.duties[0].legalSource = "" },
        Row("two terms from one day", .duplicateInList, "duties") {
            $0.duties.append($0.duties[0])
        },
        Row("a holiday twice", .duplicateInList, "calendar.days_off") {
            $0.calendar.daysOff = [1, 1]
        },
        Row("worked days out of order", .duplicateInList, "calendar.days_on") {
            $0.calendar.daysOn = [2, 1]
        },
        Row("too many holidays", .tooMany, "calendar.days_off") {
            $0.calendar.daysOff = Array(0...4_000)
        },
        Row("a holiday of another age", .outOfRange, "calendar.days_off") {
            $0.calendar.daysOff = [.max]
        },
        Row("darkness for ever", .outOfRange, "limits.dark_days") { $0.limits.darkDays = 3_651 },
        Row("a jump beyond all health", .outOfRange, "limits.soh_jump_bp") {
            $0.limits.sohJumpBp = 10_001
        },
        Row("a gap beyond all health", .outOfRange, "limits.measurement_gap_bp") {
            $0.limits.measurementGapBp = 10_001
        },
        Row("a spread beyond all cells", .outOfRange, "limits.cell_spread_mv") {
            $0.limits.cellSpreadMv = 10_001
        },
        Row("a residual beyond all mass", .outOfRange, "limits.residual_bp") {
            $0.limits.residualBp = 10_001
        },
        Row("a tolerance beyond all content", .outOfRange, "limits.content_tolerance_bp") {
            $0.limits.contentToleranceBp = 10_001
        },
        Row("a scenario twice", .duplicateInList, "scenarios") {
            $0.scenarios.append($0.scenarios[0])
        },
        Row("no scenario", .invalidValue, "scenarios") {
            $0.scenarios[0].scenario = .unspecified
        },
        Row("a demand beyond all health", .outOfRange, "scenarios") {
            $0.scenarios[0].leastSohBp = 10_001
        },
        Row("a chemistry twice", .duplicateInList, "scenarios") {
            $0.scenarios[0].chemistries = [.lfp, .lfp]
        },
        Row("no material", .invalidValue, "recovery") { $0.recovery[0].material = .unspecified },
        Row("a target of nothing", .outOfRange, "recovery") { $0.recovery[0].leastBp = 0 },
        Row("a target from the far future", .outOfRange, "recovery") {
            $0.recovery[0].fromDay = .max
        },
        Row("a target by no law", .invalidValue, "recovery") { $0.recovery[0].legalSource = "" },
        Row("a factor twice", .duplicateInList, "credit") { $0.credit.append($0.credit[0]) },
        Row("no factor", .invalidValue, "credit") { $0.credit[0].factor = .unspecified },
        Row("a factor without weight", .outOfRange, "credit") { $0.credit[0].weight = 0 },
        Row("a factor that is forgotten at once", .outOfRange, "credit") {
            $0.credit[0].halfLifeDays = 0
        },
        Row("a factor that nothing undoes", .outOfRange, "credit") { $0.credit[0].penalty = 0 },
    ]

    @Test("are refused by the rules", arguments: rows)
    func refused(_ row: Row) throws {
        let world = try World()
        let proposal = setPolicy { row.change(&$0.supervision) }
        let result = world.execute(proposal, by: "maker")
        guard case .failure(let refusal) = result else {
            Issue.record("\(row.testDescription) was accepted")
            return
        }
        #expect(refusal.code == row.code)
        #expect(refusal.field == row.field)
    }

    @Test("may be left out, and then nothing is supervised")
    func none() throws {
        let world = try World()
        try world.run(setPolicy { $0.supervision = SupervisionTerms() }, by: "maker")
    }
}
