import CycladeSchema
import Rulebook
import Testing

/// Terms of supervision that a policy may not have.
@Suite("Supervision terms")
struct SupervisionTermsTests {
    static let rows: [Refused] = [
        terms("a duty of no kind", .invalidValue, "duties") { $0.duties[0].kind = .unspecified },
        terms("a duty of an unknown kind", .invalidValue, "duties") {
            $0.duties[0].kind = .UNRECOGNIZED(99)
        },
        terms("a duty for a lifetime", .outOfRange, "duties") { $0.duties[0].days = 3_651 },
        terms("a duty from the far future", .outOfRange, "duties") { $0.duties[0].fromDay = .max },
        terms("a duty by no law", .invalidValue, "duties") { $0.duties[0].legalSource = "" },
        terms("two terms from one day", .duplicateInList, "duties") {
            $0.duties.append($0.duties[0])
        },
        terms("a holiday twice", .duplicateInList, "calendar.days_off") {
            $0.calendar.daysOff = [1, 1]
        },
        terms("worked days out of order", .duplicateInList, "calendar.days_on") {
            $0.calendar.daysOn = [2, 1]
        },
        terms("too many holidays", .tooMany, "calendar.days_off") {
            $0.calendar.daysOff = Array(0...4_000)
        },
        terms("a holiday of another age", .outOfRange, "calendar.days_off") {
            $0.calendar.daysOff = [.max]
        },
        terms("darkness for ever", .outOfRange, "limits.dark_days") { $0.limits.darkDays = 3_651 },
        terms("a jump beyond all health", .outOfRange, "limits.soh_jump_bp") {
            $0.limits.sohJumpBp = 10_001
        },
        terms("a gap beyond all health", .outOfRange, "limits.measurement_gap_bp") {
            $0.limits.measurementGapBp = 10_001
        },
        terms("a spread beyond all cells", .outOfRange, "limits.cell_spread_mv") {
            $0.limits.cellSpreadMv = 10_001
        },
        terms("a residual beyond all mass", .outOfRange, "limits.residual_bp") {
            $0.limits.residualBp = 10_001
        },
        terms("a tolerance beyond all content", .outOfRange, "limits.content_tolerance_bp") {
            $0.limits.contentToleranceBp = 10_001
        },
        terms("a battery beyond all speed", .outOfRange, "limits.fastest_km_h") {
            $0.limits.fastestKmH = 10_001
        },
        terms("a scenario twice", .duplicateInList, "scenarios") {
            $0.scenarios.append($0.scenarios[0])
        },
        terms("no scenario", .invalidValue, "scenarios") {
            $0.scenarios[0].scenario = .unspecified
        },
        terms("a demand beyond all health", .outOfRange, "scenarios") {
            $0.scenarios[0].leastSohBp = 10_001
        },
        terms("a chemistry twice", .duplicateInList, "scenarios") {
            $0.scenarios[0].chemistries = [.lfp, .lfp]
        },
        terms("no material", .invalidValue, "recovery") { $0.recovery[0].material = .unspecified },
        terms("a target of nothing", .outOfRange, "recovery") { $0.recovery[0].leastBp = 0 },
        terms("a target from the far future", .outOfRange, "recovery") {
            $0.recovery[0].fromDay = .max
        },
        terms("a target by no law", .invalidValue, "recovery") { $0.recovery[0].legalSource = "" },
        terms("a factor twice", .duplicateInList, "credit") { $0.credit.append($0.credit[0]) },
        terms("no factor", .invalidValue, "credit") { $0.credit[0].factor = .unspecified },
        terms("a factor without weight", .outOfRange, "credit") { $0.credit[0].weight = 0 },
        terms("a factor that is forgotten at once", .outOfRange, "credit") {
            $0.credit[0].halfLifeDays = 0
        },
        terms("a factor that nothing undoes", .outOfRange, "credit") { $0.credit[0].penalty = 0 },
        terms("a worked day of another age", .outOfRange, "calendar.days_on") {
            $0.calendar.daysOn = [.max]
        },
        terms("too many worked days", .tooMany, "calendar.days_on") {
            $0.calendar.daysOn = Array(0...4_000)
        },
    ]

    @Test("are refused by the rules", arguments: rows)
    func refused(row: Refused) throws { try row.check() }

    @Test("may be left out, and then nothing is supervised")
    func none() throws {
        let world = try World()
        try world.run(setPolicy { $0.supervision = SupervisionTerms() }, by: "maker")
    }
    private static func terms(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout SupervisionTerms) -> Void
    ) -> Refused {
        Refused(name, by: "maker", code, "policy.supervision.\(field)") { _ in
            setPolicy { change(&$0.supervision) }
        }
    }
}
