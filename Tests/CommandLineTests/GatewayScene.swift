import CycladeSchema
import Foundation
import TestSupport
import Testing
import Vault

@testable import cyclade

/// A small nation's ledger with its node, and the gateway of a swap operator whose vault holds the
/// numbers of its vehicles.
struct GatewayScene {
    static let member = "swap-one"
    static let gateway = "gw-1"

    let folder: TemporaryDirectory
    let node: RunningProgram
    let vins: [String]

    var data: String { "\(folder.path)/data" }
    var segments: String { "\(data)/telemetry/\(Self.gateway)" }
    var trust: String { "\(folder.path)/log/trust.txt" }

    init() async throws {
        folder = try TemporaryDirectory()
        let data = "\(folder.path)/data"
        let demo = try CommandLine.cyclade(
            "demo",
            "--scenario",
            "national",
            "--years",
            "1",
            "--fleet",
            "100",
            "--seed",
            "7",
            "--data-dir",
            data
        )
        try #require(demo.status == 0, "\(demo)")
        vins = try Self.numbers(in: data)
        node = try RunningProgram(
            Program.cyclade,
            ["node", "run", "--data-dir", data, "--port", "0"]
        )
        _ = try #require(await node.line())
        try #require(run("ledger", "export", "\(folder.path)/log").status == 0)
    }

    private static func numbers(in data: String) throws -> [String] {
        let store = try VaultStore(
            opening: "\(data)/vaults/\(member).vault",
            keys: VaultKeys(readingFrom: "\(data)/keys/\(member).vault-key")
        )
        defer { try? store.close() }
        return try store.commitments().compactMap { commitment in
            let payload = try store.open(commitment)
            guard payload.kind == .vin, case .text(let vin) = payload.content else { return nil }
            return vin
        }
    }

    /// Runs the command line on this ledger.
    func run(_ arguments: String...) throws -> CommandLine.Outcome {
        try run(arguments)
    }

    func run(_ arguments: [String]) throws -> CommandLine.Outcome {
        try CommandLine.cyclade(arguments + ["--data-dir", data])
    }

    /// Runs a verb of `cyclade telemetry` on this gateway.
    func telemetry(_ arguments: String...) throws -> CommandLine.Outcome {
        try CommandLine.cyclade(
            ["telemetry"] + arguments + ["--data-dir", data, "--gateway", Self.gateway]
        )
    }

    /// The gateway, and where it listens.
    struct Serving {
        let program: RunningProgram
        let vehicles: String
        let stations: String
        let metrics: String

        var port: String { String(vehicles.split(separator: ":").last ?? "") }
    }

    /// Starts the gateway, and waits until it listens.
    func serve(_ arguments: [String] = [], at port: String = "0") async throws -> Serving {
        let program = try RunningProgram(
            Program.cyclade,
            [
                "telemetry", "serve", "--data-dir", data, "--gateway", Self.gateway, "--member",
                Self.member, "--port", port, "--station-port", "0", "--metrics-port", "0",
            ] + arguments,
            errors: .standardError
        )
        var places: [String: String] = [:]
        while places.count < 3, let line = await program.line() {
            let words = line.split(separator: " ").map(String.init)
            if ["vehicles", "stations", "metrics"].contains(words[0]) {
                places[words[0]] = words[1]
            }
        }
        return Serving(
            program: program,
            vehicles: try #require(places["vehicles"]),
            stations: try #require(places["stations"]),
            metrics: try #require(places["metrics"])
        )
    }
}
