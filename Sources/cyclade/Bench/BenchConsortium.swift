import CycladeSchema
import LedgerClient
import LedgerNode
import Rulebook

/// The members of a benchmark's ledger and their keys.
struct BenchConsortium: Sendable {
    static let origin = "cyclade.example/bench"

    /// A member and what it is in the trade.
    typealias Part = (id: String, role: Role)

    private static let swapping: [Part] = [
        ("maker", .batteryMaker), ("vehicle-maker", .vehicleMaker), ("dealer", .dealer),
        ("manager", .assetManager), ("operator", .swapOperator), ("assessor", .assessor),
    ]

    private let signers: [String: TransactionSigner]
    let genesis: Genesis
    let keyring: NodeKeyring
    /// Members that have keys and are still to be admitted.
    let newcomers: [AdmitMember]

    /// - Parameters:
    ///   - timeMs: The genesis' time.
    ///   - others: Founders beside those that swapping takes.
    ///   - newcomerCount: How many members are to be admitted later.
    ///   - policy: The parameters of the rules.
    /// - Throws: An error of swift-crypto, when signing fails.
    init(
        timeMs: UInt64,
        others: [Part] = [],
        newcomerCount: Int = 0,
        policy: Policy = .standard
    ) throws {
        var genesis = Genesis()
        genesis.ledger = Self.origin
        genesis.timeMs = timeMs
        genesis.policy = policy
        var signers: [String: TransactionSigner] = [:]
        var keyring: NodeKeyring?
        for (id, role) in Self.swapping + others {
            let keys = MemberKeys(generatingFor: id, runsNode: id == "operator")
            genesis.founders.append(
                try keys.admission(name: id, roles: [role], ledger: Self.origin)
            )
            signers[id] = TransactionSigner(ledger: Self.origin, keys: keys)
            if let node = keys.node {
                keyring = NodeKeyring(
                    log: try node.logSigner(ledger: Self.origin),
                    cosigners: [try node.cosigner(ledger: Self.origin, memberID: id)]
                )
            }
        }
        guard let keyring else { throw BenchError.setUp("no member runs a node") }
        newcomers = try (0..<newcomerCount).map { number in
            let keys = MemberKeys(generatingFor: "newcomer-\(number)", runsNode: false)
            signers[keys.memberID] = TransactionSigner(ledger: Self.origin, keys: keys)
            return try keys.admission(
                name: keys.memberID,
                roles: [.collector],
                ledger: Self.origin
            )
        }
        self.genesis = genesis
        self.signers = signers
        self.keyring = keyring
    }

    /// A transaction of `member`, valid for ten minutes from `nowMs` less a margin.
    func sign(
        _ member: String,
        _ command: TransactionBody.OneOf_Command,
        nowMs: UInt64
    ) throws -> [UInt8] {
        guard let signer = signers[member] else { throw BenchError.setUp("no member \(member)") }
        return try signer.sign(
            command,
            occurredMs: nowMs,
            validUntilMs: nowMs + Rulebook.longestValidity - 30_000
        )
    }
}

extension BenchConsortium {
    /// Makes a ledger of these members and runs a node on it while `body` runs.
    func withNewLedger<Output: Sendable>(
        in directory: DataDirectory,
        _ body: (LedgerNode) async throws -> Output
    ) async throws -> Output {
        try await LedgerNode.create(in: directory, genesis: genesis, keyring: keyring)
        let node = try open(directory)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await node.run() }
            defer { node.shutDown() }
            let output = try await body(node)
            node.shutDown()
            try await group.waitForAll()
            return output
        }
    }

    /// Opens the ledger in `directory`.
    func open(_ directory: DataDirectory) throws -> LedgerNode {
        try LedgerNode(opening: directory, keyring: keyring, memberID: "operator")
    }
}

/// Why a benchmark gives no figure.
enum BenchError: Error, CustomStringConvertible {
    /// The ledger could not be brought to its first state.
    case setUp(String)
    /// A transaction that must be accepted was not.
    case notAccepted(String)

    var description: String {
        switch self {
        case .setUp(let what): "The benchmark cannot be set up: \(what)."
        case .notAccepted(let what): "A transaction of the benchmark was not accepted: \(what)."
        }
    }
}
