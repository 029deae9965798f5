import ArgumentParser
import CycladeSchema
import LedgerNode

extension BatteryCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List batteries by code, with their stage, owner, custodian and model.",
            discussion: """
                EXAMPLES
                  cyclade battery list --data-dir cyclade-data
                  cyclade battery list --stage inCascadePool --owner cascade-user
                  cyclade battery list --limit 1000 --after 001PB240000003B3C0221953 --json

                Stages: \(StageName.allValueStrings.joined(separator: ", ")).
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Option(help: "Only batteries at this stage of their life.")
        var stage: StageName?

        @Option(help: ArgumentHelp("Only batteries that this member owns.", valueName: "member"))
        var owner: String?

        @Option(help: ArgumentHelp("Only batteries that this member has.", valueName: "member"))
        var custodian: String?

        @Option(help: ArgumentHelp("Only batteries of this model.", valueName: "id"))
        var model: String?

        @Option(help: "How many batteries at most.")
        var limit = 100

        @Option(help: ArgumentHelp("Begin after this code.", valueName: "code"))
        var after = ""

        @Flag(help: "Print one JSON object.")
        var json = false

        private struct Answer: Encodable {
            struct Row: Encodable {
                let batteryId: String
                let stage: String
                let owner: String
                let custodian: String
                let model: String
            }

            let batteries: [Row]
            let next: String?
        }

        func validate() throws {
            guard (1...LedgerQueries.longestPage).contains(limit) else {
                throw ValidationError("'--limit' must be from 1 to \(LedgerQueries.longestPage).")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                var filter = BatteryFilter()
                filter.stage = stage?.stage
                filter.ownerID = owner
                filter.custodianID = custodian
                filter.modelID = model
                let queries = try LedgerReader(data.directory).queries()
                let page = await queries.batteries(matching: filter, after: after, limit: limit)
                let rows = page.batteries.map { battery in
                    Answer.Row(
                        batteryId: battery.batteryID,
                        stage: "\(battery.stage)",
                        owner: battery.ownerID,
                        custodian: battery.custodianID,
                        model: battery.modelID
                    )
                }
                if json { return try JSON.print(Answer(batteries: rows, next: page.next)) }
                print(Self.table(rows))
                if let next = page.next { print("\nThere are more: add '--after \(next)'.") }
            }
        }

        private static func table(_ rows: [Answer.Row]) -> String {
            let header = ["battery", "stage", "owner", "custodian", "model"]
            let cells = rows.map { [$0.batteryId, $0.stage, $0.owner, $0.custodian, $0.model] }
            let lines = [header] + cells
            // The last column ends where its text ends.
            let widths = header.indices.dropLast().map { column in
                lines.map { $0[column].count }.max() ?? 0
            }
            return lines.map { line in
                let padded = zip(line, widths).map { cell, width in
                    cell + String(repeating: " ", count: width - cell.count)
                }
                return (padded + line.suffix(1)).joined(separator: "  ")
            }.joined(separator: "\n")
        }
    }
}

/// A stage as the command line writes it.
struct StageName: ExpressibleByArgument {
    let stage: Stage

    init?(argument: String) {
        guard let stage = Self.stages.first(where: { "\($0)" == argument }) else { return nil }
        self.stage = stage
    }

    static var allValueStrings: [String] { stages.map { "\($0)" } }

    private static var stages: [Stage] { Stage.allCases.filter { $0 != .unspecified } }
}
