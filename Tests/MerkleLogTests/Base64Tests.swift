import MerkleLog
import TestSupport
import Testing

@Suite("Base64")
struct Base64Tests {
    @Test(
        "has the spellings of RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("\u{3FF}~~", "z79+fg=="),
        ]
    )
    func vectors(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test("gives back any bytes")
    func roundTrip() {
        var random = SplitMix64(seed: 4)
        for count in 0...200 {
            let bytes = random.bytes(count)
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
        #expect(Base64.encode((0...255).map(UInt8.init)).contains("+fr7/P3+/w=="))
    }

    @Test(
        "refuses all other spellings",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Zh==", "Zm9=", "Zm9v=", "Zm9vZ===",
            "Zg==Zg==", "Z=g=", " Zg==", "Zg==\n", "Zm-_", "Zm8é", "Zm9v\0\0\0\0",
        ]
    )
    func refusals(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
