import ArgumentParser
import CycladeSchema
import Glibc
import Vault

extension VaultCommand {
    struct Put: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a value read from standard input, and print its commitment.",
            discussion: """
                The transaction commits to the value. The subject is the key of the record
                that it belongs to, such as lease/L-1.

                EXAMPLES
                  cyclade vault put --member bank --kind rent --as yuan --subject lease/L-1 \\
                    --transaction commit.json < rent.txt
                  cyclade vault put --member bank --kind site --as place \\
                    --subject deployment/D-1 < place.txt
                  cyclade vault put --member bank --kind paper --subject lease/L-1 \\
                    --file lease.pdf --json > commit.json

                A rent is written as 1234.56 ('--as yuan') or as 123456 ('--as fen'), a site
                as 30.274150,120.155150 ('--as place') or in words ('--as text').
                """
        )

        @OptionGroup var options: VaultOptions

        @OptionGroup var output: TransactionOptions

        @Option(help: "What the value says.")
        var kind: PayloadKindName

        @Option(help: ArgumentHelp("The record that it belongs to.", valueName: "key"))
        var subject: String

        @Option(
            name: .customLong("as"),
            help: ArgumentHelp(
                "How the value is written; needed for amounts and sites.",
                valueName: "form"
            )
        )
        var form: ValueForm?

        @Option(help: ArgumentHelp("Read the value from here.", valueName: "file"))
        var file: String?

        func validate() throws { _ = try checkedForm() }

        private func checkedForm() throws -> ValueForm {
            let forms = ValueForm.all(of: kind.kind)
            if forms.count == 1, form == nil { return forms[0] }
            guard let form, forms.contains(form) else {
                let choice = forms.map { "'--as \($0)'" }.joined(separator: " or ")
                throw ValidationError("Say how a \(kind.kind) is written: \(choice).")
            }
            return form
        }

        func run() async throws {
            try await ExitStatus.report {
                let store = try options.open()
                let transaction = try output.reserve()
                let payload = try Payload(kind.kind, of: subject, content())
                let commitment = try store.put(payload)
                let sealed = try store.entry(commitment).sealedDigest
                try store.close()
                try output.finish(
                    .committing(payload, sealed, of: store.owner),
                    in: transaction,
                    "\(commitment)"
                )
            }
        }

        private func content() throws -> PayloadContent {
            let form = try checkedForm()
            if file == nil, isatty(STDIN_FILENO) == 1 {
                Terminal.say("Type the value, then Ctrl-D on a line of its own.")
            }
            return try form.content(of: InputFile(file).bytes(limit: form.limit))
        }
    }
}
