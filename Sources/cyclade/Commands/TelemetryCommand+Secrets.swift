import ArgumentParser
import TelemetryGateway

extension TelemetryCommand {
    struct HashPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what the settings file keeps of a platform's password.",
            discussion: """
                EXAMPLES
                  cyclade telemetry hash-password < password.txt
                """
        )

        @Argument(help: ArgumentHelp("The password; '-' for standard input.", valueName: "file"))
        var file = "-"

        func run() async throws {
            try await ExitStatus.report {
                let bytes = try InputFile(file).bytes(limit: 22, isSecret: true).withoutLineEnd
                guard let password = String(validating: bytes, as: UTF8.self),
                    (1...20).contains(password.utf8.count)
                else {
                    throw ExitStatus.saying(ExitStatus.usage, "A password has 1 to 20 bytes.")
                }
                do throws(PasswordHashError) {
                    print(try PasswordHash(of: password).text)
                } catch {
                    throw ExitStatus.saying(ExitStatus.unavailable, "No hash: \(error)")
                }
            }
        }
    }

    struct NewToken: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a new token for a station, and what the settings file keeps of it.",
            discussion: """
                The token goes to whoever sends, and is kept nowhere here.
                """
        )

        func run() {
            let (token, digest) = StationAccount.newToken()
            print("token         \(token)\ntoken_sha256  \(digest)")
        }
    }
}
