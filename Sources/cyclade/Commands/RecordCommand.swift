import ArgumentParser

/// `cyclade record`: what the ledger says under any key.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Show any record, its history, or a receipt that proves it.",
        discussion: """
            docs/domain.md lists the keys: lease/<lease>, station/<station>, shipment/<shipment>,
            member/<member>, qualification/<member>/<kind>, payload/<commitment>, policy, and so on.
            """,
        subcommands: [Show.self, History.self, Prove.self]
    )

    struct Key: ParsableArguments {
        @Argument(help: "The record's key, such as lease/lease-7.")
        var key: String
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a record, as the proto3 JSON of its message.",
            discussion: """
                EXAMPLES
                  cyclade record show lease/lease-7 --data-dir cyclade-data
                  cyclade record show policy
                """
        )

        @OptionGroup var data: DataDirectoryOption
        @OptionGroup var record: Key

        func run() async throws {
            try await ExitStatus.report { try RecordView(record.key, in: data.directory).show() }
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the transactions that changed a record, oldest first.",
            discussion: """
                EXAMPLES
                  cyclade record history station/station-3 --data-dir cyclade-data
                """
        )

        @OptionGroup var data: DataDirectoryOption
        @OptionGroup var record: Key

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            try await ExitStatus.report {
                try RecordView(record.key, in: data.directory).history(isJSON: json)
            }
        }
    }

    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a receipt that proves a record to anyone, offline.",
            discussion: """
                EXAMPLES
                  cyclade record prove statement/statement-12 --output statement.pb
                """
        )

        @OptionGroup var data: DataDirectoryOption
        @OptionGroup var record: Key

        @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
        var output = "receipt.pb"

        func run() async throws {
            try await ExitStatus.report {
                try await RecordView(record.key, in: data.directory).prove(to: output)
            }
        }
    }
}
