import Testing
import Vocabulary

@Suite("Digest")
struct DigestTests {
    let bytes = (0..<32).map { UInt8($0 * 7 % 256) }

    @Test("gives back the bytes it was made from")
    func roundTrip() throws {
        let digest = try #require(Digest(bytes))
        #expect(digest.bytes == bytes)
        #expect(Digest(hex: digest.description) == digest)
        #expect(Digest(hex: digest.description.uppercased()) == digest)
    }

    @Test("is exactly 32 bytes", arguments: [0, 1, 31, 33, 64])
    func wrongLength(count: Int) {
        #expect(Digest([UInt8](repeating: 1, count: count)) == nil)
    }

    @Test("is refused in hexadecimal that is not", arguments: ["", "0", "zz", "00ff", "é"])
    func wrongHex(text: String) {
        #expect(Digest(hex: text) == nil)
    }

    @Test("compares in the order of its bytes")
    func order() throws {
        var larger = bytes
        larger[31] += 1
        var largest = bytes
        largest[0] += 1
        let digests = try [largest, bytes, larger].map { try #require(Digest($0)) }
        #expect(digests.sorted().map(\.bytes) == [bytes, larger, largest])
    }
}
