import ArgumentParser
import FoundationEssentials
import TelemetryGateway
import Vocabulary

extension TelemetryCommand {
    struct Segments: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List a gateway's evidence segments, and check them.",
            discussion: """
                The chain of numbers and roots is always checked; with '--check' every record is read
                and compared with its segment's roots. Ends with 1 if a number is missing.

                EXAMPLES
                  cyclade telemetry segments --gateway gw-1
                  cyclade telemetry segments --gateway gw-1 --check --json
                """
        )

        @OptionGroup var data: DataDirectoryOption
        @OptionGroup var gateway: GatewayOptions

        @Flag(help: "Read every record and check it.")
        var check = false

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            try await ExitStatus.reportTelemetry {
                let directory = SegmentDirectory(gateway.files(in: data.directory).segments)
                let chain = try directory.chain()
                if check { try checkRecords(of: chain, in: directory) }
                let answer = SegmentsAnswer(chain, anchored: Set(try directory.numbers(.receipt)))
                if json { try JSON.print(answer) } else { print(answer.text) }
                if !answer.missing.isEmpty { throw ExitStatus.failedCheck }
            }
        }

        private func checkRecords(
            of chain: SegmentChain,
            in directory: SegmentDirectory
        ) throws(SegmentError) {
            let progress = Progress()
            progress.begin("segments", total: chain.segments.count)
            for segment in chain.segments where !chain.deleted.contains(segment.header.number) {
                try directory.check(segment.header.number)
                progress.advance(by: 1)
            }
            progress.clear()
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete old records; what is left shows how much of which battery is gone.",
            discussion: """
                Only whole segments that are closed, anchored and in the summaries. Their numbers, roots, counts and
                lists of batteries stay, and proofs that were made before still hold.

                EXAMPLES
                  cyclade telemetry delete --gateway gw-1 --before 2026-01-01T00:00:00+08:00
                """
        )

        @OptionGroup var data: DataDirectoryOption
        @OptionGroup var gateway: GatewayOptions

        @Option(help: ArgumentHelp("What was received before this time.", valueName: "time"))
        var before: MomentArgument

        func run() async throws {
            try await ExitStatus.reportTelemetry {
                let directory = SegmentDirectory(gateway.files(in: data.directory).segments)
                let summaries = gateway.files(in: data.directory).summaries
                let store = try SummaryStore(path: summaries)
                let deleted = try directory.deleteAll(
                    receivedBefore: before.moment.rawValue,
                    keepingFrom: store.position().number
                )
                try store.close()
                print("\(deleted.count) segments deleted")
            }
        }
    }
}

/// A gateway's segments, for programs.
struct SegmentsAnswer: Encodable {
    struct Segment: Encodable {
        let number: UInt64
        let state: String
        let records: UInt64
        let batteries: Int
        let firstMs: UInt64
        let lastMs: UInt64
        let root: String
    }

    struct Range: Encodable {
        let first: UInt64
        let last: UInt64
    }

    let segments: [Segment]
    /// The segment that is being written.
    let open: UInt64?
    let missing: [Range]

    init(_ chain: SegmentChain, anchored: Set<UInt64>) {
        segments = chain.segments.map { segment in
            let number = segment.header.number
            let isAnchored = anchored.contains(number)
            return Segment(
                number: number,
                state: chain.deleted.contains(number)
                    ? "deleted" : isAnchored ? "anchored" : "closed",
                records: segment.footer.recordCount,
                batteries: segment.footer.batteries.count,
                firstMs: segment.footer.firstMs,
                lastMs: segment.footer.lastMs,
                root: "\(segment.footer.segmentRoot)"
            )
        }
        open = chain.open
        missing = chain.missing.map { Range(first: $0.lowerBound, last: $0.upperBound) }
    }

    /// For a person.
    var text: String {
        let table = TextTable(
            header: ["segment", "state", "records", "batteries", "received from", "to", "root"],
            rows: segments.map { segment in
                [
                    "\(segment.number)", segment.state, "\(segment.records)",
                    "\(segment.batteries)", Self.time(segment.firstMs), Self.time(segment.lastMs),
                    String(segment.root.prefix(16)),
                ]
            }
        )
        let gaps = missing.map { "missing: \($0.first) to \($0.last), of which nothing is left" }
        let writing = open.map { ["segment \($0) is being written"] } ?? []
        return ([table.description] + writing + gaps).joined(separator: "\n")
    }

    private static func time(_ ms: UInt64) -> String {
        Date(timeIntervalSince1970: Double(ms) / 1_000).formatted(.iso8601)
    }
}
