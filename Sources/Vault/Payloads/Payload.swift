public import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Verification

import struct Crypto.SymmetricKey

/// A confidential value with the record that it belongs to and the salt that hides it.
///
/// It is immutable, and its ``bytes`` are what the commitment on the ledger commits to. They cannot
/// be wiped from memory: Swift copies arrays, strings and decoded messages as it sees fit. Keep a
/// payload no longer than it is needed; the keys, which last, are wiped.
public struct Payload: Sendable {
    /// What the value says.
    public let kind: PayloadKind
    /// The key of the record that it belongs to, such as `lease/L-1`.
    public let subject: String
    /// The value.
    public let content: PayloadContent
    /// A serialized `ClearPayload`, in its one encoding.
    public let bytes: [UInt8]
    /// What the ledger shows of it.
    public let commitment: Commitment

    /// The number of random bytes that hide a value.
    public static let saltByteCount = 32
    /// The most bytes of a serialized payload: a document, and what stands around it.
    public static let maximumByteCount = PayloadContent.maximumDocumentByteCount + 512

    /// Makes a payload with a new salt: equal values have unequal commitments.
    ///
    /// - Throws: ``VaultError/form(_:_:)`` when the subject or the content is not of its kind.
    public init(
        _ kind: PayloadKind,
        of subject: String,
        _ content: PayloadContent
    ) throws(VaultError) {
        // A key of swift-crypto is random bytes from the system's generator for secrets.
        let salt = unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Array($0) }
        try self.init(kind, of: subject, content, salt: salt)
    }

    package init(
        _ kind: PayloadKind,
        of subject: String,
        _ content: PayloadContent,
        salt: [UInt8]
    ) throws(VaultError) {
        var message = ClearPayload()
        message.salt = Data(salt)
        message.kind = kind
        message.subject = subject
        message.content = content.message
        guard let bytes: [UInt8] = try? message.serializedBytes() else {
            throw .form(.clearPayload, .encoding(.undecodable))
        }
        try self.init(message, bytes)
    }

    /// Reads a payload from bytes that anyone may have sent.
    ///
    /// - Throws: ``VaultError/form(_:_:)`` for the first thing that is wrong.
    public init(_ bytes: [UInt8]) throws(VaultError) {
        let message = try VaultMessage.clearPayload.decode(
            ClearPayload.self,
            from: bytes,
            limit: Self.maximumByteCount
        )
        try self.init(message, bytes)
    }

    private init(_ message: ClearPayload, _ bytes: [UInt8]) throws(VaultError) {
        guard message.salt.count == Self.saltByteCount else {
            throw .form(.clearPayload, .field("salt", expected: "\(Self.saltByteCount) bytes"))
        }
        guard Self.isSubject(message.subject) else {
            throw .form(
                .clearPayload,
                .field("subject", expected: "1 to 160 of 'A-Z a-z 0-9 . _ - /'")
            )
        }
        content = try PayloadContent(message.content)
        try content.check(message.kind)
        kind = message.kind
        subject = message.subject
        self.bytes = bytes
        commitment = Commitment(to: bytes)
    }

    private static func isSubject(_ text: String) -> Bool {
        (1...160).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    // From '-' to '9' are also '.' and '/'.
                    true
                default: false
                }
            }
    }
}

extension Payload: Hashable {
    /// Equal bytes: equal text in two spellings is not the same payload.
    public static func == (lhs: Payload, rhs: Payload) -> Bool { lhs.bytes == rhs.bytes }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(commitment)
    }
}

extension Payload: Confidential {
    /// Such as `rent of lease/L-1 (amount)`; not the value.
    public var description: String { "\(kind) of \(subject): \(content)" }
}
