import ArgumentParser
import GBT32960

/// `cyclade telemetry`: what vehicles and stations report.
struct TelemetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telemetry",
        abstract: "Take, keep and prove what vehicles and stations report.",
        subcommands: [
            Serve.self, Decode.self, Replay.self, Stats.self, Ingest.self, Prove.self,
            Segments.self, Delete.self,
            HashPassword.self, NewToken.self,
        ]
    )

    struct Decode: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the frames of a file, or of standard input, in physical units.",
            discussion: """
                Takes frames of both editions (2016 and 2025), as bytes or as lines of hexadecimal
                digits, a frame each; which of the two is seen from the beginning. A frame on a line
                of its own is decoded even if its check is wrong, for information. Bytes are cut
                into frames as a platform does, and what belongs to no frame is said.

                Fields are "invalid" or "abnormal" where the vehicle says so. Units that are
                encrypted, and what is not understood, are given as bytes.

                Ends with 1 if something was no frame.

                EXAMPLES
                  cyclade telemetry decode frames.hex --json
                  nc -l 32960 | cyclade telemetry decode -
                  cyclade telemetry decode frames.hex --user-body 81=12 --user-body 82=rest
                """
        )

        @Argument(help: ArgumentHelp("The frames; '-' for standard input.", valueName: "file"))
        var file: String

        @Option(
            help: ArgumentHelp(
                """
                A user-defined body that breaks the standard: its type in hexadecimal, and its \
                bytes without a length before them, or 'rest' for all that is left.
                """,
                valueName: "type=bytes"
            )
        )
        var userBody: [UserBodyForm] = []

        @Flag(help: "Print one JSON object a frame.")
        var json = false

        func run() async throws {
            try await ExitStatus.report {
                var printing = FramePrinting(
                    schema: UserBodyForm.schema(userBody),
                    isJSON: json
                )
                var frames = FrameInput()
                let input = InputFile(file)
                try input.forEachPiece { piece in frames.take(piece) { printing.show($0) } }
                frames.finish { printing.show($0) }
                printing.sumUp()
                if printing.refusedCount > 0 { throw ExitStatus.failedCheck }
            }
        }
    }
}

/// `81=12`: how a fleet builds a user-defined body.
struct UserBodyForm: ExpressibleByArgument {
    let type: UInt8
    let form: UserBodySchema.Form

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let type = UInt8(parts[0], radix: 16),
            (0x80...0xFE).contains(type), let form = UserBodySchema.Form(parts[1])
        else { return nil }
        self.type = type
        self.form = form
    }

    static func schema(_ forms: [UserBodyForm]) -> UserBodySchema {
        UserBodySchema(Dictionary(forms.map { ($0.type, $0.form) }) { $1 })
    }
}
