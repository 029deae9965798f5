import CycladeSchema
import Foundation
import TestSupport
import Testing
import Verification
import Vocabulary

import struct Crypto.SHA256

@testable import Vault

/// What stands on the ledger, lies in stolen files or goes over the wire tells no confidential value.
///
/// Each search is first made where the value is, so that a search that finds nothing means something.
@Suite("Secrecy")
struct SecrecyTests {
    private static let vin = "LSVAA4182E2123456"
    private static let owner = "A lessee with a long name"
    /// So long that digests do not have their digits by chance.
    private static let (rent, deposit, price) = (
        Int64(43_218_765), Int64(98_765_432), Int64(76_543_210)
    )
    private static let smallRent = Int64(54_321)
    private static let (latitude, longitude) = (Int32(30_274_150), Int32(120_155_150))

    private static func payloads() throws -> [Payload] {
        let place = try GeoPoint(latitudeE6: latitude, longitudeE6: longitude)
        return [
            try Payload(.vin, of: "vehicle/V-1", .text(vin)),
            try Payload(.owner, of: "vehicle/V-1", .text(owner)),
            try Payload(.rent, of: "lease/L-1", .amount(Fen(rent))),
            try Payload(.deposit, of: "lease/L-1", .amount(Fen(deposit))),
            try Payload(.price, of: "supply/S-1", .amount(Fen(price))),
            try Payload(.site, of: "deployment/D-1", .place(place)),
        ]
    }

    /// How each value could be written.
    private static var spellings: [String: [[UInt8]]] {
        func number(_ value: Int64, tag: UInt8) -> [[UInt8]] {
            let bytes = unsafe withUnsafeBytes(of: value.bigEndian) { unsafe Array($0) }
            return [Array("\(value)".utf8), bytes, bytes.reversed(), [tag] + varint(UInt64(value))]
        }
        return [
            "vin": [Array(vin.utf8), Array(vin.utf8.suffix(8)), Array(vin.utf8.prefix(11))],
            "owner": [Array(owner.utf8), Array(owner.utf8.prefix(8))],
            "rent": number(rent, tag: 0x28),
            "deposit": number(deposit, tag: 0x28),
            "price": number(price, tag: 0x28),
            "site": number(Int64(latitude), tag: 0x08).dropLast()
                + number(Int64(longitude), tag: 0x10).dropLast()
                // Zigzag, as protobuf has signed numbers.
                + [
                    [0x08] + varint(UInt64(latitude) << 1), [0x10] + varint(UInt64(longitude) << 1),
                ],
        ]
    }

