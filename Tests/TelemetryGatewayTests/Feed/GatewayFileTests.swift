import Crypto
import GBT32960
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("A gateway's settings file")
struct GatewayFileTests {
    @Test("says how each fleet speaks")
    func fleets() throws {
        let file = try GatewayFile(
            yaml: """
                fleets:
                  buses:
                    vehicles: [LSVAA4182E2000001]
                    terminal_answers: time
                    answers_reports: true
                    current: in
                    user_bodies: {"81": "12", "82": rest}
                    timeouts: {login: 5, idle: 60}
                    cipher: {mode: ecb, key: 000102030405060708090a0b0c0d0e0f}
                """
        )
        let vehicle = try #require(SenderID("LSVAA4182E2000001"))
        let fleet = try #require(file.fleet(of: vehicle))
        #expect(fleet.name == "buses" && fleet.terminalAnswers == .timeOnly)
        #expect(fleet.answersTerminalReports && fleet.timeouts.loginMs == 5_000)
        #expect(fleet.userBodies.form(of: 0x81) == .fixed(12))
        #expect(fleet.cipher(vehicle)?.encryption == .aes128)
        #expect(file.reading(of: vehicle).sign == .positiveIn)
        let other = try #require(SenderID("LSVAA4182E2000002"))
        #expect(file.fleet(of: other)?.name == GatewayFile.defaultFleet)
        #expect(file.reading(of: other).sign == .positiveOut)
    }

    @Test("knows platforms by the hash of their password, and stations by that of their token")
    func accounts() throws {
        let hash = try PasswordHash(of: Array("secret".utf8), log2N: 10)
        let (token, digest) = StationAccount.newToken()
        let file = try GatewayFile(
            yaml: """
                platforms: [{user: user17, password: "\(hash.text)"}]
                stations: [{token_sha256: \(digest), stations: [ST-1]}]
                """
        )
        #expect(file.platforms.first?.password.matches(Array("secret".utf8)) == true)
        let account = try #require(StationAccount.find(token, in: file.stations))
        #expect(account.allows("ST-1") && !account.allows("ST-2"))
        #expect(StationAccount.find(String(token.reversed()), in: file.stations) == nil)
    }

    @Test("may be empty", arguments: ["", "\n", "fleets: {}"])
    func empty(yaml: String) throws {
        #expect(try GatewayFile(yaml: yaml).fleets.keys.sorted() == [GatewayFile.defaultFleet])
    }

    @Test("a vehicle with a key is activated by it, and must sign its reports")
    func signatureKeys() throws {
        let key = P256.Signing.PrivateKey()
        let point = Array(key.publicKey.x963Representation)
        let yaml =
            "fleets: {a: {vehicles: [V1, V2], signature_keys: {V1: {p256: \(point.hex)}}}}"
        let file = try GatewayFile(yaml: yaml)
        let (signer, other) = (Samples.sender("V1"), Samples.sender("V2"))
        let fleet = try #require(file.fleet(of: signer))
        let judge = try #require(fleet.signatureJudge)
        let signed: [UInt8] = [1, 2, 3]
        let raw = Array(try key.signature(for: signed).rawRepresentation)
        var signature = Signature()
        signature.algorithm = Choice(.ecc)
        (signature.r, signature.s) = (Array(raw[..<32]), Array(raw[32...]))
        #expect(judge(signer, signature, signed))
        #expect(!judge(signer, signature, signed + [4]))
        #expect(!judge(signer, nil, []))
        #expect(judge(other, nil, []))

        let activate = try #require(fleet.activationJudge)
        var activation = Activation()
        activation.signature = signature
        for written in [point, Array(point.dropFirst())] {
            activation.publicKey = written
            #expect(activate(signer, activation, signed))
            #expect(!activate(signer, activation, signed + [4]))
            #expect(!activate(other, activation, signed))
        }
        activation.publicKey = Array(P256.Signing.PrivateKey().publicKey.x963Representation)
        #expect(!activate(signer, activation, signed))
        #expect(
            try GatewayFile(yaml: "fleets: {a: {vehicles: [V1]}}").fleet(of: signer)?
                .activationJudge == nil
        )
    }

    @Test(
        "names the key of what is wrong, and never its value",
        arguments: [
            ("flets: {}", "flets: there is no such key"),
            ("fleets: {a: {current: sideways}}", "fleets.a.current"),
            ("fleets: {a: {vehicles: [AAAAAAAAAAAAAAAAAAAA]}}", "fleets.a.vehicles"),
            ("fleets: {a: {vehicles: [V1]}, b: {vehicles: [V1]}}", "vehicles: a vehicle"),
            ("fleets: {a: {user_bodies: {'7F': '1'}}}", "fleets.a.user_bodies"),
            ("fleets: {a: {timeouts: {idle: 0}}}", "fleets.a.timeouts.idle"),
            ("fleets: {a: {cipher: {mode: cbc, key: 5ec2e7}}}", "fleets.a.cipher.vector"),
            ("fleets: {a: {cipher: {mode: ecb, key: 5ec2e7}}}", "fleets.a.cipher"),
            ("fleets: {a: {cipher: {mode: ecb, key: x5ec2e7}}}", "fleets.a.cipher.key"),
            ("fleets: {a: {signature_keys: {V1: {p256: 5ec2e7}}}}", "fleets.a.signature_keys"),
            ("platforms: [{user: u, password: 5ec2e7}]", "platforms.password"),
            ("stations: [{token_sha256: 5ec2e7}]", "stations.token_sha256"),
            ("fleets: [", "not well-formed"), ("5ec2e7: [}", "not well-formed"),
        ]
    )
    func problems(yaml: String, said: String) {
        let error = #expect(throws: GatewayFileError.self) { try GatewayFile(yaml: yaml) }
        #expect(error?.description.contains(said) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("5ec2e7") == false)
    }
}
