import ArgumentParser
import Supervision

extension SupervisionCommand {
    struct Due: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the duties that are open, the soonest first.",
            discussion: """
                EXAMPLES
                  cyclade supervision due --data-dir cyclade-demo
                  cyclade supervision due --member collector --as-of now --json
                """
        )

        @OptionGroup var options: SupervisionOptions

        @Option(help: ArgumentHelp("Only those of this member.", valueName: "id"))
        var member: String?

        func run() async throws {
            try await ExitStatus.report {
                let duties = try options.read().dueList(of: member).map(DutyAnswer.init)
                if options.json { return try JSON.print(["duties": duties]) }
                guard !duties.isEmpty else { return print("Nothing is due.") }
                print(
                    TextTable(
                        header: ["due", "", "member", "duty", "about", "entry"],
                        rows: duties.map { duty in
                            [
                                duty.dueDate, duty.isOverdue ? "OVERDUE" : "", duty.memberId,
                                duty.duty, duty.subject, String(duty.entry),
                            ]
                        }
                    )
                )
            }
        }
    }
}
