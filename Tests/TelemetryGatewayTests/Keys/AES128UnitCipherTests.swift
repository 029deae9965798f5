import Foundation
import GBT32960
import TelemetryGateway
import TestSupport
import Testing
import Vocabulary

@Suite("AES-128 of data units")
struct AES128UnitCipherTests {
    @Test("encrypts as NIST SP 800-38A has it", arguments: [(false, ecb), (true, cbc)])
    func knownAnswers(isChained: Bool, hex: String) throws {
        let cipher = try cipher(isChained: isChained, padding: .none)
        let plain = try bytes(Self.plain)
        #expect(try cipher.encrypt(plain).hex == hex)
        #expect(try cipher.decrypt(bytes(hex)) == plain)
    }

    @Test("opens what it sealed", arguments: [false, true], [CipherPadding.pkcs7, .zero])
    func roundTrip(isChained: Bool, padding: CipherPadding) throws {
        let cipher = try cipher(isChained: isChained, padding: padding)
        let sender = try #require(SenderID("LCYTPXPX1RU035501"))
        for count in 0..<40 {
            let data = (0..<count).map { UInt8($0 + 1) }
            let report = VehicleReport(
                time: BeijingTime(year: 26, month: 1, day: 2, hour: 3, minute: 4, second: 5),
                bodies: [.user(UserBody(type: 0x80, data: data))]
            )
            let frame = Frame(.y2016, .realtime, sender: sender, unit: DataUnit(.report(report)))
            let received = try ReceivedFrame(frame.sealed(by: cipher).encoded())
            #expect(try received.decrypted(by: cipher).frame == frame)
        }
    }

    @Test(
        "is what OpenSSL makes of it, both ways",
        .timeLimit(.minutes(1)),
        arguments: [false, true],
        [CipherPadding.pkcs7, .zero, .none]
    )
    func openSSL(isChained: Bool, padding: CipherPadding) async throws {
        let program = try Program.find("openssl")
        let folder = try TemporaryDirectory(isMade: true)
        let (plain, sealed) = ("\(folder.path)/plain", "\(folder.path)/sealed")
        let cipher = try cipher(isChained: isChained, padding: padding)
        var options = [
            "enc", isChained ? "-aes-128-cbc" : "-aes-128-ecb", "-K",
            "2b7e151628aed2a6abf7158809cf4f3c",
        ]
        if isChained { options += ["-iv", "000102030405060708090a0b0c0d0e0f"] }
        if padding != .pkcs7 { options.append("-nopad") }
        var random = SplitMix64(seed: 128)
        for count in [16, 32, 160] + (padding == .pkcs7 ? [1, 15, 17, 586] : []) {
            let unit = (0..<count).map { _ in UInt8.random(in: 1 ... .max, using: &random) }
            try Data(unit).write(to: URL(filePath: plain))
            let made = try await Program.run(
                program,
                options + ["-e", "-in", plain, "-out", sealed]
            )
            try #require(made.status == 0, "\(made.output)")
            let theirs = Array(try Data(contentsOf: URL(filePath: sealed)))
            #expect(try cipher.encrypt(unit) == theirs)
            #expect(try cipher.decrypt(theirs) == unit)
        }
    }

    @Test("a key, a vector or a unit of the wrong length is refused")
    func lengths() throws {
        #expect(throws: CipherError.keyLength(15)) {
            try AES128UnitCipher(
                key: [UInt8](repeating: 1, count: 15),
                mode: .ecb,
                padding: .pkcs7
            )
        }
        #expect(throws: CipherError.vectorLength(8)) {
            try AES128UnitCipher(
                key: [UInt8](repeating: 1, count: 16),
                mode: .cbc(initializationVector: [UInt8](repeating: 0, count: 8)),
                padding: .pkcs7
            )
        }
        for isChained in [false, true] {
            let cipher = try cipher(isChained: isChained, padding: .pkcs7)
            #expect(throws: CipherError.length(17)) {
                try cipher.decrypt([UInt8](repeating: 1, count: 17))
            }
            #expect(throws: CipherError.padding) { try cipher.decrypt([]) }
        }
    }

    private func cipher(isChained: Bool, padding: CipherPadding) throws -> AES128UnitCipher {
        let vector = try bytes("000102030405060708090a0b0c0d0e0f")
        return try AES128UnitCipher(
            key: bytes("2b7e151628aed2a6abf7158809cf4f3c"),
            mode: isChained ? .cbc(initializationVector: vector) : .ecb,
            padding: padding
        )
    }

    private func bytes(_ hex: String) throws -> [UInt8] {
        try #require([UInt8](hex: hex))
    }

    private static let plain =
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    private static let ecb = "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
    private static let cbc = "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
}
