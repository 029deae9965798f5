import FleetSimulation
import FoundationEssentials
import Supervision

/// What was planted in a national story, against what supervision found.
struct NationalReport: Encodable {
    struct Row: Encodable {
        let kind: String
        let planted: Int
        /// Planted so late that their clock still runs.
        let open: Int
        let found: Int
        let rules: [String]
    }

    struct Member: Encodable {
        let memberId: String
        let credit: UInt32
        let isHonest: Bool
    }

    struct Missed: Encodable {
        let kind: String
        let subject: String
        let date: String
    }

    let plantedAndFound: [Row]
    /// What was planted and not found within its clock.
    let missed: [Missed]
    /// What rules found beside what was planted, by rule.
    let otherFindings: [String: Int]
    let credit: [Member]

    init(_ result: NationalRunner.Result) {
        let account = PlantingAccount(
            result.plantings,
            result.supervisor.findings,
            at: result.endMs
        )
        plantedAndFound = account.rows.map(Row.init)
        missed = account.missed.map(Missed.init)
        otherFindings = account.others.reduce(into: [:]) {
            $0[$1.rule.rawValue, default: 0] += 1
        }
        let dishonest = Set(result.plantings.map(\.memberID))
        credit = result.supervisor.memberIDs.map { id in
            Member(
                memberId: id,
                credit: result.supervisor.credit(of: id).score,
                isHonest: !dishonest.contains(id)
            )
        }
    }

    /// The lowest credit of a member that did no wrong.
    var lowestHonestCredit: UInt32 {
        credit.filter(\.isHonest).map(\.credit).min() ?? 1_000
    }
}

extension NationalReport: CustomStringConvertible {
    var description: String {
        let found = TextTable(
            header: ["wrong", "planted", "found", "open", "by"],
            rows: plantedAndFound.map { row in
                [
                    row.kind, String(row.planted), String(row.found), String(row.open),
                    row.rules.joined(separator: ", "),
                ]
            }
        )
        let others = TextTable(
            header: ["found besides", "times"],
            rows: otherFindings.sorted { $0.key < $1.key }.map { [$0.key, String($0.value)] }
        )
        let members = TextTable(
            header: ["member", "credit", ""],
            rows: credit.sorted { ($0.credit, $0.memberId) < ($1.credit, $1.memberId) }
                .map { [$0.memberId, String($0.credit), $0.isHonest ? "" : "did wrong"] }
        )
        let lost = missed.map { "Missed: \($0.kind) of \($0.subject), \($0.date)." }
        return (["\(found)"] + lost + ["", "\(others)", "", "\(members)"])
            .joined(separator: "\n")
    }
}

extension NationalReport.Row {
    fileprivate init(_ row: PlantingAccount.Row) {
        kind = row.kind.rawValue
        planted = row.planted
        open = row.open
        found = row.found
        rules = row.kind.rules.map(\.rawValue)
    }
}

extension NationalReport.Missed {
    fileprivate init(_ planting: Planting) {
        kind = planting.kind.rawValue
        subject = planting.subject
        date = DateText.inChina(planting.plantedMs)
    }
}
