import Testing

@testable import GBT32960

/// No cipher at all: it turns each byte over, so that the frames around it can be tested.
private struct TurnOver: DataUnitCipher {
    var encryption = UnitEncryption.aes128
    let padding: CipherPadding

    func decrypt(_ bytes: [UInt8]) throws(CipherError) -> [UInt8] {
        guard bytes.count.isMultiple(of: 16) else { throw .length(bytes.count) }
        return try padding.unpadded(bytes.map { ~$0 })
    }

    func encrypt(_ unit: [UInt8]) throws(CipherError) -> [UInt8] {
        try padding.padded(unit).map { ~$0 }
    }
}

@Suite("Encrypted units")
struct CipherTests {
    @Test("a sealed frame opens to what it was", arguments: [CipherPadding.pkcs7, .zero])
    func roundTrip(padding: CipherPadding) throws {
        var random = RandomFrame(seed: 12)
        let cipher = TurnOver(padding: padding)
        for _ in 0..<100 {
            let frame = random.report(.y2025)
            let sealed = try frame.sealed(by: cipher)
            let received = try ReceivedFrame(sealed.encoded())
            #expect(received.header.encryption == .aes128)
            guard case .sealed(let bytes) = received.frame.unit.content else {
                Issue.record("not sealed")
                continue
            }
            #expect(bytes.count.isMultiple(of: 16))
            let opened = try received.decrypted(by: cipher)
            #expect(opened.frame == frame)
            #expect(opened.header == received.header)
        }
    }

    @Test("a frame that is not encrypted opens to itself")
    func plain() throws {
        var random = RandomFrame(seed: 13)
        let received = try ReceivedFrame(random.next().encoded())
        #expect(try received.decrypted(by: TurnOver(padding: .none)) == received)
    }

    @Test(
        "what cannot be decrypted is refused by name",
        arguments: [
            (UnitEncryption.rsa, CipherError.unsupported(.rsa)), (.sm2, .unsupported(.sm2)),
            (.sm4, .unsupported(.sm4)), (.abnormal, .undefined(.abnormal)),
            (.invalid, .undefined(.invalid)),
            (UnitEncryption(rawValue: 9), .undefined(UnitEncryption(rawValue: 9))),
        ]
    )
    func refusals(encryption: UnitEncryption, error: CipherError) throws {
        let sender = try #require(SenderID("TEST"))
        let header = FrameHeader(.y2025, .realtime, sender: sender, encryption: encryption)
        let received = try ReceivedFrame(header.frame(around: [1, 2, 3]))
        #expect(received.frame.unit.content == .sealed([1, 2, 3]))
        #expect(throws: error) { try received.decrypted(by: TurnOver(padding: .pkcs7)) }
        #expect(received.report.json.contains("\"unit\": {\"encrypted\": \"010203\"}"))
    }

    @Test("padding is put on and taken off")
    func paddings() throws {
        for count in 0...40 {
            let unit = [UInt8](repeating: 7, count: count)
            let padded = try CipherPadding.pkcs7.padded(unit)
            #expect(padded.count.isMultiple(of: 16) && padded.count > count)
            #expect(try CipherPadding.pkcs7.unpadded(padded) == unit)
            let zeros = try CipherPadding.zero.padded(unit)
            #expect(zeros.count.isMultiple(of: 16) && zeros.count < count + 16)
            guard !count.isMultiple(of: 16) else { continue }
            #expect(throws: CipherError.length(count)) { try CipherPadding.none.padded(unit) }
        }
        for bad in [[], [0], [17], [2, 3, 3], [4, 4, 4]] as [[UInt8]] {
            #expect(throws: CipherError.padding) { try CipherPadding.pkcs7.unpadded(bad) }
        }
    }
}
