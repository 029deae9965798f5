public import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
public import Vocabulary

import enum Crypto.P256
import struct Crypto.SHA256

/// A transaction whose form has been checked: canonical, complete, with a signature in its range.
///
/// The form says nothing of who signed; see ``isSigned(by:)``.
public final class SignedTransaction: Sendable {
    /// The most bytes that a transaction may have.
    public static let maximumByteCount = 60_000

    /// The transaction as carried; what the log stores.
    public let bytes: [UInt8]
    /// SHA-256 of `"cyclade/txid/v1\0"` and the body.
    public let id: Digest
    /// The body, decoded.
    public let body: TransactionBody
    /// What the member signs: SHA-256 of `"cyclade/tx/v1\0"` and the body.
    private let message: SHA256.Digest
    private let signature: Data

    /// Reads a transaction from bytes that anyone may have sent.
    ///
    /// - Throws: ``TransactionFormError`` for the first thing that is wrong.
    public init(_ bytes: [UInt8]) throws(TransactionFormError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLarge(byteCount: bytes.count) }
        let parts: (body: [UInt8], signature: Data)
        let body: TransactionBody
        do {
            parts = try Self.parts(of: bytes)
            body = try Canonical.decode(TransactionBody.self, from: parts.body)
        } catch {
            throw .encoding(error)
        }
        guard body.nonce.count == Self.nonceByteCount else { throw .nonce }
        guard LowS.isLow(parts.signature) else { throw .signatureRange }
        self.bytes = bytes
        self.body = body
        signature = parts.signature
        id = TransactionDigest.id(ofBody: parts.body)
        message = TransactionDigest.message(ofBody: parts.body)
    }

    /// The two fields of a `Transaction`.
    ///
    /// What has a body, a signature and nothing else is cut where the lengths say, at a third of
    /// the decoder's cost; the decoder judges all other bytes.
    private static func parts(
        of bytes: [UInt8]
    ) throws(CanonicalFormError) -> (body: [UInt8], signature: Data) {
        let signature = bytes.count - signatureByteCount
        let field = signature - 2
        if field > 4, bytes[field] == 0x12, bytes[field + 1] == UInt8(signatureByteCount),
            let start = bodyStart(in: bytes, end: field)
        {
            return (Array(bytes[start..<field]), Data(bytes[signature...]))
        }
        let decoded = try Canonical.decode(Transaction.self, from: bytes)
        return (Array(decoded.body), decoded.signature)
    }

    /// Where a body begins that is the first field and ends at `end`; `nil` if there is none.
    private static func bodyStart(in bytes: [UInt8], end: Int) -> Int? {
        guard bytes[0] == 0x0A else { return nil }
        // A length below 128 has one byte, and one below 2^14 two.
        switch bytes[1] {
        case 0:
            return nil
        case 1..<0x80:
            return Int(bytes[1]) == end - 2 ? 2 : nil
        default:
            let length = Int(bytes[1] & 0x7F) | Int(bytes[2]) << 7
            return (0x80..<0x4000).contains(length) && length == end - 3 ? 3 : nil
        }
    }

    /// Whether `key` signed this transaction.
    public func isSigned(by key: TransactionKey) -> Bool {
        key.isValid(signature, for: message)
    }

    private static let nonceByteCount = 16
    private static let signatureByteCount = 64
}

/// A member's P-256 public key, parsed once.
public struct TransactionKey: Sendable {
    private let key: P256.Signing.PublicKey

    /// Reads an uncompressed X9.63 point; `nil` for anything else.
    public init?(x963 bytes: some Collection<UInt8>) {
        guard let key = try? P256.Signing.PublicKey(x963Representation: Array(bytes)) else {
            return nil
        }
        self.key = key
    }

    func isValid(_ signature: Data, for digest: SHA256.Digest) -> Bool {
        guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else {
            return false
        }
        return key.isValidSignature(signature, for: digest)
    }
}

/// Why bytes are not a transaction.
public enum TransactionFormError: Error, Hashable, Sendable {
    /// More bytes than a transaction may have.
    case tooLarge(byteCount: Int)
    /// Not the one encoding that the schema gives.
    case encoding(CanonicalFormError)
    /// The nonce is not 16 bytes.
    case nonce
    /// The signature is not 64 bytes of `r ‖ s` with `s` in its lower half.
    case signatureRange
}
