import ArgumentParser
import FoundationEssentials
import LedgerNode
import SwiftProtobuf
import Verification

extension BatteryCommand {
    struct SwapReceiptOf: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "swap-receipt",
            abstract: "Write the receipt of a swap, for the driver to keep.",
            discussion: """
                It proves the operator's signed measurements, both packs' records, and the lease with
                its rent basis, to anyone, offline: 'cyclade verify' checks and prints it.

                EXAMPLES
                  cyclade battery swap-receipt 001PB240000003B3C0221953 --output swap.pb
                  cyclade battery swap-receipt 001PB240000003B3C0221953 --entry 70211
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Argument(help: "The code of a pack that was taken or given.")
        var code: String

        @Option(
            help: ArgumentHelp(
                "The swap's entry in the log, as in the pack's history; otherwise its newest.",
                valueName: "leaf"
            )
        )
        var entry: UInt64?

        @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
        var output = "swap-receipt.pb"

        func run() async throws {
            try await ExitStatus.report {
                let queries = try LedgerReader(data.directory).queries()
                guard let receipt = try await queries.swapReceipt(ofBattery: code, at: entry)
                else {
                    Terminal.say("cyclade: There is no such swap of \(code); see its history.")
                    throw ExitStatus.notFound
                }
                let bytes: [UInt8] = try receipt.serializedBytes()
                try Data(bytes).write(to: URL(filePath: output))
                if let swap = SwapReceipt(reading: bytes) { print("\(swap.text)\n") }
                print("\(output): \(bytes.count) bytes. Check it with 'cyclade verify \(output)'.")
            }
        }
    }
}
