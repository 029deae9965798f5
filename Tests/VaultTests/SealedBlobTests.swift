import CycladeSchema
import Foundation
import SwiftProtobuf
import Testing
import Vocabulary

import enum Crypto.AES
import struct Crypto.SymmetricKey

@testable import Vault

@Suite("Sealed payloads")
struct SealedBlobTests {
    @Test("only its key opens it, whole")
    func opens() throws {
        let payload = try Sample.rent()
        let (blob, key) = try SealedBlob.sealing(payload)
        #expect(blob.commitment == payload.commitment)
        #expect(try blob.open(with: key) == payload)
        #expect(try SealedBlob(blob.bytes).open(with: key) == payload)
        #expect(throws: VaultError.notOpened(payload.commitment)) {
            try blob.open(with: SymmetricKey(size: .bits256))
        }
        let (_, otherKey) = try SealedBlob.sealing(payload)
        #expect(throws: VaultError.notOpened(payload.commitment)) {
            try blob.open(with: otherKey)
        }
    }

    @Test("no byte of it can be changed, added or taken away")
    func tampering() throws {
        let (blob, key) = try SealedBlob.sealing(Sample.rent())
        func isRefused(_ bytes: [UInt8]) -> Bool {
            refusal { _ = try SealedBlob(bytes).open(with: key) } != nil
        }
        #expect(!isRefused(blob.bytes))
        for index in blob.bytes.indices {
            #expect(isRefused(flipped(blob.bytes, index)), "byte \(index)")
        }
        for count in blob.bytes.indices { #expect(isRefused(Array(blob.bytes.prefix(count)))) }
        #expect(isRefused(blob.bytes + [0]))
    }

    @Test("it does not pass under the commitment of another payload")
    func relabelled() throws {
        let (blob, key) = try SealedBlob.sealing(Sample.rent())
        var message = try SealedPayload(serializedBytes: blob.bytes)
        message.commitment = Data(try Sample.rent().commitment.digest.bytes)
        let other = try SealedBlob(message.serializedBytes())
        #expect(throws: VaultError.notOpened(other.commitment)) { try other.open(with: key) }
    }

    @Test("a grantor cannot seal another payload than it has committed to")
    func otherPayload() throws {
        let (committed, sealed) = (try Sample.rent(1), try Sample.rent(2))
        let key = SymmetricKey(size: .bits256)
        var padded = [0, 0, 0, UInt8(sealed.bytes.count)] + sealed.bytes
        padded += [UInt8](repeating: 0, count: 256 - padded.count)
        func blob(_ commitment: Commitment, _ padded: [UInt8]) throws -> SealedBlob {
            let digest = commitment.digest.bytes
            let box = try AES.GCM.seal(padded, using: key, authenticating: digest)
            var message = SealedPayload()
            message.commitment = Data(digest)
            message.nonce = Data(box.nonce)
            message.ciphertext = box.ciphertext + box.tag
            return try SealedBlob(message.serializedBytes())
        }
        #expect(try blob(sealed.commitment, padded).open(with: key) == sealed)
        let refused = VaultError.notOpened(committed.commitment)
        #expect(throws: refused) { try blob(committed.commitment, padded).open(with: key) }

        // Nor hide anything beside the payload, or claim more than there is.
        let commitment = sealed.commitment
        for other in [
            padded.dropLast() + [1], padded + [UInt8](repeating: 0, count: 256),
            [0xFF] + padded.dropFirst(), [0, 0, 1, 0] + padded.dropFirst(4),
        ] {
            #expect(throws: VaultError.notOpened(commitment)) {
                try blob(commitment, Array(other)).open(with: key)
            }
        }
    }

    @Test("amounts, places, numbers and names are as long as each other")
    func smallLengths() throws {
        let place = try GeoPoint(latitudeE6: 1, longitudeE6: 1)
        let payloads = [
            try Sample.rent(0), try Sample.rent(127), try Sample.rent(128),
            try Sample.rent(1 << 52), try Sample.vin(),
            try Payload(.site, of: "deployment/D-1", .place(place)),
            try Payload(.owner, of: "vehicle/V-1", .text("x")),
            try Payload(.owner, of: "vehicle/V-1", .text(String(repeating: "x", count: 100))),
        ]
        let lengths = try payloads.map { try SealedBlob.sealing($0).0.bytes.count }
        #expect(Set(lengths).count == 1, "\(lengths)")
    }

    @Test("padding is deterministic, grows, and costs at most 12 %")
    func padding() {
        var previous = 0
        for count in [0, 1, 255, 256, 257, 300, 511, 512, 513, 1_000, 4_096, 10_000, 100_001]
            + Array(1_000_000..<1_001_000)
        {
            let padded = PaddedLength.of(count)
            #expect(padded >= max(count, 256))
            #expect(padded >= previous)
            #expect(count <= 256 || Double(padded) <= Double(count) * 1.12)
            #expect(PaddedLength.of(padded) == padded)
            previous = padded
        }
        // By algorithm 1 of the paper.
        #expect(PaddedLength.of(1_000_000) == 1_015_808)
        #expect(PaddedLength.of(257) == 272)
    }

    @Test("too many bytes are refused before they are decoded")
    func bounds() {
        let bytes = [UInt8](repeating: 0, count: SealedBlob.maximumByteCount + 1)
        let problem = FormProblem.tooLarge(
            byteCount: bytes.count,
            limit: SealedBlob.maximumByteCount
        )
        #expect(throws: VaultError.form(.sealedPayload, problem)) { try SealedBlob(bytes) }
    }
}
