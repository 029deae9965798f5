import CycladeSchema
import FoundationEssentials
import Vocabulary

extension AnchorTelemetry {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.vehicleMaker, .swapOperator, .assetManager)
        _ = try context.parse(gatewayID, "gateway_id") { try RecordName($0) }
        try context.requireCommitment(previousRoot, "previous_root")
        try context.requireCommitment(segmentRoot, "segment_root")
        try context.requireCommitment(batteriesRoot, "batteries_root")
        try context.requireRange(frameCount, 1...1_000_000_000, "frame_count")
        try context.requireRange(batteryCount, 0...10_000_000, "battery_count")
        guard firstMs <= lastMs, lastMs <= context.occurred else {
            throw Refusal(.outOfRange, "last_ms", "A segment ends after it begins, and is over.")
        }
        let key = RecordKey.gateway(context.signer.memberID, gatewayID)
        let newest = context.state[key] ?? Gateway()
        // Numbers below 2^53 can be told apart in any language that reads the ledger.
        try context.requireRange(number, 1...1 << 53, "number")
        guard number > newest.number else {
            throw Refusal(.alreadyDone, "number", "Segment \(newest.number) is anchored.")
        }
        let missing = number - newest.number - 1
        let expected = newest.number == 0 ? Data(count: Digest.byteCount) : newest.segmentRoot
        guard missing > 0 || previousRoot == expected else {
            throw Refusal(.brokenChain, "previous_root", "It is not the root anchored before.")
        }
        var gateway = newest
        gateway.gatewayID = gatewayID
        gateway.memberID = context.signer.memberID
        gateway.number = number
        gateway.segmentRoot = segmentRoot
        gateway.lastMs = lastMs
        gateway.frameCount = try context.sum([newest.frameCount, frameCount], "frame_count")
        gateway.missing = try context.sum([newest.missing, missing], "number")
        return [.evidence(.anchored(gateway))]
    }
}
