import CycladeSchema
import Rulebook
import Supervision
import Testing

@Suite("Duties")
struct DutyTests {
    @Test("a battery that is called home and stays away is found on the day after it was due")
    func bringHome() throws {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        let recalled = watch.recall("b-1", on: 5)
        let duty = try #require(watch.supervisor.dueList(of: "bank").first)
        #expect(duty.kind == .bringHome)
        #expect(duty.openedLeaf == recalled)
        #expect(!duty.isOverdue)
        watch.collect("b-1", on: 10)
        // Whoever fetched it has to bring it.
        #expect(watch.supervisor.dueList(of: "bank").isEmpty)
        #expect(watch.supervisor.dueList(of: "collector").map(\.kind) == [.bringHome])
        watch.wait(until: 35)
        #expect(watch.found.isEmpty)
        watch.wait(until: 36)
        #expect(watch.found == ["duty-overdue.1 battery/b-1"])
        #expect(watch.supervisor.findings.first?.evidence == [recalled])
        #expect(watch.supervisor.findings.first?.dutyHolderID == "collector")
        #expect(watch.supervisor.dueList().first?.isOverdue == true)
        // It comes at last: nothing more is due but the verdict.
        watch.receive("b-1", on: 40)
        #expect(watch.supervisor.dueList().map(\.kind) == [.classify])
        #expect(watch.found.count == 1)
    }

    @Test("what is done in time leaves no finding, and speaks for its holder")
    func inTime() {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        watch.recall("b-1", on: 1)
        watch.collect("b-1", on: 2)
        watch.receive("b-1", on: 3)
        watch.classify("b-1", .dismantle, on: 4)
        watch.dismantle(["b-1"], [(.copper, 28_000)], waste: 272_000, on: 5)
        watch.wait(until: 400)
        #expect(watch.found.isEmpty)
        #expect(watch.supervisor.dueList().isEmpty)
        #expect(watch.supervisor.credit(of: "collector").score == 1_000)
    }

    struct Opening: Sendable, CustomStringConvertible {
        let description: String
        let lastDay: Int
        let finding: String
        let open: @Sendable (inout Watch) -> Void
        let close: @Sendable (inout Watch, Int) -> Void
    }

    static let openings: [Opening] = [
        Opening(
            description: "a received battery is to be classified within 30 days",
            lastDay: 30,
            finding: "duty-overdue.1 battery/b-1",
            open: { $0.receive("b-1", on: 0) },
            close: { $0.classify("b-1", .reuse, on: $1) }
        ),
        // 4 and 5 April 2024 are holidays, and Sunday the 7th is worked in place of one.
        Opening(
            description: "a battery for dismantling is to be treated within 30 working days",
            lastDay: 45,
            finding: "duty-overdue.1 battery/b-1",
            open: { $0.classify("b-1", .dismantle, on: 0) },
            close: { $0.dismantle(["b-1"], [], waste: 300_000, on: $1) }
        ),
        Opening(
            description: "a loss under a lease is to be explained within 30 days",
            lastDay: 30,
            finding: "duty-overdue.1 battery/b-1",
            open: { $0.add([.battery(.lostUnder("b-1", leaseID: "lease-1"))], on: 0) },
            close: { $0.add([.battery(.lossEnded("b-1"))], on: $1) }
        ),
        Opening(
            description: "a scrapped vehicle's battery is to be handed over within 15 working days",
            lastDay: 21,
            finding: "duty-overdue.1 vehicle/v-1",
            open: { $0.add([.vehicle(.scrapDeclared("v-1", at: 0))], by: "dealer", on: 0) },
            close: { $0.add([.vehicle(.batteryTakenOut("v-1"))], by: "dealer", on: $1) }
        ),
        Opening(
            description: "an irregular fact is to be confirmed within 10 days",
            lastDay: 10,
            finding: "duty-overdue.1 irregularity/i-1",
            open: { watch in
                var irregularity = Irregularity()
                irregularity.statement.irregularityID = "i-1"
                irregularity.statement.batteryID = "b-1"
                watch.add([.evidence(.irregularityStated(irregularity))], by: "swapper", on: 0)
            },
            close: { $0.add([.evidence(.irregularityConfirmed("i-1", by: "bank"))], on: $1) }
        ),
        Opening(
            description: "a leased battery is to be returned by its day",
            lastDay: 20,
            finding: "return-overdue.1 lease/lease-1",
            open: { watch in
                let due = Watch.time(20)
                watch.add([.lease(.returnDemanded("lease-1", .endOfTerm, due: due))], on: 0)
            },
            close: { $0.add([.lease(.closed("lease-1", at: 0, boughtOut: false))], on: $1) }
        ),
        Opening(
            description: "a notice is to have its answer three days after that is due",
            lastDay: 13,
            finding: "duty-overdue.1 notice/n-1",
            open: { watch in
                var notice = Notice()
                notice.terms.noticeID = "n-1"
                notice.terms.answerDueMs = Watch.time(10)
                watch.add([.network(.noticeSent(notice))], on: 0)
            },
            close: { $0.add([.network(.noticeAnswered("n-1", .confirmed, at: 0))], on: $1) }
        ),
    ]

