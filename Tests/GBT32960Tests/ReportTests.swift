import Testing

@testable import GBT32960

@Suite("Reports as JSON")
struct ReportTests {
    @Test(
        "decimals are written exactly",
        arguments: [
            (Int64(-1_163), 1, "-116.3"), (5, 3, "0.005"), (-5, 3, "-0.005"), (0, 1, "0.0"),
            (121_807_818, 6, "121.807818"), (42, 0, "42"), (-40, 0, "-40"),
        ]
    )
    func decimals(counts: Int64, places: Int, text: String) {
        #expect(ReportValue.decimal(counts, places: places).json == text)
    }

    @Test("texts are escaped")
    func escapes() {
        #expect(ReportValue.string("a\"\\\n\u{1}电").json == #""a\"\\\u000a\u0001电""#)
        #expect(
            ReportValue.object(["a": .array([.null, .bool(true)])]).json == #"{"a": [null, true]}"#
        )
    }

    @Test("bytes that are no frame are an error with the bytes")
    func refused() {
        let bytes: [UInt8] = [0x23, 0x24]
        #expect(throws: FrameError.tooShort(2)) { try ReceivedFrame(bytes) }
        #expect(
            ReportValue.refused(bytes, .tooShort(2)).json
                == #"{"error": "2 bytes, fewer than the 24 of a header", "hex": "2324"}"#
        )
    }

    @Test("the signed bytes are those before the signature")
    func signedBytes() throws {
        for vector in try Vector.all() where vector.name.contains("2025") {
            let bytes = try vector.bytes
            let received = try ReceivedFrame(bytes)
            guard let signed = received.signedBytes else { continue }
            #expect(bytes[24..<24 + signed.count].elementsEqual(signed))
            if received.header.command == .realtime { #expect(bytes[24 + signed.count] == 0xFF) }
        }
    }
}