    private static func varint(_ value: UInt64) -> [UInt8] {
        var (rest, bytes) = (value, [UInt8]())
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    @Test("vault files, backups, messages, ledger and texts hold no value in clear")
    func clearTexts() async throws {
        let (asset, dealer) = (try VaultMember("asset"), try VaultMember("dealer"))
        let stranger = try VaultMember("stranger")
        let payloads = try Self.payloads()
        var seen: [UInt8] = []
        var clear: [UInt8] = []
        for payload in payloads {
            clear += payload.bytes
            let commitment = try asset.store.put(payload)
            let blob = try asset.store.sealed(commitment)
            let grant = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
            try dealer.store.accept(grant, with: blob)
            // Over the wire, on the ledger, in logs, and at a member without a grant.
            seen += blob.bytes + grant.bytes + commitment.digest.bytes + blob.digest.bytes
            seen += grant.digest.bytes
            seen += Array("\(payload) \(blob) \(grant) \(commitment) \(asset.store)".utf8)
            let texts = [
                refusal { _ = try stranger.store.open(commitment) },
                refusal { _ = try stranger.store.accept(grant, with: blob) },
            ].map { "\(String(describing: $0))" }
            seen += Array(texts.joined().utf8)
        }
        let backup = try await asset.copy()
        seen += try await backup.bytes() + dealer.copy().bytes() + stranger.copy().bytes()
        for member in [asset, dealer] { try member.store.close() }
        seen += try await asset.copy().bytes() + dealer.copy().bytes()

        for (name, spellings) in Self.spellings {
            #expect(spellings.contains { found($0, in: clear) }, "\(name) would be found")
            for spelling in spellings { #expect(!found(spelling, in: seen), "\(name)") }
        }
        // Nor does anything but the key file open the backup.
        #expect(throws: VaultError.file(path: backup.path, .otherKeys)) {
            try VaultStore(opening: backup.path, keys: stranger.keys)
        }
    }

    @Test("trying every rent from 1 to 100,000 fen finds nothing without the salt")
    func everyRent() throws {
        let payload = try Payload(.rent, of: "lease/L-1", .amount(Fen(Self.smallRent)))
        let hidden = try Self.targets(of: payload)
        // As a ledger without salts would have it.
        let control = Self.digest(Self.unsaltedRent(Self.smallRent, salt: []))
        var (matches, controls) = (0, [Int64]())
        for rent in Int64(1)...100_000 {
            let candidates = [
                Self.digest(Self.unsaltedRent(rent, salt: [])),
                Self.digest(Self.unsaltedRent(rent, salt: [UInt8](repeating: 0, count: 32))),
                Self.digest(Array("\(rent)".utf8)),
            ]
            for candidate in candidates {
                if hidden.contains(candidate) { matches += 1 }
                if candidate == control { controls.append(rent) }
            }
        }
        #expect(matches == 0)
        #expect(controls == [Self.smallRent])
        // Who knows the salt, as a grantee does, finds it: the search is the right one.
        let salt = Array(payload.bytes[2..<34])
        #expect(hidden.contains(Self.digest(Self.unsaltedRent(Self.smallRent, salt: salt))))
    }

    @Test("trying the last six digits of a vehicle's number finds nothing without the salt")
    func everyVIN() throws {
        let payload = try Payload(.vin, of: "vehicle/V-1", .text(Self.vin))
        let hidden = try Self.targets(of: payload)
        let known = String(Self.vin.prefix(11))
        let message = Self.vinMessage(known)
        let control = Self.digest(message + Array(Self.vin.utf8.suffix(6)))
        var start = SHA256()
        start.update(data: Array("cyclade/commitment/v1\0".utf8) + message)
        var (matches, controls) = (0, [String]())
        for serial in 0..<1_000_000 {
            var hasher = start
            var (digits, rest) = ([UInt8](repeating: 48, count: 6), serial)
            for index in (0..<6).reversed() {
                digits[index] = 48 + UInt8(rest % 10)
                rest /= 10
            }
            hasher.update(data: digits)
            let candidate = unsafe hasher.finalize().withUnsafeBytes { unsafe Digest(reading: $0) }
            if hidden.contains(candidate) { matches += 1 }
            if candidate == control { controls.append(String(decoding: digits, as: UTF8.self)) }
        }
        #expect(matches == 0)
        #expect(controls == ["123456"])
    }

    /// Every digest that others see of a payload.
    private static func targets(of payload: Payload) throws -> Set<Digest> {
        let (asset, dealer) = (try VaultMember("asset"), try VaultMember("dealer"))
        let commitment = try asset.store.put(payload)
        let grant = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
        let blob = try asset.store.sealed(commitment)
        return [commitment.digest, blob.digest, grant.digest]
    }

    private static func digest(_ bytes: [UInt8]) -> Digest {
        DomainSeparation.digest("cyclade/commitment/v1", bytes)
    }

    /// A rent's payload as an attacker would write it.
    private static func unsaltedRent(_ fen: Int64, salt: [UInt8]) -> [UInt8] {
        (salt.isEmpty ? [] : [0x0A, UInt8(salt.count)] + salt)
            + [0x10, 5, 0x1A, 9] + Array("lease/L-1".utf8) + [0x28] + varint(UInt64(fen))
    }

    /// The beginning of a number's payload, up to the digits that are tried.
    private static func vinMessage(_ known: String) -> [UInt8] {
        [0x10, 1, 0x1A, 11] + Array("vehicle/V-1".utf8) + [0x22, 17] + Array(known.utf8)
    }
}