    @Test("each duty has its last day", arguments: openings)
    func lastDay(_ opening: Opening) {
        var late = Watch()
        late.add(late.born("b-1"), on: 0)
        opening.open(&late)
        late.wait(until: opening.lastDay)
        #expect(late.found.isEmpty)
        late.wait(until: opening.lastDay + 1)
        #expect(late.found == [opening.finding])

        var punctual = Watch()
        punctual.add(punctual.born("b-1"), on: 0)
        opening.open(&punctual)
        opening.close(&punctual, opening.lastDay)
        punctual.wait(until: 1_000)
        #expect(punctual.found.filter { $0 == opening.finding }.isEmpty)
    }

    @Test("a report is late from the day after its last working day")
    func lateReport() {
        var receipt = ReceiveAtCentre()
        receipt.batteryIds = ["b-1", "b-2"]
        var watch = Watch()
        watch.add([], .receiveAtCentre(receipt), by: "smelter", on: 45, happened: 0)
        #expect(watch.found.isEmpty)
        let late = watch.add([], .receiveAtCentre(receipt), by: "smelter", on: 46, happened: 0)
        #expect(watch.found == ["report-late.1 battery/b-1", "report-late.1 battery/b-2"])
        #expect(watch.supervisor.findings.allSatisfy { $0.evidence == [late] })
        #expect(watch.supervisor.credit(of: "smelter").score < 1_000)
    }

    @Test("the terms count that were in force when it happened")
    func datedTerms() {
        var watch = Watch { policy in
            var stricter = DutyTerms()
            stricter.kind = .reportReceipt
            stricter.days = 2
            stricter.fromDay = UInt32(Watch.firstDay + 100)
            stricter.legalSource = "A later law"
            policy.supervision.duties.append(stricter)
        }
        var receipt = ReceiveAtCentre()
        receipt.batteryIds = ["b-1"]
        watch.add([], .receiveAtCentre(receipt), by: "smelter", on: 129, happened: 99)
        #expect(watch.found.isEmpty)
        watch.add([], .receiveAtCentre(receipt), by: "smelter", on: 130, happened: 100)
        #expect(watch.found == ["report-late.1 battery/b-1"])
    }

    @Test("a warning that nobody takes note of is due, and does not breed another")
    func unheededWarning() {
        var watch = Watch()
        var warning = Warning()
        warning.terms.warningID = "w-1"
        warning.terms.dutyHolderID = "collector"
        watch.add([.warning(.raised(warning))], by: "regulator", on: 0)
        watch.wait(until: 100)
        #expect(watch.found.isEmpty)
        #expect(watch.supervisor.dueList(of: "collector").map(\.isOverdue) == [true])
        #expect(watch.supervisor.credit(of: "collector").score < 1_000)
    }

    @Test("what is lost or destroyed is due nowhere")
    func gone() {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        watch.recall("b-1", on: 1)
        watch.add(watch.moved("b-1", "swapper", .lastSeenWith("swapper"), .destroyed), on: 2)
        watch.wait(until: 100)
        #expect(watch.found.isEmpty)
        #expect(watch.supervisor.dueList().isEmpty)
    }
}
