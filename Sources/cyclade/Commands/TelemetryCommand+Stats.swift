import ArgumentParser
import FoundationEssentials
import TelemetryGateway
import Vocabulary

extension TelemetryCommand {
    struct Stats: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a gateway's summaries tell: of one battery, or of all.",
            discussion: """
                Of a battery: its charges, drives and rests, days, alarms, and what was dirty. Without
                one: the batteries, the frames that belong to none and why, and the logins that name
                other batteries than the ledger. What came in the last seconds may be missing.

                EXAMPLES
                  cyclade telemetry stats --gateway gw-1
                  cyclade telemetry stats 001PE… --from 2026-03-01T00:00:00+08:00 --json
                """
        )

        @OptionGroup var data: DataDirectoryOption
        @OptionGroup var gateway: GatewayOptions

        @Argument(help: "The battery, by its code or enrolment number.")
        var battery: String?

        @Option(help: ArgumentHelp("From this time on.", valueName: "time"))
        var from: MomentArgument?

        @Option(help: ArgumentHelp("Up to this time.", valueName: "time"))
        var to: MomentArgument?

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard (from?.second ?? 0) <= (to?.second ?? .max) else {
                throw ValidationError("'--from' is after '--to'.")
            }
        }

        func run() async throws {
            try await ExitStatus.reportTelemetry {
                let store = try SummaryStore.open(gateway.files(in: data.directory))
                if let battery {
                    try show(battery, in: store)
                } else {
                    try showAll(store)
                }
                try store.close()
            }
        }

        private func show(_ battery: String, in store: SummaryStore) throws {
            let query = TelemetryQuery(seconds: (from?.second ?? 0)...(to?.second ?? .max))
            guard let telemetry = try store.telemetry(of: battery, query) else {
                throw ExitStatus.saying(
                    ExitStatus.notFound,
                    "Nothing was heard of \(battery). List all with 'cyclade telemetry stats'."
                )
            }
            if json { return try JSON.print(telemetry) }
            print(telemetry.text)
        }

        private func showAll(_ store: SummaryStore) throws {
            let overview = TelemetryOverview(
                batteries: try store.batteries(),
                strays: try store.strays(),
                contradictions: try store.contradictions()
            )
            if json { return try JSON.print(overview) }
            print(overview.text)
        }
    }
}

/// A time such as `2026-03-01T00:00:00+08:00`.
struct MomentArgument: ExpressibleByArgument {
    let moment: UnixMilliseconds

    init?(argument: String) {
        guard let moment = UnixMilliseconds(rfc3339: argument) else { return nil }
        self.moment = moment
    }

    var second: UInt32 { UInt32(clamping: moment.rawValue / 1_000) }
}
