import ArgumentParser
import CycladeSchema
import FoundationEssentials
import LedgerClient
import LedgerNode
import MerkleLog
import Rulebook

/// `cyclade ledger`: make, copy out and re-verify a ledger.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Make, export or audit a ledger.",
        subcommands: [Init.self, Export.self, Audit.self]
    )
}

/// The directory of a ledger, as every command takes it.
struct DataDirectoryOption: ParsableArguments {
    @Option(help: ArgumentHelp("The directory of the ledger.", valueName: "dir"))
    var dataDir = "cyclade-data"

    var directory: DataDirectory { DataDirectory(dataDir) }
}

extension LedgerCommand {
    struct Init: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a ledger, with new keys for its founders.",
            discussion: """
                Each founder is ID:ROLE[+ROLE…]; the ones named with '--voter' run nodes and vote.
                Keys are written to DIR/keys, one file a member, readable by their owner only.

                EXAMPLES
                  cyclade ledger init --origin cyclade.example/pilot \\
                    --founder bank:assetManager --founder cells:batteryMaker --voter bank

                Roles: \(RoleName.all.joined(separator: ", ")).
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Option(help: "The ledger's name, such as cyclade.example/pilot.")
        var origin: String

        @Option(help: ArgumentHelp("A founding member and its roles.", valueName: "id:roles"))
        var founder: [String]

        @Option(help: ArgumentHelp("A founder that runs a node and votes.", valueName: "id"))
        var voter: [String] = []

        @Flag(help: "Print one JSON object.")
        var json = false

        private struct Answer: Encodable {
            struct Member: Encodable {
                let memberId: String
                let votes: Bool
                let keyFile: String
            }

            let ledger: String
            let dataDir: String
            let members: [Member]
        }

        func validate() throws {
            for text in founder { _ = try RoleName.parse(founder: text) }
            let ids = Set(try founder.map { try RoleName.parse(founder: $0).id })
            for id in voter where !ids.contains(id) {
                throw ValidationError("'--voter \(id)' is not among the founders.")
            }
            guard !voter.isEmpty else {
                throw ValidationError("At least one founder must vote: add '--voter ID'.")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                let founders = try founder.map { try RoleName.parse(founder: $0) }
                let keys = founders.map {
                    MemberKeys(generatingFor: $0.id, runsNode: voter.contains($0.id))
                }
                var genesis = Genesis()
                genesis.ledger = origin
                genesis.timeMs = LedgerNode.systemClock()
                genesis.policy = .standard
                genesis.founders = try zip(founders, keys).map { founder, keys in
                    try keys.admission(name: founder.id, roles: founder.roles, ledger: origin)
                }
                try await LedgerSetup.create(genesis, keys: keys, in: data.directory)
                guard json else {
                    return print("\(origin) is at block 0 in \(data.directory.path).")
                }
                let members = keys.map { key in
                    Answer.Member(
                        memberId: key.memberID,
                        votes: key.node != nil,
                        keyFile: LedgerSetup.keyFile(of: key.memberID, in: data.directory)
                    )
                }
                try JSON.print(
                    Answer(ledger: origin, dataDir: data.directory.path, members: members)
                )
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the log as static C2SP files that any checker can read.",
            discussion: """
                Writes checkpoint, tile/<L>/<N>, tile/entries/<N> and trust.txt.

                EXAMPLES
                  cyclade ledger export public-log --data-dir cyclade-data
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Argument(help: ArgumentHelp("The directory to write to.", valueName: "dir"))
        var target: String

        @Flag(help: "Print one JSON object.")
        var json = false

        private struct Answer: Encodable {
            let ledger: String
            let treeSize: UInt64
            let directory: String
        }

        func run() async throws {
            try await ExitStatus.report {
                let reader = try LedgerReader(data.directory)
                let progress = Progress()
                defer { progress.clear() }
                progress.begin("tiles")
                let size = try reader.export(to: target) { progress.show($0, of: $1) }
                progress.clear()
                let trust = try reader.trustFile()
                try Data(trust.utf8).write(to: URL(filePath: "\(target)/trust.txt"))
                guard json else {
                    return print("\(size) entries of \(reader.origin) are in \(target).")
                }
                try JSON.print(
                    Answer(ledger: reader.origin, treeSize: size, directory: target)
                )
            }
        }
    }

    struct Audit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Re-verify everything from the genesis: signatures, rules, roots, links.",
            discussion: """
                Reads beside a running node. Ends with status 1 at the first contradiction.

                EXAMPLES
                  cyclade ledger audit --data-dir cyclade-data
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            try await ExitStatus.report {
                let reader = try LedgerReader(data.directory)
                let progress = Progress()
                defer { progress.clear() }
                progress.begin("entries")
                let report: AuditReport
                do {
                    report = try reader.audit { progress.show(Int($0), of: Int($1)) }
                } catch let finding as AuditFinding {
                    Terminal.say("cyclade: the ledger contradicts itself: \(finding)")
                    throw ExitStatus.failedCheck
                }
                progress.clear()
                let answer = AuditAnswer(report, of: reader.origin)
                if json { return try JSON.print(answer) }
                print(
                    """
                    \(answer.ledger): nothing contradicts.
                    blocks        \(answer.blocks)
                    transactions  \(answer.transactions), and \(answer.refusals) refused
                    records       \(answer.records)
                    tree          \(answer.treeSize) leaves, root \(answer.root)
                    """
                )
            }
        }
    }
}
