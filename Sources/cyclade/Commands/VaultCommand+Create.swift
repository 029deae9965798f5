import ArgumentParser
import FoundationEssentials
import Glibc
import LedgerNode
import Vault
import Vocabulary

extension VaultCommand {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a member's vault, with keys of its own.",
            discussion: """
                The transaction publishes the key under which others grant the member
                payloads. Without the key file the vault is lost: keep a copy of it, away
                from the vault's.

                EXAMPLES
                  cyclade vault create --member bank --transaction publish.json
                  cyclade vault create --member bank --ask-passphrase
                  cyclade vault create --member bank --ledger cyclade.example/pilot \\
                    --vault /srv/vault/bank.vault --vault-key /media/key/bank.vault-key
                """
        )

        @OptionGroup var options: VaultOptions

        @OptionGroup var protection: NewPassphraseOptions

        @OptionGroup var output: TransactionOptions

        @Option(
            help: ArgumentHelp(
                "The ledger's name; without it that of the ledger in DIR.",
                valueName: "origin"
            )
        )
        var ledger: String?

        @Flag(help: "Take the keys of a key file that is there already.")
        var existingKey = false

        func validate() throws {
            guard options.member != nil else {
                throw ValidationError("Say whose vault it is: '--member ID'.")
            }
            if let ledger, (try? LedgerOrigin(ledger)) == nil {
                throw ValidationError("'\(ledger)' is no ledger: \(LedgerOrigin.pattern).")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                VaultPlace.leaveNoCore()
                let owner = VaultOwner(
                    ledger: try LedgerOrigin(
                        ledger ?? LedgerReader(options.data.directory).origin
                    ),
                    member: try MemberID(options.member ?? "")
                )
                guard !FileManager.default.fileExists(atPath: options.path) else {
                    throw VaultError.file(path: options.path, .exists)
                }
                let file = try output.reserve()
                let keys = try create(for: owner)
                try output.finish(.publishing(keys.publicKey, of: owner), in: file, text(keys))
            }
        }

        private func create(for owner: VaultOwner) throws -> VaultKeys {
            for path in [options.path, options.keyPath] { try Self.makeFolder(of: path) }
            let keys = try existingKey ? options.readKeys().keys : VaultKeys()
            if !existingKey {
                let passphrase = try protection.passphrase(of: options.keyPath)
                try keys.write(to: options.keyPath, passphrase: passphrase)
            }
            do {
                try VaultStore.create(at: options.path, for: owner, keys: keys).close()
            } catch {
                // Keys that were made for a vault that was not are nobody's.
                if !existingKey { unsafe unlink(options.keyPath) }
                throw error
            }
            return keys
        }

        private static func makeFolder(of path: String) throws {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            do {
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            } catch {
                throw VaultError.file(path: folder, .io("it cannot be made"))
            }
        }

        private func text(_ keys: VaultKeys) -> String {
            """
            vault           \(options.path)
            key file        \(options.keyPath)
            encryption key  \(keys.publicKey.hex)
            """
        }
    }
}
