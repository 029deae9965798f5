import CycladeSchema
import FoundationEssentials
import Glibc
import LedgerClient
import LedgerNode
import Rulebook

/// Runs a node that admits members' keys as fast as it can, and writes the id of each transaction
/// that is acknowledged, until it is killed.
///
/// Arguments: the ledger's directory, and a number that no earlier run had.
@main
struct CrashWriter {
    static let origin = "cyclade.example/crash"

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { exit(64) }
        let directory = DataDirectory(arguments[1])
        let keyFile = "\(arguments[1])/operator.json"
        if !directory.holdsLedger { try await found(directory, keyFile) }
        let keys = try MemberKeys(readingFrom: keyFile)
        let node = try LedgerNode(
            opening: directory,
            keyring: keyring(keys),
            memberID: keys.memberID
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await node.run() }
            for writer in 0..<4 {
                group.addTask { try await write("\(arguments[2])-\(writer)", keys, node) }
            }
            try await group.waitForAll()
        }
    }

    private static func found(_ directory: DataDirectory, _ keyFile: String) async throws {
        let keys = MemberKeys(generatingFor: "operator", runsNode: true)
        var genesis = Genesis()
        genesis.ledger = origin
        genesis.timeMs = LedgerNode.systemClock()
        genesis.policy = .standard
        genesis.founders = [
            try keys.admission(name: "Operator", roles: [.batteryMaker], ledger: origin)
        ]
        try directory.make()
        try keys.write(to: keyFile)
        try await LedgerNode.create(in: directory, genesis: genesis, keyring: keyring(keys))
    }

    private static func keyring(_ keys: MemberKeys) throws -> NodeKeyring {
        guard let node = keys.node else { exit(65) }
        return NodeKeyring(
            log: try node.logSigner(ledger: origin),
            cosigners: [try node.cosigner(ledger: origin, memberID: keys.memberID)]
        )
    }

    /// Registers models, one after another, and says so each time.
    private static func write(
        _ name: String,
        _ keys: MemberKeys,
        _ node: LedgerNode
    ) async throws {
        let signer = TransactionSigner(ledger: origin, keys: keys)
        for number in 0... {
            var model = RegisterModel()
            model.modelID = "model-\(name)-\(number)"
            model.form = .pack
            model.chemistry = .lfp
            model.ratedCapacityMah = 150_000
            model.nominalVoltageMv = 350_000
            model.massG = 350_000
            model.manufacturerCode = "001"
            model.specificationCode = "A1"
            let now = LedgerNode.systemClock()
            let bytes = try signer.sign(
                .registerModel(model),
                occurredMs: now,
                validUntilMs: now + 60_000
            )
            let outcome = try await node.submit(bytes)
            say("\(outcome.id) \(model.modelID)\n")
        }
    }

    private static func say(_ line: String) {
        let bytes = Array(line.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(1, $0.baseAddress, $0.count) }
    }
}
