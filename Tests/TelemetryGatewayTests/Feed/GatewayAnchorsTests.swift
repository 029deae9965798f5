import CycladeSchema
import Foundation
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("What the ledger has of a gateway")
struct GatewayAnchorsTests {
    private static let root = digest(1)

    private static func digest(_ byte: UInt8) -> Digest {
        Digest(Array(repeating: byte, count: 32)) ?? .zero
    }

    private func anchor(
        _ number: UInt64,
        _ root: Digest,
        member: String = "m",
        gateway: String = "g"
    ) -> TransactionBody {
        var body = TransactionBody()
        body.memberID = member
        body.anchorTelemetry.gatewayID = gateway
        body.anchorTelemetry.number = number
        body.anchorTelemetry.segmentRoot = Data(root.bytes)
        return body
    }

    @Test("tells a segment that is anchored from one whose number is taken or passed over")
    func standing() {
        let anchors = GatewayAnchors(memberID: "m", gatewayID: "g")
        #expect(anchors.newest == .none)
        anchors.follow(Self.digest(9), anchor(3, Self.root))
        anchors.follow(Self.digest(8), anchor(5, Self.digest(2)))
        #expect(anchors.newest == SegmentLink(number: 5, root: Self.digest(2)))
        let standing = { anchors.standing(of: SegmentLink(number: $0, root: Self.root)) }
        #expect(standing(3) == .anchored(Self.digest(9)))
        #expect(standing(5) == .passed)
        #expect(standing(4) == .passed)
        #expect(standing(6) == .free)
    }

    @Test("takes no other gateway's anchors for its own", arguments: [("x", "g"), ("m", "x")])
    func others(member: String, gateway: String) {
        let anchors = GatewayAnchors(memberID: "m", gatewayID: "g")
        anchors.follow(Self.root, anchor(3, Self.root, member: member, gateway: gateway))
        #expect(anchors.newest == .none)
    }
}
