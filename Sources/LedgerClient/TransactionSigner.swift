public import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Verification

import enum Crypto.P256
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// Signs a member's transactions for one ledger.
public struct TransactionSigner: Sendable {
    /// The ledger's origin.
    public let ledger: String
    /// Who signs.
    public let keys: MemberKeys

    /// Creates a signer.
    public init(ledger: String, keys: MemberKeys) {
        self.ledger = ledger
        self.keys = keys
    }

    /// Makes a signed transaction.
    ///
    /// - Parameters:
    ///   - command: What is asked for.
    ///   - occurredMs: When it happened, in Unix milliseconds.
    ///   - validUntilMs: The last block time that it may stand in; at most 10 minutes ahead.
    /// - Returns: A serialized `Transaction`.
    /// - Throws: An error of swift-crypto, when signing fails.
    public func sign(
        _ command: TransactionBody.OneOf_Command,
        occurredMs: UInt64,
        validUntilMs: UInt64
    ) throws -> [UInt8] {
        var body = TransactionBody()
        body.ledger = ledger
        body.memberID = keys.memberID
        body.keyID = keys.keyID
        body.occurredMs = occurredMs
        body.validUntilMs = validUntilMs
        body.nonce = Self.nonce()
        body.command = command
        return try sign(body)
    }

    /// 16 random bytes, from a generator of this process: the system's takes a call for each draw.
    private static func nonce() -> Data {
        unsafe SymmetricKey(size: .bits128).withUnsafeBytes { unsafe Data($0) }
    }

    /// Signs a body as it is.
    public func sign(_ body: TransactionBody) throws -> [UInt8] {
        let bytes: [UInt8] = try body.serializedBytes()
        let message = TransactionDigest.message(ofBody: bytes)
        let signature = try keys.signing.signature(for: message).rawRepresentation
        var transaction = Transaction()
        transaction.body = Data(bytes)
        // swift-crypto gives either of the two forms of a signature; the ledger takes the lower.
        transaction.signature = LowS.lowered(signature) ?? signature
        return try transaction.serializedBytes()
    }
}
