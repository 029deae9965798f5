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

@Suite("Frames that vehicles and platforms sent")
struct RealFrameTests {
    private struct Vector: Decodable {
        let name: String
        let hex: String
    }

    private static func frames() throws -> [(name: String, bytes: [UInt8])] {
        let file = try Repository.shared("data/gbt32960/vectors.json")
        return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file)).map {
            ($0.name, try #require([UInt8](hex: $0.hex)))
        }
    }

    @Test("of reports are kept as they came, whoever passes them on")
    func reports() throws {
        var kept = 0
        for (name, bytes) in try Self.frames() {
            let header = try FrameHeader(unsafe bytes.span.bytes)
            guard header.command == .realtime || header.command == .reissue,
                header.answer == .command, try ReceivedFrame(bytes).check.isValid
            else { continue }
            var link = try TestSession(OpenRegister())
            try link.logInPlatform()
            let step = link.receive(bytes)
            #expect(step.record != nil, "\(name): \(step.result)")
            #expect(step.answer != nil)
            kept += 1
        }
        #expect(kept >= 18)
    }

    @Test("are answered or refused, never feared, however they are changed")
    func mutations() throws {
        var random = SplitMix64(seed: 32_960)
        let gateway = try TestGateway(OpenRegister())
        let turns = Soak.isOn ? 10_000 : 100
        for (_, bytes) in try Self.frames() {
            for _ in 0..<turns {
                var frame = bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let index = Int.random(in: 0..<frame.count, using: &random)
                    frame[index] = UInt8.random(in: .min ... .max, using: &random)
                }
                if Bool.random(using: &random) { frame.removeLast() }
                let channel = try gateway.connect()
                try gateway.send(Samples.login() + frame + frame, on: channel)
                gateway.pass(seconds: 400)
                while gateway.loop.forwarder.bytesInFlight > 0 { gateway.finishBatch() }
                #expect(!channel.isActive)
                _ = try? channel.finish(acceptAlreadyClosed: true)
            }
        }
        #expect(gateway.core.sessions.count == 0)
        #expect(gateway.count("cyclade_gateway_links 0.0"))
    }
}
