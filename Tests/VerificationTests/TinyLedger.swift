import CycladeSchema
import FoundationEssentials
import MerkleLog
import StateMap
import SwiftProtobuf
import Testing
import Verification
import Vocabulary

import enum Crypto.Curve25519
import enum Crypto.P256

/// A ledger of four members, small enough to read, with real keys.
///
/// Block 0 is the genesis and has no transactions. Blocks of two transactions and a seal follow;
/// `acme` signs every transaction.
struct TinyLedger {
    static let origin = "ledger.example/demo"
    static let members = ["acme", "bolt", "city", "dyno"]
    static let keyText = "key/acme/k1"
    static let blockInterval: UInt64 = 1_000
    static let start: UInt64 = 1_760_000_000_000

    let log: NoteSigner
    let cosigners: [NoteSigner]
    let key: P256.Signing.PrivateKey
    let trust: TrustFile

    private(set) var leaves: [[UInt8]] = []
    /// The leaf of each block's seal, by height.
    private(set) var sealLeaves: [Int] = []
    /// What the state map holds after the newest block.
    var records: [String: [UInt8]] = [:]
    /// What it held after each block.
    private(set) var history: [[String: [UInt8]]] = []

    init(revokedMs: UInt64 = 0, registeredMs: UInt64 = TinyLedger.start) throws {
        log = try NoteSigner(name: Self.origin, privateKey: .init())
        cosigners = try Self.members.map { member in
            try NoteSigner(
                name: "\(Self.origin)/\(member)",
                privateKey: .init(),
                algorithm: .cosignatureV1
            )
        }
        key = P256.Signing.PrivateKey()
        trust = try TrustFile([log.verifierKey] + cosigners.map(\.verifierKey))
        records[Self.keyText] = try Self.keyRecord(key, revokedMs, registeredMs).bytes()
        for index in 0..<6 {
            var record = Record()
            record.lastLeaf = UInt64(index)
            record.consortium = Consortium.with { $0.voters = ["voter-\(index)"] }
            records["consortium/\(index)"] = try record.bytes()
        }
        try close(transactions: [])
    }

    private static func keyRecord(
        _ key: P256.Signing.PrivateKey,
        _ revokedMs: UInt64,
        _ registeredMs: UInt64
    ) -> Record {
        var record = Record()
        record.memberKey = MemberKey.with {
            $0.memberID = "acme"
            $0.keyID = "k1"
            $0.publicKey = Data(key.publicKey.x963Representation)
            $0.registeredMs = registeredMs
            $0.revokedMs = revokedMs
        }
        return record
    }

    static func time(_ height: Int) -> UInt64 { start + blockInterval * UInt64(height) }

    /// Ends a block, whose seal may miscount its transactions, and returns its height.
    @discardableResult
    mutating func close(
        transactions: [[UInt8]],
        refusals: [Refusal] = [],
        countedAs count: Int? = nil,
        editing edit: (inout Seal) -> Void = { _ in }
    ) throws -> Int {
        let height = sealLeaves.count
        for (index, transaction) in transactions.enumerated() {
            var entry = entry(height, index)
            entry.transaction = Data(transaction)
            leaves.append(try entry.bytes())
        }
        var seal = Seal()
        seal.height = UInt64(height)
        seal.timeMs = Self.time(height)
        if let last = sealLeaves.last { seal.previousSeal = Data(LogHash.leaf(leaves[last]).bytes) }
        seal.stateRoot = Data(try Self.map(records).root.bytes)
        seal.transactionCount = UInt32(count ?? transactions.count)
        seal.refusals = refusals
        seal.batchDigest = Data(BatchDigest.of([UInt8(height)]).bytes)
        seal.proposer = height == 0 ? "" : "bolt"
        edit(&seal)
        var entry = entry(height, count ?? transactions.count)
        entry.seal = seal
        sealLeaves.append(leaves.count)
        leaves.append(try entry.bytes())
        history.append(records)
        return height
    }

    private func entry(_ height: Int, _ index: Int) -> Entry {
        Entry.with {
            $0.height = UInt64(height)
            $0.index = UInt32(index)
            $0.timeMs = Self.time(height)
        }
    }

    /// A transaction by `acme` that stands out by its number.
    func transaction(
        _ number: UInt8,
        by signer: P256.Signing.PrivateKey? = nil,
        editing edit: (inout TransactionBody) -> Void = { _ in }
    ) throws -> [UInt8] {
        var body = TransactionBody()
        body.ledger = Self.origin
        body.memberID = "acme"
        body.keyID = "k1"
        body.validUntilMs = Self.start + 60_000
        body.occurredMs = Self.start
        body.nonce = Data(repeating: number, count: 16)
        body.approve = Approve.with { $0.proposalID = Data(repeating: number, count: 32) }
        edit(&body)
        return try sign(body.serializedData(), with: signer ?? key)
    }

    /// Puts a signature with a low `s` to a body.
    func sign(_ body: Data, with key: P256.Signing.PrivateKey) throws -> [UInt8] {
        let made = try key.signature(for: TransactionDigest.message(ofBody: body))
        let signature = try #require(LowS.lowered(made.rawRepresentation))
        var parts = Transaction()
        parts.body = body
        parts.signature = signature
        return try parts.bytes()
    }

    static func map(_ records: [String: [UInt8]]) throws -> StateMap {
        try StateMap(
            building: records.map { key, value in
                StateMap.Entry(
                    path: StateMap.path(of: Array(key.utf8)),
                    valueHash: StateMap.valueHash(of: value)
                )
            }
        )
    }

    func proven(_ leaf: Int) throws -> ProvenEntry {
        let tiles = MemoryTiles(leaves.map { LogHash.leaf($0) })
        let proof = try InclusionProof(
            leafIndex: UInt64(leaf),
            treeSize: UInt64(leaves.count),
            tiles: tiles
        )
        return ProvenEntry(entry: leaves[leaf], proof: proof)
    }

    /// The records under `keys`, or their absence, after the block.
    func state(after height: Int, _ keys: [String]) throws -> ProvenState {
        let map = try Self.map(history[height])
        var state = ProvenState()
        state.seal = try proven(sealLeaves[height])
        state.records = keys.map { text in
            let key = Array(text.utf8)
            let proof = map.proof(for: StateMap.path(of: key))
            return ProvenRecord(key: key, record: history[height][text], proof: proof)
        }
        return state
    }

    /// The newest tree, signed by the log and by the first `count` members.
    func checkpoint(cosignedBy count: Int = 3, origin: String = origin) throws -> SignedNote {
        var tree = LogTree()
        _ = tree.append(leaves.map { LogHash.leaf($0) })
        let text = try Checkpoint(origin: origin, size: tree.size, root: tree.root).text
        var note = try SignedNote(text: text, signatures: [try log.sign(text)])
        for (index, cosigner) in cosigners.prefix(count).enumerated() {
            try note.append(try cosigner.cosign(text, time: 1_760_000_010 + UInt64(index)))
        }
        return note
    }
}

extension Message {
    func bytes() throws -> [UInt8] { try serializedBytes() }
}

/// Tiles kept in memory.
struct MemoryTiles: TileReader {
    private var tiles: [TileID: [Digest]] = [:]

    init(_ leafHashes: [Digest]) {
        var tree = LogTree()
        for update in tree.append(leafHashes) { tiles[update.id] = update.hashes }
    }

    func hashes(of tile: TileID, width: Int) throws -> [Digest] { tiles[tile] ?? [] }
}
