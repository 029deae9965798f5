import CycladeSchema
import FoundationEssentials
import FuzzLedger
import MerkleLog
import StateMap
import SwiftProtobuf
import Verification
import Vocabulary

/// No bytes trap a verifier, be it that an honest ledger never signed them, or that a lying one did.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReceipt(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let ledger else { fatalError("there is no ledger to check receipts of") }
    if ReceiptVerifier.verify(bytes, trust: strangers).verdict == .proven {
        fatalError("a receipt is proven to those who trust nobody in it")
    }
    _ = ReceiptVerifier.verify(bytes, trust: ledger.trust)
    guard let receipt = try? Receipt(serializedBytes: bytes) else { return 0 }
    climb(receipt)
    if let signed = try? ledger.proving(receipt).serializedBytes() as [UInt8] {
        _ = ReceiptVerifier.verify(signed, trust: ledger.trust)
    }
    return 0
}

/// Checks each proof by itself, in trees of sizes that come from outside.
private func climb(_ receipt: Receipt) {
    let note = try? SignedNote(parsing: Array(receipt.checkpoint))
    let size = note.flatMap { try? Checkpoint(parsing: $0.text).size } ?? .max
    for entry in [receipt.transaction, receipt.seal, receipt.state.seal] {
        guard let proof = try? entry.proof(treeSize: size) else { continue }
        let leaf = LogHash.leaf(entry.entry)
        _ = try? proof.root(of: leaf)
        let consistency = ConsistencyProof(
            oldSize: proof.leafIndex,
            newSize: proof.treeSize,
            path: proof.path
        )
        try? consistency.verify(oldRoot: leaf, newRoot: leaf)
    }
    for record in receipt.state.records { _ = try? record.verify(under: .zero) }
}

private let ledger = try? OpenLedger()

/// The trust of those who know another ledger of the same name.
private let strangers: TrustFile = {
    let keys = try? [
        VerifierKey(
            name: OpenLedger.origin,
            algorithm: .ed25519,
            publicKey: Array(repeating: 7, count: 32)
        ),
        VerifierKey(
            name: "\(OpenLedger.origin)/acme",
            algorithm: .cosignatureV1,
            publicKey: Array(repeating: 9, count: 32)
        ),
    ]
    guard let keys, let trust = try? TrustFile(keys) else { fatalError("no keys of strangers") }
    return trust
}()
