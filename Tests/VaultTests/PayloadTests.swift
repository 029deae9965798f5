import CycladeSchema
import Foundation
import SwiftProtobuf
import Testing
import Verification
import Vocabulary

import struct Crypto.SymmetricKey

@testable import Vault

@Suite("Payloads and commitments")
struct PayloadTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let kind: PayloadKind
        let content: PayloadContent
        /// What is refused; `nil` if it is accepted.
        let field: String?
        var testDescription: String { "\(kind) as \(content): \(field ?? "accepted")" }

        init(_ kind: PayloadKind, _ content: PayloadContent, refused field: String? = nil) {
            (self.kind, self.content, self.field) = (kind, content, field)
        }
    }

    @Test("a kind has its content, within its bounds", arguments: rows)
    func contents(row: Row) throws {
        let refused = refusal {
            let payload = try Payload(row.kind, of: "lease/L-1", row.content)
            let read = try Payload(payload.bytes)
            #expect(read == payload)
            #expect(read.kind == row.kind)
            #expect(read.subject == "lease/L-1")
            #expect(read.commitment == payload.commitment)
        }
        guard let field = row.field else {
            #expect(refused == nil)
            return
        }
        guard case .form(.clearPayload, .field(field, _)) = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
    }

    static let rows: [Row] = {
        let place = try? GeoPoint(latitudeE6: 30_274_150, longitudeE6: -120_155_150)
        return [
            Row(.vin, .text("LSVAA4182E2123456")),
            Row(.vin, .text("LSVAA4182E212345"), refused: "text"),
            Row(.vin, .text("LSVAA4182E212345O"), refused: "text"),
            Row(.owner, .text("x")),
            Row(.owner, .text(""), refused: "text"),
            Row(.user, .text(String(repeating: "é", count: 2_048))),
            Row(.user, .text(String(repeating: "é", count: 2_048) + "x"), refused: "text"),
            Row(.notice, .text("Please return the battery.")),
            Row(.rent, .amount(.zero)),
            Row(.deposit, .amount(.maximum)),
            Row(.price, .text("1"), refused: "content"),
            Row(.payment, .document([1]), refused: "content"),
            Row(.site, .text("an address")),
            Row(.paper, .document([0])),
            Row(.paper, .document([]), refused: "document"),
            Row(.photographs, .document(Array(repeating: 7, count: 100_000))),
            Row(.valuation, .document(Array("{}".utf8))),
            Row(.unspecified, .text("x"), refused: "content"),
        ]
            + (place.map { [Row(.site, .place($0)), Row(.rent, .place($0), refused: "content")] }
                ?? [])
    }()

    @Test("the largest document is kept, and one byte more is refused")
    func largestDocument() throws {
        let limit = PayloadContent.maximumDocumentByteCount
        let document = [UInt8](repeating: 1, count: limit)
        let payload = try Payload(.paper, of: Sample.subject, .document(document))
        let (blob, key) = try SealedBlob.sealing(payload)
        #expect(try blob.open(with: key) == payload)
        #expect(try SealedBlob(blob.bytes) == blob)
        #expect(throws: VaultError.self) {
            try Payload(.paper, of: Sample.subject, .document(document + [1]))
        }
    }

    @Test(
        "a subject is the key of a record",
        arguments: [
            ("lease/L-1", true), ("vehicle/0f_A.b", true), ("", false), ("lease L", false),
            ("lease/é", false), ("lease/a\0", false), ("a:b", false),
            (String(repeating: "a", count: 160), true), (String(repeating: "a", count: 161), false),
        ]
    )
    func subjects(subject: String, isAccepted: Bool) {
        let refused = refusal { _ = try Payload(.rent, of: subject, .amount(.zero)) }
        #expect((refused == nil) == isAccepted)
    }

    @Test("equal values have unequal commitments")
    func salt() throws {
        let payloads = try (0..<100).map { _ in try Sample.rent() }
        #expect(Set(payloads.map(\.commitment)).count == 100)
    }

    @Test("the commitment is SHA-256 of its label and the payload")
    func commitment() throws {
        let payload = try Payload(
            .rent,
            of: "lease/L-1",
            .amount(Fen(150)),
            salt: Array(repeating: 0xAB, count: 32)
        )
        // salt, kind, subject and amount, in the order of their numbers.
        let expected =
            [0x0A, 32] + Array(repeating: 0xAB, count: 32) + [0x10, 5, 0x1A, 9]
            + Array("lease/L-1".utf8) + [0x28, 0x96, 0x01]
        #expect(payload.bytes == expected)
        let digest = DomainSeparation.digest("cyclade/commitment/v1", expected)
        #expect(payload.commitment == Commitment(digest))
        #expect("\(payload.commitment)" == digest.bytes.hex)
    }

    @Test("a payload with any byte changed has another commitment, or is no payload")
    func tampering() throws {
        let payload = try Sample.vin()
        for index in payload.bytes.indices {
            let other = try? Payload(flipped(payload.bytes, index))
            #expect(other?.commitment != payload.commitment)
        }
        for count in payload.bytes.indices {
            let other = try? Payload(Array(payload.bytes.prefix(count)))
            #expect(other?.commitment != payload.commitment)
        }
    }

    @Test(
        "bytes that are not the one encoding of a payload are refused",
        arguments: [
            [], [0xFF], Array(repeating: 0, count: 64), [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
        ] as [[UInt8]]
    )
    func malformed(bytes: [UInt8]) {
        #expect(throws: VaultError.self) { try Payload(bytes) }
    }

    @Test("an unknown field, kind, amount or place, or a short salt is refused")
    func strictness() throws {
        let payload = try Sample.rent()
        func refuses(_ change: (inout ClearPayload) -> Void) throws -> Bool {
            var message = try ClearPayload(serializedBytes: payload.bytes)
            change(&message)
            let bytes: [UInt8] = try message.serializedBytes()
            return refusal { _ = try Payload(bytes) } != nil
        }
        #expect(try !refuses { _ in })
        #expect(try refuses { $0.salt.removeLast() })
        #expect(try refuses { $0.kind = .UNRECOGNIZED(99) })
        #expect(try refuses { $0.amountFen = .max })
        #expect(try refuses { $0.amountFen = 1 << 53 })
        #expect(try refuses { $0.content = nil })
        #expect(
            try refuses {
                $0.kind = .site
                $0.place.latitudeE6 = .min
            }
        )
        #expect(throws: VaultError.self) { try Payload(payload.bytes + [0x78, 1]) }
        let long = [UInt8](repeating: 0, count: Payload.maximumByteCount + 1)
        #expect(throws: VaultError.self) { try Payload(long) }
    }

    @Test("no way of printing shows a value, a salt or a key")
    func printing() throws {
        let payload = try Sample.vin()
        let keys = VaultKeys()
        let signer = try Sample.signer()
        let secret = unsafe keys.file.secret.withUnsafeBytes { unsafe Array($0) }
        let passphrase = try Passphrase("correct horse")
        let things: [any Sendable] = [
            payload, payload.content, keys, keys.file, signer, passphrase,
            PayloadContent.text("LSVAA4182E2123456"),
        ]
        let hidden = [
            "LSVAA4182E2123456", "horse", secret.prefix(32).hex, secret.suffix(32).hex,
            payload.bytes[2..<34].hex, "\(payload.bytes[2]), \(payload.bytes[3])",
        ]
        for thing in things {
            var dumped = ""
            dump(thing, to: &dumped)
            let shown = "\(thing) \(String(reflecting: thing)) \(dumped)"
            for text in hidden { #expect(!shown.contains(text), "\(shown)") }
        }
        #expect("\(payload)" == "vin of vehicle/V-1: a text")
    }
}
