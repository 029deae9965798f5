import ArgumentParser
import FoundationEssentials
import Vault

extension VaultCommand {
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the vault as it is now to a file that opens with the same keys.",
            discussion: """
                What is erased later stays in the copy. Keep the key file elsewhere: whoever
                finds both reads everything.

                EXAMPLES
                  cyclade vault backup /media/backup/bank.vault --member bank
                """
        )

        @OptionGroup var options: VaultOptions

        @Argument(help: ArgumentHelp("The file to write.", valueName: "file"))
        var target: String

        func run() async throws {
            try await ExitStatus.report {
                guard Self.folder(of: target) != Self.folder(of: options.keyPath) else {
                    throw ExitStatus.saying(
                        ExitStatus.refused,
                        "\(target) would lie beside the key file, and the two open for whoever "
                            + "finds them. Choose another directory."
                    )
                }
                let store = try options.open()
                try store.backUp(to: target)
                let count = try store.commitments().count
                try store.close()
                print("\(target) has the \(count) payloads of \(options.path).")
            }
        }

        private static func folder(of path: String) -> String {
            URL(filePath: path).deletingLastPathComponent().resolvingSymlinksInPath().path
        }
    }
}
