import ArgumentParser
import LedgerNode
import SwiftProtobuf

/// `cyclade battery`: what the ledger says of a battery.
struct BatteryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "battery",
        abstract: "List batteries; show one, its history, or a receipt that proves its record.",
        subcommands: [List.self, Show.self, History.self, Prove.self, SwapReceiptOf.self]
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a battery's record, as the proto3 JSON of its message.",
            discussion: """
                EXAMPLES
                  cyclade battery show 001PB240000003B3C0221953 --data-dir cyclade-data
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Argument(help: "The battery's code or enrolment number.")
        var code: String

        func run() async throws {
            try await ExitStatus.report {
                let queries = try LedgerReader(data.directory).queries()
                guard let battery = queries.battery(code) else {
                    throw RecordView.unknown("battery/\(code)")
                }
                print(try battery.jsonString())
            }
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the transactions that changed a battery, oldest first.",
            discussion: """
                EXAMPLES
                  cyclade battery history 001PB240000003B3C0221953 --data-dir cyclade-data
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Argument(help: "The battery's code or enrolment number.")
        var code: String

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            try await ExitStatus.report {
                try RecordView("battery/\(code)", in: data.directory).history(isJSON: json)
            }
        }
    }

    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a receipt that proves a battery's record to anyone, offline.",
            discussion: """
                EXAMPLES
                  cyclade battery prove 001PB240000003B3C0221953 --output receipt.pb
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Argument(help: "The battery's code or enrolment number.")
        var code: String

        @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
        var output = "receipt.pb"

        func run() async throws {
            try await ExitStatus.report {
                try await RecordView("battery/\(code)", in: data.directory).prove(to: output)
            }
        }
    }
}
