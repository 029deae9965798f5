import CycladeSchema
import SwiftProtobuf

// The recycling network: points, agreements, notices, and who gets what.

extension BenchLife {
    var point: [BenchStep] {
        let point = RegisterCollectionPoint.with {
            $0.pointID = id("point")
            $0.latitudeE6 = 31_230_000
            $0.longitudeE6 = 121_470_000
            $0.capacity = 200
        }
        return by("collector", .registerCollectionPoint(point))
    }

    var agreement: [BenchStep] {
        let agreement = OpenNetworkAgreement.with {
            $0.agreementID = id("agreement")
            $0.collectorID = "collector"
            $0.region = "Zhejiang"
            $0.capacityPerMonth = 500
            $0.feeCommitment = BenchCommands.commitment
            $0.untilMs = startMs + 365 * Self.dayMs
        }
        return by("manager", .openNetworkAgreement(agreement))
    }

    var agreementAccepted: [BenchStep] {
        by("collector", .acceptNetworkAgreement(.with { $0.agreementID = id("agreement") }))
    }

    var agreementEnd: [BenchStep] {
        by("manager", .endNetworkAgreement(.with { $0.agreementID = id("agreement") }))
    }

    var notice: [BenchStep] {
        let notice = NotifyOwner.with {
            $0.noticeID = id("notice")
            $0.batteryID = spare
            $0.messageCommitment = BenchCommands.commitment
            $0.answerDueMs = startMs + Self.dayMs
        }
        return by("manager", .notifyOwner(notice))
    }

    var answer: [BenchStep] {
        let answer = AnswerNotice.with {
            $0.noticeID = id("notice")
            $0.answer = .confirmed
        }
        return by("manager", .answerNotice(answer))
    }
}

// MARK: - Who gets what

extension BenchLife {
    private static let shares: [(member: String, bp: UInt32)] = [
        ("manager", 7_000), ("collector", 3_000),
    ]

    var schedule: [BenchStep] {
        let schedule = PublishSchedule.with {
            $0.scheduleID = id("schedule")
            $0.shares = Self.shares.map { share in
                .with {
                    $0.memberID = share.member
                    $0.shareBp = share.bp
                }
            }
        }
        return by("manager", .publishSchedule(schedule))
    }

    var statement: [BenchStep] {
        let statement = SettleStatement.with {
            $0.statementID = id("statement")
            $0.scheduleID = id("schedule")
            $0.batteryIds = pair
            $0.totalCommitment = BenchCommands.commitment
            $0.shares = Self.shares.map { share in
                .with {
                    $0.memberID = share.member
                    $0.amountCommitment = BenchCommands.commitment
                }
            }
        }
        return by("manager", .settleStatement(statement))
    }

    var incentive: [BenchStep] {
        let incentive = PostIncentive.with {
            $0.incentiveID = id("bonus")
            $0.event = .collected
            $0.fenPerEvent = 50_000
            $0.budgetFen = 100_000
            $0.fromMs = startMs - Self.dayMs
            $0.untilMs = startMs + 365 * Self.dayMs
        }
        return by("regulator", .postIncentive(incentive))
    }

    var claim: [BenchStep] {
        let claimed = ClaimIncentive.with {
            $0.incentiveID = id("bonus")
            $0.batteryID = pack
        }
        return by("collector", .claimIncentive(claimed))
    }
}
