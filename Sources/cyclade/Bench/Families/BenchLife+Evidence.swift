import CycladeSchema
import FoundationEssentials
import SwiftProtobuf

// What is said about batteries: work, health, telemetry, what went wrong, what to look at.

extension BenchLife {
    var maintenance: [BenchStep] {
        let work = RecordMaintenance.with {
            $0.batteryID = spare
            $0.kind = .repair
            $0.reportCommitment = BenchCommands.commitment
        }
        return by("garage", .recordMaintenance(work))
    }

    func assess(_ batteries: [String], sohBp: UInt32) -> [BenchStep] {
        batteries.map { ("assessor", BenchCommands.assess($0, sohBp: sohBp)) }
    }

    var telemetry: [BenchStep] {
        let segment = AnchorTelemetry.with {
            $0.gatewayID = id("gateway")
            $0.number = 1
            $0.previousRoot = Data(count: 32)
            $0.segmentRoot = bytes(7)
            $0.frameCount = 100
            $0.firstMs = startMs - 60_000
            $0.lastMs = startMs
            $0.batteriesRoot = bytes(8)
            $0.batteryCount = 3
        }
        return by("operator", .anchorTelemetry(segment))
    }

    var correction: [BenchStep] {
        let correction = CorrectRecord.with {
            $0.recordKey = "battery/\(spare)"
            $0.reason = "a slip of the pen"
            $0.evidenceCommitment = BenchCommands.commitment
        }
        return by("manager", .correctRecord(correction))
    }

    /// The third is at the garage, which is not what the record says.
    var irregularity: [BenchStep] {
        let statement = RecordIrregularity.with {
            $0.irregularityID = id("odd")
            $0.batteryID = third
            $0.kind = .wrongBattery
            $0.place.premises = "garage"
            $0.custodianID = "garage"
            $0.evidenceCommitment = BenchCommands.commitment
        }
        return by("garage", .recordIrregularity(statement))
    }

    var confirmation: [BenchStep] {
        by("manager", .confirmIrregularity(.with { $0.irregularityID = id("odd") }))
    }

    var warning: [BenchStep] {
        let warning = RaiseWarning.with {
            $0.warningID = id("warning")
            $0.ruleID = "soh-jump-1"
            $0.severity = .warning
            $0.subject = "battery/\(spare)"
            $0.dutyHolderID = "operator"
            $0.evidence = [0]
        }
        return by("regulator", .raiseWarning(warning))
    }

    var acknowledgement: [BenchStep] {
        let acknowledgement = AcknowledgeWarning.with {
            $0.warningID = id("warning")
            $0.reason = "tested again"
        }
        return by("operator", .acknowledgeWarning(acknowledgement))
    }
}
