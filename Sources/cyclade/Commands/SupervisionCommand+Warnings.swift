import ArgumentParser
import CycladeSchema
import Supervision

extension SupervisionCommand {
    struct Warnings: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what the rules of supervision find, the gravest first.",
            discussion: """
                EXAMPLES
                  cyclade supervision warnings --data-dir cyclade-demo
                  cyclade supervision warnings --rule gone-dark.1 --json
                """
        )

        @OptionGroup var options: SupervisionOptions

        @Option(help: ArgumentHelp("Only those that this rule finds.", valueName: "rule"))
        var rule: String?

        @Option(help: ArgumentHelp("Only those for this member to act on.", valueName: "id"))
        var member: String?

        func validate() throws {
            guard let rule, WarningRule(rawValue: rule) == nil else { return }
            let names = WarningRule.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'--rule' takes one of \(names).")
        }

        func run() async throws {
            try await ExitStatus.report {
                let findings = try options.read().findings
                    .filter { rule == nil || $0.rule.rawValue == rule }
                    .filter { member == nil || $0.dutyHolderID == member }
                    .sorted { left, right in
                        (right.rule.severity.rawValue, left.foundMs, left.subject)
                            < (left.rule.severity.rawValue, right.foundMs, right.subject)
                    }
                    .map(FindingAnswer.init)
                if options.json { return try JSON.print(["warnings": findings]) }
                guard !findings.isEmpty else { return print("No rule has found anything.") }
                print(
                    TextTable(
                        header: ["severity", "found", "rule", "about", "member", "why", "entries"],
                        rows: findings.map { finding in
                            [
                                finding.severity, finding.foundDate, finding.rule,
                                finding.subject, finding.memberId, finding.explanation,
                                finding.evidence.prefix(4).map(String.init)
                                    .joined(separator: " "),
                            ]
                        }
                    )
                )
            }
        }
    }
}
