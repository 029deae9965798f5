import ArgumentParser
import Glibc
import LedgerClient
import LedgerNode
import Logging
import NIOSSL
import TelemetryGateway
import Vault
import Verification
import Vocabulary

extension TelemetryCommand {
    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take what vehicles and stations send, keep it, and anchor it.",
            discussion: """
                Vehicles and platforms log in by GB/T 32960 over TCP; those whose numbers the
                member's vault holds may. Stations send charge records to POST /v1/station-records.
                Everything is kept in segments under DIR/telemetry/GATEWAY, told of the battery that
                the ledger has in the vehicle, folded into summaries, and each segment's root is put
                on the ledger. The node in DIR must run, or the one at '--url'; without it anchors
                wait. Ends on SIGTERM or SIGINT, when all that was received is kept.

                The settings file holds fleets, ciphers, platforms and stations; docs/telemetry.md
                shows one. It must be its owner's alone.

                EXAMPLES
                  cyclade telemetry serve --member swap-one --gateway gw-1
                  cyclade telemetry serve --member swap-one --gateway gw-1 --settings gw-1.yaml \\
                    --host 0.0.0.0 --tls-certificate chain.pem --tls-key key.pem
                """
        )

        @OptionGroup var vault: VaultOptions
        @OptionGroup var gateway: GatewayOptions

        @Option(help: ArgumentHelp("Fleets, platforms and stations.", valueName: "file"))
        var settings: String?

        @Option(
            help: ArgumentHelp(
                "The key file of the member, which signs anchors.",
                discussion: "Without it DIR/keys/ID.json.",
                valueName: "file"
            )
        )
        var key: String?

        @Option(help: "Where the node answers; without it by the socket in DIR.")
        var url: String?

        @Option(help: "The address at which vehicles and platforms are served.")
        var host = "127.0.0.1"

        @Option(
            help: ArgumentHelp(
                "The address at which stations are served.",
                discussion: "Put a proxy with TLS in front of it for other machines."
            )
        )
        var stationHost = "127.0.0.1"

        @Option(help: "The port for vehicles and platforms; 0 for any that is free.")
        var port = 32_960

        @Option(help: "The port for stations; 0 for any that is free.")
        var stationPort = 32_961

        @Option(help: "The port for metrics, on this machine; 0 for any that is free.")
        var metricsPort = 32_962

        @Option(
            help: ArgumentHelp(
                "Delete records so long after they were received.",
                discussion: """
                    Numbers, roots, counts and the list of batteries stay. Without it records are \
                    kept for ever.
                    """,
                valueName: "days"
            )
        )
        var keepDays: Int?

        @Option(help: ArgumentHelp("The certificate chain, for TLS.", valueName: "file"))
        var tlsCertificate: String?

        @Option(help: ArgumentHelp("The certificate's private key.", valueName: "file"))
        var tlsKey: String?

        func validate() throws {
            guard [port, stationPort, metricsPort].allSatisfy((0...65_535).contains) else {
                throw ValidationError("Ports are from 0 to 65535.")
            }
            guard keepDays.map((1...36_500).contains) ?? true else {
                throw ValidationError("'--keep-days' takes 1 to 36500.")
            }
            guard (tlsCertificate == nil) == (tlsKey == nil) else {
                throw ValidationError("Give both '--tls-certificate' and '--tls-key', or neither.")
            }
            guard vault.member != nil || key != nil else {
                throw ValidationError("Give '--member ID', or '--key FILE' for the signature.")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                umask(0o077)
                let services = try GatewayServices(parts()) { part, port in
                    switch part {
                    case .vehicles: print("vehicles  \(host):\(port)")
                    case .stations:
                        print("stations  http://\(stationHost):\(port)/v1/station-records")
                    case .metrics: print("metrics   http://127.0.0.1:\(port)/metrics")
                    }
                    // Whoever waits for these lines may read them through a pipe.
                    fflush(nil)
                }
                if let recovery = services.recovery { Terminal.say("cyclade: \(recovery)") }
                print("\(services.vehicleCount) vehicles may send")
                do {
                    try await services.run()
                } catch {
                    throw ExitStatus.saying(
                        ExitStatus.unavailable,
                        "The gateway has stopped: \(error)"
                    )
                }
            }
        }

        private func parts() throws -> GatewayServices.Parts {
            let file = try GatewaySettingsFile.read(settings)
            let directory = vault.data.directory
            let (store, vaultKeys, _) = try vault.openWithKeys()
            let member = store.owner.member.text
            try store.close()
            let reader = try LedgerReader(directory)
            let keys = try MemberKeys(
                readingFrom: key ?? LedgerSetup.keyFile(of: member, in: directory)
            )
            var logger = Logger(label: "cyclade") { StreamLogHandler.standardError(label: $0) }
            logger.logLevel = .notice
            return GatewayServices.Parts(
                reader: reader,
                ledger: SegmentAnchoring.Ledger(
                    signer: TransactionSigner(ledger: reader.origin, keys: keys),
                    node: url.map { NodeClient(url: $0) }
                        ?? NodeClient(socket: directory.socketFile),
                    trust: try TrustFile(parsing: Array(reader.trustFile().utf8))
                ),
                gatewayID: gateway.gateway,
                files: gateway.files(in: directory),
                vaultPath: vault.path,
                vaultKeys: vaultKeys,
                file: file,
                links: try links(),
                stationHost: stationHost,
                stationPort: stationPort,
                metricsPort: metricsPort,
                keptDays: keepDays,
                logger: logger
            )
        }

        private func links() throws -> GatewaySettings {
            var links = GatewaySettings()
            links.host = host
            links.port = port
            guard let tlsCertificate, let tlsKey else { return links }
            do {
                links.tls = TLSConfiguration.makeServerConfiguration(
                    certificateChain: try NIOSSLCertificate.fromPEMFile(tlsCertificate)
                        .map { .certificate($0) },
                    privateKey: .privateKey(try NIOSSLPrivateKey(file: tlsKey, format: .pem))
                )
            } catch {
                throw ExitStatus.saying(ExitStatus.usage, "TLS cannot be set up: \(error)")
            }
            return links
        }
    }
}

/// The gateway that a command is about.
struct GatewayOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The gateway, as its member names it.", valueName: "name"))
    var gateway = "gateway-1"

    func validate() throws {
        guard (try? RecordName(gateway)) != nil else {
            throw ValidationError("'\(gateway)' is no name: 1 to 64 of A-Z a-z 0-9 . _ -")
        }
    }

    func files(in directory: DataDirectory) -> TelemetryFiles {
        TelemetryFiles(of: gateway, in: directory)
    }
}

/// Reads a gateway's settings file, which holds keys.
enum GatewaySettingsFile {
    static func read(_ path: String?) throws -> GatewayFile {
        do {
            guard let path else { return try GatewayFile() }
            let bytes = try InputFile(path).bytes(limit: GatewayFile.mostBytes, isSecret: true)
            return try GatewayFile(yaml: String(decoding: bytes, as: UTF8.self))
        } catch let error as GatewayFileError {
            throw ExitStatus.saying(ExitStatus.usage, "\(path ?? "") cannot be used: \(error)")
        }
    }
}
