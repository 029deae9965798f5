import CycladeSchema
import FoundationEssentials
import LedgerClient
import LedgerNode

/// Making ledgers, and opening them with the keys that lie beside them.
enum LedgerSetup {
    /// Makes a ledger and writes the founders' keys beside it.
    static func create(
        _ genesis: Genesis,
        keys: [MemberKeys],
        in directory: DataDirectory
    ) async throws {
        try await LedgerNode.create(
            in: directory,
            genesis: genesis,
            keyring: keyring(of: keys, ledger: genesis.ledger)
        )
        try FileManager.default.createDirectory(
            atPath: directory.keysDirectory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        for key in keys { try key.write(to: keyFile(of: key.memberID, in: directory)) }
    }

    /// Where the keys of a member lie.
    static func keyFile(of memberID: String, in directory: DataDirectory) -> String {
        "\(directory.keysDirectory)/\(memberID).json"
    }

    /// The keys in a ledger's directory, by member.
    static func keys(in directory: DataDirectory) throws -> [String: MemberKeys] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.keysDirectory)
        var keys: [String: MemberKeys] = [:]
        for name in names.sorted() where name.hasSuffix(".json") {
            let key = try MemberKeys(readingFrom: "\(directory.keysDirectory)/\(name)")
            keys[key.memberID] = key
        }
        return keys
    }

    /// Opens a ledger for writing, with every node key that lies beside it.
    static func open(
        _ directory: DataDirectory,
        observer: BlockObserver? = nil,
        now: @escaping @Sendable () -> UInt64 = LedgerNode.systemClock
    ) throws -> LedgerNode {
        let reader = try LedgerReader(directory)
        let keys = try keys(in: directory).values.sorted { $0.memberID < $1.memberID }
        guard let proposer = keys.first(where: { $0.node != nil }) else {
            throw KeyFileError.malformed(path: directory.keysDirectory)
        }
        return try LedgerNode(
            opening: directory,
            keyring: keyring(of: keys, ledger: reader.origin),
            memberID: proposer.memberID,
            observer: observer,
            now: now
        )
    }

    /// The signers of checkpoints among `keys`: the first signs the log, all cosign.
    static func keyring(of keys: [MemberKeys], ledger: String) throws -> NodeKeyring {
        let nodes = keys.compactMap { key in key.node.map { (key.memberID, $0) } }
        guard let first = nodes.first else {
            throw StoreError.genesis("no founder runs a node")
        }
        return NodeKeyring(
            log: try first.1.logSigner(ledger: ledger),
            cosigners: try nodes.map { try $1.cosigner(ledger: ledger, memberID: $0) }
        )
    }
}
