import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Verification
public import Vocabulary

import enum Crypto.AES
import struct Crypto.SymmetricKey

/// A payload that only its record key opens: what vaults store and members send each other.
///
/// AES-256-GCM does not commit to its key, but the payload does: what opens is accepted only if its
/// commitment is the one named, so no second key can give the blob another meaning.
public struct SealedBlob: Hashable, Sendable {
    /// The commitment of the payload inside.
    public let commitment: Commitment
    /// A serialized `SealedPayload`.
    public let bytes: [UInt8]
    /// SHA-256 of `"cyclade/sealed/v1\0"` and ``bytes``: what the ledger and grants call it by.
    public let digest: Digest

    private let nonce: Data
    private let ciphertext: Data

    /// The most bytes of a sealed payload.
    public static let maximumByteCount =
        PaddedLength.of(lengthByteCount + Payload.maximumByteCount) + 128

    private static let nonceByteCount = 12
    private static let tagByteCount = 16
    private static let lengthByteCount = 4

    /// Reads a sealed payload from bytes that anyone may have sent; nothing is opened.
    ///
    /// - Throws: ``VaultError/form(_:_:)`` for the first thing that is wrong.
    public init(_ bytes: [UInt8]) throws(VaultError) {
        let form = VaultMessage.sealedPayload
        let message = try form.decode(
            SealedPayload.self,
            from: bytes,
            limit: Self.maximumByteCount
        )
        try form.require(message.nonce, count: Self.nonceByteCount, "nonce")
        guard message.ciphertext.count >= PaddedLength.least + Self.tagByteCount else {
            throw .form(
                form,
                .field("ciphertext", expected: "at least \(PaddedLength.least) bytes and a tag")
            )
        }
        commitment = Commitment(try form.digest(message.commitment, "commitment"))
        nonce = message.nonce
        ciphertext = message.ciphertext
        self.bytes = bytes
        digest = DomainSeparation.digest("cyclade/sealed/v1", bytes)
    }
}

extension SealedBlob {
    /// Seals a payload under a new record key.
    ///
    /// The key seals one message, so a random nonce cannot meet itself.
    static func sealing(_ payload: Payload) throws(VaultError) -> (SealedBlob, SymmetricKey) {
        let key = SymmetricKey(size: .bits256)
        var padded: [UInt8] = []
        let length = lengthByteCount + payload.bytes.count
        padded.reserveCapacity(PaddedLength.of(length))
        for shift in [24, 16, 8, 0] {
            padded.append(UInt8(truncatingIfNeeded: payload.bytes.count >> shift))
        }
        padded += payload.bytes
        padded += repeatElement(0, count: PaddedLength.of(length) - length)
        defer { wipe(&padded) }

        let box = try VaultError.catchingCryptography {
            try AES.GCM.seal(
                padded,
                using: key,
                authenticating: payload.commitment.digest.bytes
            )
        }
        var message = SealedPayload()
        message.commitment = Data(payload.commitment.digest.bytes)
        message.nonce = Data(box.nonce)
        message.ciphertext = box.ciphertext + box.tag
        guard let bytes: [UInt8] = try? message.serializedBytes() else {
            throw .form(.sealedPayload, .encoding(.undecodable))
        }
        return (try SealedBlob(bytes), key)
    }

    /// Opens the payload.
    ///
    /// - Throws: ``VaultError/notOpened(_:)`` unless all of it, down to the padding, is what was
    ///   sealed, and is what the commitment says.
    func open(with key: SymmetricKey) throws(VaultError) -> Payload {
        guard let box = try? AES.GCM.SealedBox(combined: nonce + ciphertext),
            let padded = try? AES.GCM.open(
                box,
                using: key,
                authenticating: commitment.digest.bytes
            ),
            let bytes = Self.unpadded([UInt8](padded)),
            let payload = try? Payload(bytes),
            payload.commitment == commitment
        else { throw .notOpened(commitment) }
        return payload
    }

    private static func unpadded(_ padded: [UInt8]) -> [UInt8]? {
        guard padded.count >= lengthByteCount else { return nil }
        let count = padded.prefix(lengthByteCount).reduce(0) { $0 << 8 | Int($1) }
        let end = lengthByteCount + count
        guard end <= padded.count, PaddedLength.of(end) == padded.count,
            padded[end...].allSatisfy({ $0 == 0 })
        else { return nil }
        return Array(padded[lengthByteCount..<end])
    }
}

extension SealedBlob: CustomStringConvertible {
    public var description: String { "sealed payload \(commitment), \(bytes.count) bytes" }
}
