import Foundation
import GBT32960
import NIOEmbedded
import TestSupport
import Testing
import Vocabulary

@testable import TelemetryGateway

/// Knows every vehicle.
private struct OpenRegister: VehicleRegister {
    func fleet(of _: SenderID) -> FleetSettings? { FleetSettings(name: "any") }
}

@Suite("Links that mean no good", .timeLimit(.minutes(30)))
struct HostileLinkTests {
    private struct Vector: Decodable { let hex: String }

    private static func vectors() throws -> [[UInt8]] {
        let file = try Repository.shared("data/gbt32960/vectors.json")
        return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file)).map {
            try #require([UInt8](hex: $0.hex))
        }
    }

    /// A few bytes changed, and the frame made whole again as far as its length allows.
    private static func changed(_ frame: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var frame = frame
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let index = Int.random(in: 2..<frame.count - 1, using: &random)
            frame[index] = UInt8.random(in: .min ... .max, using: &random)
        }
        let unitCount = frame.count - 25
        (frame[22], frame[23]) = (UInt8(unitCount >> 8), UInt8(unitCount & 0xFF))
        frame[frame.count - 1] = frame[2..<frame.count - 1].reduce(0, ^)
        return frame
    }

    @Test(
        "are told what is wrong with a changed report, and it is kept only as it came",
        arguments: 0..<40
    )
    func changedReports(index: Int) throws {
        let vectors = try Self.vectors()
        try #require(index < vectors.count)
        var random = SplitMix64(seed: UInt64(index))
        var link = try TestSession(OpenRegister())
        try link.logInPlatform()
        var results: [FrameResult: Int] = [:]
        let rounds = Soak.isOn ? 100_000 : 10_000
        for _ in 0..<rounds {
            let frame = Self.changed(vectors[index], &random)
            let step = link.receive(frame)
            results[step.result, default: 0] += 1
            let isKept = step.result == .accepted || step.result == .acceptedInPart
            // Logouts and such are accepted too, and are no reports.
            if step.record?.isReport == true { #expect(isKept) }
            if let bytes = step.answer {
                let answer = try ReceivedFrame(bytes)
                #expect(answer.check.isValid)
                let isGood = isKept || step.result == .repeatedLogin
                #expect((answer.header.answer == .success) == isGood, "\(step.result)")
            }
            if case .goOn = step.next { continue }
            link = try TestSession(OpenRegister())
            try link.logInPlatform()
        }
        #expect(results.values.reduce(0, +) == rounds)
    }

    @Test("that only begin, by the thousand, end by themselves while others are served")
    func flood() throws {
        let gateway = try TestGateway()
        let beginning = Array(Samples.login(from: Samples.otherVIN).prefix(23))
        let links = try (0..<1_500).map { number in
            let channel = try gateway.connect()
            let count = [0, 1, 23][number % 3]
            if count > 0 { try gateway.send(Array(beginning.prefix(count)), on: channel) }
            return channel
        }
        let terminal = try gateway.connect()
        try gateway.send(Samples.login() + Samples.report(), on: terminal)
        while gateway.loop.forwarder.bytesInFlight > 0 { gateway.finishBatch() }
        #expect(gateway.batches.flatMap(\.self).count == 2)
        #expect(links.count { $0.isActive } == links.count)
        gateway.pass(seconds: 61)
        #expect(links.count { $0.isActive } == 0)
        #expect(terminal.isActive)
        #expect(gateway.count("cyclade_gateway_links 1.0"))
        for link in links { _ = try? link.finish(acceptAlreadyClosed: true) }
        _ = try? terminal.finish(acceptAlreadyClosed: true)
    }

    /// What a unit may be, against what its header says of it.
    enum Contradiction: CaseIterable, Sendable {
        case plainSaidToBeSealed, sealedSaidToBePlain, sealedByAnotherKey
    }

    @Test(
        "whose cipher contradicts their content are refused",
        arguments: Contradiction.allCases,
        [CipherPadding.pkcs7, .zero, .none]
    )
    func contradiction(_ contradiction: Contradiction, padding: CipherPadding) throws {
        func cipher(_ key: UInt8) throws -> AES128UnitCipher {
            try AES128UnitCipher(
                key: [UInt8](repeating: key, count: 16),
                mode: .ecb,
                padding: padding
            )
        }
        let right = try cipher(1)
        var fleet = FleetSettings(name: "f")
        fleet.cipher = { _ in right }
        var link = try TestSession(Samples.register(fleet))
        _ = try link.logIn()
        // A unit of whole blocks, which needs no padding: the time, a body of 26 bytes.
        let body = UserBody(type: 0x80, data: [UInt8](repeating: 7, count: 23))
        let report = VehicleReport(time: Samples.time, bodies: [.user(body)])
        let plain = Frame(
            .y2016,
            .realtime,
            sender: Samples.vin,
            unit: DataUnit(.report(report))
        )
        let good = try plain.sealed(by: right).encoded()
        #expect(link.receive(good).record != nil)
        var frame: [UInt8]
        switch contradiction {
        case .plainSaidToBeSealed: frame = try plain.encoded()
        case .sealedSaidToBePlain: frame = good
        case .sealedByAnotherKey: frame = try plain.sealed(by: cipher(2)).encoded()
        }
        switch contradiction {
        case .plainSaidToBeSealed: frame[21] = UnitEncryption.aes128.rawValue
        case .sealedSaidToBePlain: frame[21] = UnitEncryption.none.rawValue
        case .sealedByAnotherKey: break
        }
        frame[frame.count - 1] = frame[2..<frame.count - 1].reduce(0, ^)
        let step = link.receive(frame)
        #expect([.decryption, .structure, .time].contains(step.result), "\(step.result)")
        #expect(step.record == nil)
        #expect(try Samples.decoded(step.answer).answer == .error)
    }
}
