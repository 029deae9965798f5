import ArgumentParser
import CycladeServer
import Glibc
import LedgerNode

/// `cyclade node`: run a node.
struct NodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "node",
        abstract: "Run a node.",
        subcommands: [Run.self]
    )

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Serve a ledger over HTTP until SIGTERM or SIGINT; see docs/api.md.",
            discussion: """
                Answers on HOST:PORT and on the socket DIR/node.sock. Whoever reaches the port may
                read every record, so keep it on this machine, behind a proxy with TLS.

                EXAMPLES
                  cyclade node run --data-dir cyclade-data
                  cyclade node run --data-dir cyclade-data --port 0
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Option(help: "The address to listen on.")
        var host = "127.0.0.1"

        @Option(help: "The port to listen on; 0 for any that is free.")
        var port = 8080

        func validate() throws {
            guard (0...65_535).contains(port) else {
                throw ValidationError("'--port' must be from 0 to 65535.")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                // The socket and the files are for their owner only.
                umask(0o077)
                let directory = data.directory
                let node = try LedgerSetup.open(directory)
                let server = LedgerServer(
                    node: node,
                    directory: directory,
                    host: host,
                    port: port
                )
                let origin = node.origin
                do {
                    try await server.run { address in
                        print("\(origin) answers at \(address) and on \(directory.socketFile)")
                        // Whoever waits for this line may read it through a pipe.
                        fflush(nil)
                    }
                } catch {
                    Terminal.say("cyclade: The node has stopped: \(error)")
                    throw ExitStatus.unavailable
                }
            }
        }
    }
}
