public import CycladeSchema
import FoundationEssentials
import MerkleLog
import StateMap
import SwiftProtobuf
public import Verification
import Vocabulary

import enum Crypto.Curve25519
import enum Crypto.P256

/// A ledger that signs whatever it is given, with private keys that stand below.
///
/// Past its signatures there is nothing that bytes from outside cannot bring a verifier to read.
public struct OpenLedger: Sendable {
    /// The name of the ledger.
    public static let origin = "ledger.example/fuzz"
    /// The record that holds the key of ``transaction(_:)``.
    public static let keyName = "key/acme/k1"

    /// Whom a verifier of this ledger believes.
    public let trust: TrustFile

    private let log: NoteSigner
    private let cosigner: NoteSigner
    private let key: P256.Signing.PrivateKey

    /// Makes the keys, the same each time.
    public init() throws {
        log = try NoteSigner(name: Self.origin, privateKey: Self.privateKey(1))
        cosigner = try NoteSigner(
            name: "\(Self.origin)/acme",
            privateKey: Self.privateKey(2),
            algorithm: .cosignatureV1
        )
        key = try P256.Signing.PrivateKey(rawRepresentation: Self.privateBytes(3))
        trust = try TrustFile([log.verifierKey, cosigner.verifierKey])
    }

    private static func privateBytes(_ number: UInt8) -> Data { Data(repeating: number, count: 32) }

    private static func privateKey(_ number: UInt8) throws -> Curve25519.Signing.PrivateKey {
        try Curve25519.Signing.PrivateKey(rawRepresentation: privateBytes(number))
    }

    /// The record of the key that transactions are signed with.
    public var memberKey: Record {
        Record.with {
            $0.memberKey.memberID = "acme"
            $0.memberKey.keyID = "k1"
            $0.memberKey.publicKey = Data(key.publicKey.x963Representation)
            $0.memberKey.registeredMs = 1
        }
    }

    /// The transaction with this body, signed.
    public func transaction(_ body: [UInt8]) throws -> [UInt8] {
        let body = Data(body)
        let made = try key.signature(for: TransactionDigest.message(ofBody: body))
        let parts = Transaction.with {
            $0.body = body
            $0.signature = LowS.lowered(made.rawRepresentation) ?? Data()
        }
        return try parts.serializedBytes()
    }

    /// Claims, as an honest ledger would prove them in a tree of nothing else.
    ///
    /// Proofs and checkpoint are made anew, and seals get the root of the records; the rest is as
    /// claimed.
    public func proving(_ claims: Receipt) throws -> Receipt {
        var receipt = claims
        let map = try Self.map(of: claims.state.records)
        for index in receipt.state.records.indices {
            let record = receipt.state.records[index]
            receipt.state.records[index] = ProvenRecord(
                key: Array(record.key),
                record: record.hasRecord ? Array(record.record) : nil,
                proof: map.proof(for: StateMap.path(of: Array(record.key)))
            )
        }

        var leaves = OneTile()
        if case .transaction(let proven) = claims.outcome { leaves.add(proven.entry) }
        if claims.hasSeal {
            receipt.seal.entry = Self.entry(claims.seal.entry, sealing: map.root)
            leaves.add(receipt.seal.entry)
        }
        if claims.state.hasSeal {
            receipt.state.seal.entry = Self.entry(claims.state.seal.entry, sealing: map.root)
            leaves.add(receipt.state.seal.entry)
        }

        if case .transaction(let proven) = claims.outcome {
            receipt.transaction = try leaves.proven(proven.entry)
        }
        if claims.hasSeal { receipt.seal = try leaves.proven(receipt.seal.entry) }
        if claims.state.hasSeal { receipt.state.seal = try leaves.proven(receipt.state.seal.entry) }
        receipt.checkpoint = Data(try checkpoint(of: leaves).encoded)
        return receipt
    }

    private func checkpoint(of leaves: OneTile) throws -> SignedNote {
        let tree = leaves.tree
        let text = try Checkpoint(origin: Self.origin, size: tree.size, root: tree.root).text
        return try SignedNote(
            text: text,
            signatures: [try log.sign(text), try cosigner.cosign(text, time: 1_760_000_000)]
        )
    }

    private static func map(of records: [ProvenRecord]) throws -> StateMap {
        let values = records.filter(\.hasRecord).map { ($0.key, $0.record) }
        let entries = Dictionary(values) { first, _ in first }.map { key, value in
            StateMap.Entry(
                path: StateMap.path(of: Array(key)),
                valueHash: StateMap.valueHash(of: Array(value))
            )
        }
        return try StateMap(building: entries)
    }

    private static func entry(_ bytes: Data, sealing root: Digest) -> Data {
        guard var entry = try? Entry(serializedBytes: bytes), case .seal(var seal) = entry.content
        else { return bytes }
        seal.stateRoot = Data(root.bytes)
        entry.seal = seal
        return (try? entry.serializedData()) ?? bytes
    }
}
