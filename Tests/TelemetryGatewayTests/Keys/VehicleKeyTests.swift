import Crypto
import CryptoExtras
import Foundation
import GBT32960
import TelemetryGateway
import TestSupport
import Testing
import Vocabulary

@Suite("Signatures of vehicles")
struct VehicleKeyTests {
    @Test("an RSA signature holds over what was signed and nothing else")
    func rsa() throws {
        let secret = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let numbers = try secret.publicKey.getKeyPrimitives()
        let key = try VehicleKey(
            rsaModulus: Array(numbers.modulus),
            exponent: Array(numbers.publicExponent)
        )
        let time = BeijingTime(year: 26, month: 1, day: 2, hour: 3, minute: 4, second: 5)
        var report = VehicleReport(time: time, bodies: [.vehicle(VehicleBody())])
        let plain = try DataUnit(.report(report)).encoded(in: .y2025)
        let digest = SHA256.hash(data: plain)
        var signature = Signature()
        signature.algorithm = Choice(.rsa)
        let pkcs = try secret.signature(for: digest, padding: .insecurePKCS1v1_5)
        signature.r = Array(pkcs.rawRepresentation)
        report.signature = signature

        let sender = try #require(SenderID("LCYTPXPX1RU035501"))
        let frame = Frame(.y2025, .realtime, sender: sender, unit: DataUnit(.report(report)))
        let received = try ReceivedFrame(frame.encoded())
        var signed = try #require(received.signedBytes)
        #expect(signed == plain)
        #expect(try key.verifies(signature, over: signed))
        signed[7] ^= 1
        #expect(try !key.verifies(signature, over: signed))
        let pss = try secret.signature(for: digest, padding: .PSS)
        signature.r = Array(pss.rawRepresentation)
        #expect(try !key.verifies(signature, over: plain))
    }

    @Test("the key of an activation is a modulus and an exponent of three bytes")
    func activationKey() throws {
        let file = try Repository.shared("data/gbt32960/vectors.json")
        let rows = try JSONDecoder().decode([Row].self, from: Data(contentsOf: file))
        for row in rows {
            let received = try ReceivedFrame(try #require([UInt8](hex: row.hex)))
            guard case .activation(let activation) = received.frame.unit.content else { continue }
            let key = try VehicleKey(
                rsaModulus: Array(activation.publicKey.dropLast(3)),
                exponent: Array(activation.publicKey.suffix(3))
            )
            // The author signed with another key than this one.
            let signed = try #require(received.signedBytes)
            #expect(try !key.verifies(activation.signature, over: signed))
        }
    }

    @Test("a signature on P-256 holds, with and without zeros at its front")
    func p256() throws {
        let secret = P256.Signing.PrivateKey()
        let key = try VehicleKey(p256: Array(secret.publicKey.x963Representation))
        for number in 0..<300 {
            let data = Array("report \(number)".utf8)
            let raw = try Array(secret.signature(for: data).rawRepresentation)
            var signature = Signature()
            signature.algorithm = Choice(.ecc)
            signature.r = Array(raw[..<32].drop { $0 == 0 })
            signature.s = [0] + raw[32...]
            #expect(try key.verifies(signature, over: data))
            #expect(try !key.verifies(signature, over: data + [0]))
        }
    }

    @Test("what cannot be checked is refused by name")
    func refusals() throws {
        let point = Array(P256.Signing.PrivateKey().publicKey.x963Representation)
        let key = try VehicleKey(p256: point)
        var signature = Signature()
        signature.algorithm = Choice(.sm2)
        #expect(throws: VehicleKey.SignatureError.unsupported(.sm2)) {
            try key.verifies(signature, over: [])
        }
        signature.algorithm = Choice(.rsa)
        #expect(throws: VehicleKey.SignatureError.wrongKey) {
            try key.verifies(signature, over: [])
        }
        signature.algorithm = Choice(raw: 9)
        #expect(throws: VehicleKey.SignatureError.unknownAlgorithm(9)) {
            try key.verifies(signature, over: [])
        }
        signature.algorithm = Choice(.ecc)
        #expect(try !key.verifies(signature, over: []))
        #expect(throws: VehicleKey.KeyError.malformed) { try VehicleKey(p256: [4, 1, 2]) }
        #expect(throws: VehicleKey.KeyError.malformed) {
            try VehicleKey(rsaModulus: [1], exponent: [3])
        }
    }

    private struct Row: Decodable {
        let hex: String
    }
}
