import CycladeSchema
import FoundationEssentials
import SwiftProtobuf

// Commands for evidence, service, logistics and the recycling network.

func anchor(
    _ number: UInt64 = 1,
    after previous: Data = Data(count: 32),
    _ change: (inout AnchorTelemetry) -> Void = { _ in }
) -> Command {
    var command = AnchorTelemetry()
    command.gatewayID = "gateway-1"
    command.number = number
    command.previousRoot = previous
    command.segmentRoot = root(number)
    command.frameCount = 100
    command.firstMs = World.start - 60_000
    command.lastMs = World.start
    command.batteriesRoot = commitment
    command.batteryCount = 3
    change(&command)
    return .anchorTelemetry(command)
}

/// The root of the segment with this number.
func root(_ number: UInt64) -> Data {
    Data(repeating: UInt8(truncatingIfNeeded: number), count: 32)
}

func correct(
    _ key: String,
    leaf: UInt64 = 0,
    reason: String = "a slip of the pen",
    evidence: Data = commitment
) -> Command {
    .correctRecord(
        .with {
            $0.recordKey = key
            $0.leaf = leaf
            $0.reason = reason
            $0.evidenceCommitment = evidence
        }
    )
}

func maintain(
    _ battery: String,
    _ kind: MaintenanceKind = .repair,
    _ change: (inout RecordMaintenance) -> Void = { _ in }
) -> Command {
    var command = RecordMaintenance()
    command.batteryID = battery
    command.kind = kind
    command.reportCommitment = commitment
    change(&command)
    return .recordMaintenance(command)
}

func irregular(
    _ battery: String,
    at place: Place.OneOf_Kind? = .premises("garage"),
    with custodian: String = "garage",
    _ change: (inout RecordIrregularity) -> Void = { _ in }
) -> Command {
    var command = RecordIrregularity()
    command.irregularityID = "odd-1"
    command.batteryID = battery
    command.kind = .wrongBattery
    command.place.kind = place
    command.custodianID = custodian
    command.evidenceCommitment = commitment
    change(&command)
    return .recordIrregularity(command)
}

func confirm(_ id: String = "odd-1") -> Command {
    .confirmIrregularity(.with { $0.irregularityID = id })
}

func slot(_ station: String, _ number: UInt32) -> Place.OneOf_Kind {
    .stationSlot(
        .with {
            $0.stationID = station
            $0.slot = number
        }
    )
}

func schedule(
    _ battery: String,
    _ place: ScheduleRecall.OneOf_Where? = .stationID("station-1"),
    replacement: String = "",
    from: UInt64 = World.start + World.day,
    until: UInt64 = World.start + 2 * World.day
) -> Command {
    .scheduleRecall(
        .with {
            $0.batteryID = battery
            $0.where = place
            $0.fromMs = from
            $0.untilMs = until
            $0.replacementID = replacement
        }
    )
}

func openShipment(
    _ batteries: [String],
    _ change: (inout OpenShipment) -> Void = { _ in }
) -> Command {
    var command = OpenShipment()
    command.shipmentID = "load-1"
    command.toMemberID = "cascade"
    command.batteryIds = batteries
    command.carrierID = "collector"
    command.dangerousGoods = .class9
    change(&command)
    return .openShipment(command)
}

func closeShipment(_ id: String = "load-1", missing: [String] = []) -> Command {
    .closeShipment(
        .with {
            $0.shipmentID = id
            $0.missingIds = missing
        }
    )
}

func notify(
    _ battery: String,
    message: Data = commitment,
    due: UInt64 = World.start + World.day
) -> Command {
    .notifyOwner(
        .with {
            $0.noticeID = "notice-1"
            $0.batteryID = battery
            $0.messageCommitment = message
            $0.answerDueMs = due
        }
    )
}

func answerNotice(_ answer: NoticeAnswer = .confirmed) -> Command {
    .answerNotice(
        .with {
            $0.noticeID = "notice-1"
            $0.answer = answer
        }
    )
}

func registerPoint(_ change: (inout RegisterCollectionPoint) -> Void = { _ in }) -> Command {
    var command = RegisterCollectionPoint()
    command.pointID = "point-1"
    command.latitudeE6 = 30_274_150
    command.longitudeE6 = 120_155_150
    command.capacity = 200
    change(&command)
    return .registerCollectionPoint(command)
}

func openAgreement(_ change: (inout OpenNetworkAgreement) -> Void = { _ in }) -> Command {
    var command = OpenNetworkAgreement()
    command.agreementID = "agreement-1"
    command.collectorID = "collector"
    command.region = "Zhejiang"
    command.capacityPerMonth = 500
    command.feeCommitment = commitment
    command.untilMs = World.start + 365 * World.day
    change(&command)
    return .openNetworkAgreement(command)
}

func acceptAgreement() -> Command {
    .acceptNetworkAgreement(.with { $0.agreementID = "agreement-1" })
}

func endAgreement() -> Command { .endNetworkAgreement(.with { $0.agreementID = "agreement-1" }) }

func share(_ member: String, _ bp: UInt32) -> Share {
    .with {
        $0.memberID = member
        $0.shareBp = bp
    }
}

func publishSchedule(
    _ shares: [Share] = [share("bank", 7_000), share("collector", 3_000)],
    id: String = "schedule-1"
) -> Command {
    .publishSchedule(
        .with {
            $0.scheduleID = id
            $0.shares = shares
        }
    )
}

func settle(
    _ batteries: [String],
    _ change: (inout SettleStatement) -> Void = { _ in }
) -> Command {
    var command = SettleStatement()
    command.statementID = "statement-1"
    command.scheduleID = "schedule-1"
    command.batteryIds = batteries
    command.totalCommitment = commitment
    command.shares = ["bank", "collector"].map { member in
        .with {
            $0.memberID = member
            $0.amountCommitment = commitment
        }
    }
    change(&command)
    return .settleStatement(command)
}

func postIncentive(_ change: (inout PostIncentive) -> Void = { _ in }) -> Command {
    var command = PostIncentive()
    command.incentiveID = "bonus-1"
    command.event = .collected
    command.fenPerEvent = 50_000
    command.budgetFen = 100_000
    command.fromMs = World.start
    command.untilMs = World.start + 365 * World.day
    change(&command)
    return .postIncentive(command)
}

func claim(_ battery: String) -> Command {
    .claimIncentive(
        .with {
            $0.incentiveID = "bonus-1"
            $0.batteryID = battery
        }
    )
}
