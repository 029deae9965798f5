import ArgumentParser
import Glibc
import LedgerNode
import TelemetryGateway

extension TelemetryCommand {
    struct Ingest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Take a file of stations' charge records into the evidence and the summaries.",
            discussion: """
                Takes JSON lines, or CSV with a line of names: station, slot, battery, time, voltage_V,
                current_A, soc_pct, and if known cell_max_V, cell_min_V, temp_max_C, temp_min_C,
                energy_kWh. A line that is wrong is named and left out.

                While the gateway runs, send the file to it instead:
                  curl --data-binary @FILE -H 'Authorization: Bearer TOKEN' \\
                    http://127.0.0.1:32961/v1/station-records

                Ends with 1 if a line was left out.

                EXAMPLES
                  cyclade telemetry ingest records.csv --gateway gw-1
                  zcat records.jsonl.gz | cyclade telemetry ingest - --json
                """
        )

        @OptionGroup var data: DataDirectoryOption
        @OptionGroup var gateway: GatewayOptions

        @Argument(help: ArgumentHelp("The records; '-' for standard input.", valueName: "file"))
        var file: String

        @Option(
            help: ArgumentHelp(
                "The gateway's member.",
                discussion: """
                    With it the ledger in DIR is asked for the newest segment, so that a directory \
                    that was lost or restored goes on from there.
                    """,
                valueName: "id"
            )
        )
        var member: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            try await ExitStatus.reportTelemetry {
                umask(0o077)
                let bytes = try InputFile(file).bytes(limit: StationRecordReader.mostBytes)
                let outcome = try await ingest(bytes)
                if json {
                    try JSON.print(outcome)
                } else {
                    print("\(outcome.kept) records kept, \(outcome.refusedCount) lines left out")
                    for refusal in outcome.refused {
                        print("  line \(refusal.line): \(refusal.problem)")
                    }
                }
                if outcome.refusedCount > 0 { throw ExitStatus.failedCheck }
            }
        }

        private func ingest(_ bytes: [UInt8]) async throws -> StationIntake.Outcome {
            let files = gateway.files(in: data.directory)
            let directory = SegmentDirectory(files.segments)
            // Its directory is that of the segments too.
            let store = try SummaryStore(path: files.summaries)
            let writer = try SegmentWriter(
                directory,
                gatewayID: gateway.gateway,
                continuing: try newestAnchored()
            )
            var follower = SegmentFollower(directory, from: try store.position())
            let isBehind = try !follower.next(1).isEmpty
            let outcome = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await writer.run() }
                let outcome = try await StationIntake(writer).take(bytes)
                await writer.shutDown()
                try await group.waitForAll()
                return outcome
            }
            if isBehind {
                Terminal.say("cyclade: The summaries follow when the gateway runs again.")
            } else {
                try fold(from: follower.position, of: directory, into: store)
            }
            try store.close()
            return outcome
        }

        /// The newest segment of the gateway that the ledger has, if there is a ledger here.
        private func newestAnchored() throws -> SegmentLink {
            guard let member, data.directory.holdsLedger else { return .none }
            let anchors = GatewayAnchors(memberID: member, gatewayID: gateway.gateway)
            _ = try LedgerReader(data.directory).forEachTransaction(from: 0) { transactions in
                for transaction in transactions {
                    anchors.follow(transaction.id, transaction.body)
                }
            }
            return anchors.newest
        }

        private func fold(
            from position: SegmentPosition,
            of directory: SegmentDirectory,
            into store: SummaryStore
        ) throws {
            var follower = SegmentFollower(directory, from: position)
            while case let records = try follower.next(4_096), !records.isEmpty {
                try store.ingest(records)
            }
            try store.flush(mark: follower.position.text)
        }
    }
}

extension ExitStatus {
    /// Runs a command's work on a gateway's files, turning what can go wrong into a message and an
    /// exit status.
    static func reportTelemetry<Output>(_ body: () async throws -> Output) async throws -> Output {
        try await report {
            do {
                return try await body()
            } catch let error as SegmentError {
                throw saying(error.exitStatus, "\(error)")
            } catch let error as SummaryError {
                throw saying(unavailable, "\(error)")
            } catch let error as StationRecordError {
                throw saying(usage, "\(error)")
            }
        }
    }
}

extension SegmentError {
    fileprivate var exitStatus: ExitCode {
        switch self {
        case .missing, .deleted, .noRecord, .notAnchored, .notClosed, .file(_, .missing):
            ExitStatus.notFound
        case .gatewayName, .otherGateway: ExitStatus.usage
        default: ExitStatus.unavailable
        }
    }
}
