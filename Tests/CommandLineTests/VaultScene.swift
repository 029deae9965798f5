import CycladeSchema
import Foundation
import LedgerClient
import LedgerNode
import SwiftProtobuf
import TestSupport
import Testing

/// A ledger whose members keep vaults by the built program.
final class VaultScene {
    let ledger: TestLedger
    /// Where parcels, statements and transactions go.
    let folder: TemporaryDirectory
    /// All that the program has said, but for what was asked for with 'show --value'.
    private(set) var said = ""

    var data: String { ledger.directory.path }

    /// Makes the ledger, with the keys of its members beside it.
    init() async throws {
        ledger = try TestLedger()
        folder = try TemporaryDirectory()
        try await ledger.create()
        try FileManager.default.createDirectory(
            atPath: ledger.directory.keysDirectory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        for member in ["maker", "manager", "assessor", "operator"] {
            try ledger.keys(of: member).write(
                to: "\(ledger.directory.keysDirectory)/\(member).json"
            )
        }
    }

    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    /// Runs a command on a member's vault.
    func vault(
        _ verb: String,
        of member: String,
        _ arguments: [String] = [],
        input: String = ""
    ) throws -> CommandLine.Outcome {
        let outcome = try CommandLine.cyclade(
            ["vault", verb, "--member", member, "--data-dir", data] + arguments,
            input: input
        )
        if !arguments.contains("--value") { said += outcome.output + outcome.errors }
        return outcome
    }

    /// Runs a command that is to succeed, and gives its output.
    func done(
        _ verb: String,
        of member: String,
        _ arguments: [String] = [],
        input: String = ""
    ) throws -> String {
        let outcome = try vault(verb, of: member, arguments, input: input)
        try #require(outcome.status == 0, "\(outcome)")
        return outcome.output
    }

    /// Puts a rent, and gives its commitment.
    func putRent(_ yuan: String = "98765432.10", of member: String) throws -> String {
        let arguments = ["--kind", "rent", "--as", "yuan", "--subject", "member/maker"]
        let output = try done("put", of: member, arguments, input: "\(yuan)\n")
        return String(output.prefix(64))
    }

    /// Signs transactions of files, as 'cyclade tx submit' does, and requires the ledger to take
    /// them.
    func submit(_ names: String..., by member: String) async throws {
        let signed = try names.map { name in
            let json = try Data(contentsOf: URL(filePath: path(name)))
            let body = try TransactionBody(jsonUTF8Bytes: json)
            #expect(body.ledger == TestLedger.origin)
            #expect(body.memberID == member)
            return try ledger.sign(member, #require(body.command))
        }
        try await ledger.withNode { node in
            for transaction in signed {
                let outcome = try await node.submit(transaction)
                guard case .accepted = outcome.verdict else {
                    Issue.record("\(outcome.verdict)")
                    return
                }
            }
        }
    }

    /// Every byte of every file of the ledger's directory and of what the program has written.
    func files() throws -> Data {
        var bytes = Data()
        for root in [data, folder.path] {
            let names = try #require(FileManager.default.enumerator(atPath: root))
            for case let name as String in names {
                bytes += FileManager.default.contents(atPath: "\(root)/\(name)") ?? Data()
            }
        }
        return bytes
    }
}
