import ArgumentParser
import CycladeSchema
import FoundationEssentials
import Glibc
import LedgerNode
import SwiftProtobuf
import TelemetryGateway
import Vocabulary

extension TelemetryCommand {
    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the proof that a record was received and has not been altered since.",
            discussion: """
                The proof leads from the record by its segment's root and the ledger's entry to the
                checkpoint; 'cyclade verify' checks it offline. Name the record by its place, as
                'SEGMENT:INDEX', by the frame itself, or by its battery and the moment by which it was
                received: then the newest record of the battery up to then is taken. The segment must
                be closed and anchored, a minute or so after the record came.

                EXAMPLES
                  cyclade telemetry prove --record 7:4096 -o proof.pb
                  cyclade telemetry prove --frame frame.hex -o proof.pb
                  cyclade telemetry prove --battery 001PE… --by 2026-03-01T08:00:00+08:00 -o proof.pb
                """
        )

        @OptionGroup var data: DataDirectoryOption
        @OptionGroup var gateway: GatewayOptions

        @Option(help: ArgumentHelp("The record's place.", valueName: "segment:index"))
        var record: PlaceArgument?

        @Option(help: ArgumentHelp("The frame, as bytes or hexadecimal digits.", valueName: "file"))
        var frame: String?

        @Option(help: ArgumentHelp("The battery.", valueName: "id"))
        var battery: String?

        @Option(help: ArgumentHelp("When it was received at the latest.", valueName: "time"))
        var by: MomentArgument?

        @Option(name: .shortAndLong, help: ArgumentHelp("The proof.", valueName: "file"))
        var output: String

        func validate() throws {
            guard [record != nil, frame != nil, battery != nil].count(where: { $0 }) == 1 else {
                throw ValidationError("Give one of '--record', '--frame' and '--battery'.")
            }
        }

        func run() async throws {
            try await ExitStatus.reportTelemetry {
                // A frame names its vehicle, and perhaps where it was.
                umask(0o077)
                let directory = SegmentDirectory(gateway.files(in: data.directory).segments)
                let place = try place(in: directory)
                let proof = try TelemetryProof(of: place.index, in: place.number, of: directory)
                try Data(proof.serializedBytes() as [UInt8])
                    .write(to: URL(fileURLWithPath: output))
                print("record \(place.index) of segment \(place.number), written to \(output)")
                print("Next: cyclade verify \(output) --trust TRUST")
            }
        }

        private func place(in directory: SegmentDirectory) throws -> SegmentPosition {
            if let record { return record.position }
            let search: RecordSearch
            if let frame {
                search = .bytes(try frameBytes(frame))
            } else {
                search = .newest(battery ?? "", by: by?.moment.rawValue ?? .max)
            }
            guard let found = try search.place(in: directory) else {
                throw ExitStatus.saying(
                    ExitStatus.notFound,
                    "No closed segment has such a record."
                )
            }
            return found
        }

        private func frameBytes(_ path: String) throws -> [UInt8] {
            var frames = FrameInput()
            var found: [[UInt8]] = []
            let take: (FrameInput.Item) -> Void = { item in
                if case .frame(let bytes) = item { found.append(bytes) }
            }
            frames.take(try InputFile(path).bytes(limit: 1 << 20)[...], take)
            frames.finish(take)
            guard let first = found.first else {
                throw ExitStatus.saying(ExitStatus.usage, "\(path) holds no frame.")
            }
            return first
        }
    }
}

/// `7:4096`: a record's place.
struct PlaceArgument: ExpressibleByArgument {
    let position: SegmentPosition

    init?(argument: String) {
        guard let position = SegmentPosition(argument) else { return nil }
        self.position = position
    }
}
