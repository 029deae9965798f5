import CycladeSchema
import Supervision
import Vocabulary

/// A duty, for programs.
struct DutyAnswer: Encodable {
    let duty: String
    let subject: String
    let memberId: String
    let dueMs: UInt64
    let dueDate: String
    let isOverdue: Bool
    let entry: UInt64
    let legalSource: String

    init(_ duty: Duty) {
        self.duty = "\(duty.kind)"
        subject = duty.subject
        memberId = duty.holderID
        dueMs = duty.dueMs
        dueDate = DateText.inChina(duty.dueMs)
        isOverdue = duty.isOverdue
        entry = duty.openedLeaf
        legalSource = duty.legalSource
    }
}

/// What a rule found, for programs.
struct FindingAnswer: Encodable {
    let warningId: String
    let rule: String
    let severity: String
    let subject: String
    let memberId: String
    let foundMs: UInt64
    let foundDate: String
    let explanation: String
    let evidence: [UInt64]

    init(_ finding: Finding) {
        warningId = finding.warningID
        rule = finding.rule.rawValue
        severity = "\(finding.rule.severity)"
        subject = finding.subject
        memberId = finding.dutyHolderID
        foundMs = finding.foundMs
        foundDate = DateText.inChina(finding.foundMs)
        explanation = finding.explanation
        evidence = finding.evidence
    }
}

/// A member's credit, for programs.
struct CreditAnswer: Encodable {
    struct Factor: Encodable {
        struct Entry: Encodable {
            let entry: UInt64
            let date: String
            let rule: String
            let isAnnulled: Bool
        }

        let factor: String
        let weight: UInt32
        let score: UInt32
        let good: Double
        let bad: Double
        let entries: [Entry]
        let goodFacts: Int
        let newestGoodEntries: [UInt64]
    }

    let memberId: String
    let score: UInt32
    let factors: [Factor]

    init(_ credit: Credit) {
        memberId = credit.memberID
        score = credit.score
        factors = credit.parts.map { part in
            Factor(
                factor: "\(part.factor)",
                weight: part.weight,
                score: part.score,
                good: Double(part.goodMillionths) / 1e6,
                bad: Double(part.badMillionths) / 1e6,
                entries: part.entries.map { entry in
                    Factor.Entry(
                        entry: entry.leaf,
                        date: DateText.of(day: entry.day),
                        rule: entry.rule.rawValue,
                        isAnnulled: entry.isAnnulled
                    )
                },
                goodFacts: part.goodCount,
                newestGoodEntries: part.newestGoodLeaves
            )
        }
    }

    /// One line a member, the factors in columns.
    static func table(_ credits: [CreditAnswer]) -> TextTable {
        let factors = credits.first?.factors.map(\.factor) ?? []
        return TextTable(
            header: ["member", "credit"] + factors,
            rows: credits.map { credit in
                [credit.memberId, String(credit.score)] + credit.factors.map { String($0.score) }
            }
        )
    }
}

/// Dates for people, in China.
enum DateText {
    static func inChina(_ milliseconds: UInt64) -> String {
        of(day: Int((milliseconds / 3_600_000 + 8) / 24))
    }

    static func of(day: Int) -> String {
        (try? CivilDate(daysSince1970: day)).map { "\($0)" } ?? "day \(day)"
    }
}
