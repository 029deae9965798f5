import NIOCore
import NIOPosix
import Testing

@testable import TelemetryGateway

@Suite("Passwords of platforms")
struct PasswordTests {
    @Test("a hash knows its password, says nothing of it, and is read back from its text")
    func roundTrip() throws {
        let hash = try PasswordHash(of: Array("secret".utf8), log2N: 10)
        let again = try PasswordHash(text: hash.text)
        #expect(again.matches(Array("secret".utf8)))
        #expect(!again.matches(Array("Secret".utf8)))
        #expect(!again.matches([]))
        #expect("\(hash)" == "hash of a password")
        #expect(try PasswordHash(of: Array("secret".utf8), log2N: 10).text != hash.text)
    }

    @Test(
        "any other text is refused",
        arguments: [
            "", "secret", "scrypt:ln=10,r=8,p=1:00:00", "scrypt:ln=30,r=8,p=1:S:K",
            "scrypt:ln=10,r=9,p=1:S:K", "scrypt:ln=10,r=8,p=1:S:K:", "scrypt:ln=9,r=8,p=1:S:K",
            "scrypt:r=8,p=1:S:K", "scrypt:ln=,r=8,p=1:S:K",
        ]
    )
    func malformed(text: String) {
        let salt = String(repeating: "ab", count: 16)
        let key = String(repeating: "cd", count: 32)
        let filled = text.replacing("S", with: salt).replacing("K", with: key)
        #expect(throws: PasswordHashError.malformed) { _ = try PasswordHash(text: filled) }
    }

    @Test("of scrypt as RFC 7914 has it, as another program computed it")
    func knownHash() throws {
        // python3: hashlib.scrypt(b"secret", salt=bytes(range(16)), n=1024, r=8, p=1, dklen=32)
        let text =
            "scrypt:ln=10,r=8,p=1:000102030405060708090a0b0c0d0e0f:"
            + "31d73f8d308fcbeb94f1a48b6ccf85181402fc05d2cdf582b0052417f5580a09"
        #expect(try PasswordHash(text: text).matches(Array("secret".utf8)))
    }

    @Test("are checked for the right user, and not more at once than may wait")
    func checker() async throws {
        let hash = try PasswordHash(of: Array("secret".utf8), log2N: 10)
        let account = PlatformAccount(user: "u", password: hash, fleet: FleetSettings(name: "p"))
        let checker = try PasswordChecker([account], maximumWaiting: 2)
        checker.start()
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        for (user, password, isRight) in [
            ("u", "secret", true), ("u", "wrong", false), ("v", "secret", false),
        ] {
            let credentials = PlatformCredentials(user: user, password: Array(password.utf8))
            let fleet = try await checker.check(credentials, on: loop).get()
            #expect((fleet?.name == "p") == isRight)
        }
        let right = PlatformCredentials(user: "u", password: Array("secret".utf8))
        let checks = (0..<50).map { _ in checker.check(right, on: loop) }
        var accepted = 0
        for check in checks where try await check.get() != nil { accepted += 1 }
        #expect(accepted >= 2)
        #expect(accepted < 50)
        try await checker.stop()
    }
}
