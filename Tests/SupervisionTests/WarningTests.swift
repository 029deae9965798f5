import CycladeSchema
import FoundationEssentials
import Rulebook
import Supervision
import Testing

@Suite("Warnings")
struct WarningTests {
    @Test("a leased battery goes dark after 30 silent days, once, and comes back when it is heard")
    func goneDark() {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        watch.measure("b-1", 9_000, on: 20)
        watch.wait(until: 50)
        #expect(watch.found.isEmpty)
        watch.wait(until: 51)
        #expect(watch.found == ["gone-dark.1 battery/b-1"])
        #expect(watch.supervisor.findings.first?.foundMs == Watch.time(50) + 2)
        #expect(watch.supervisor.darkBatteries.amount == 1)
        watch.wait(until: 200)
        #expect(watch.found.count == 1)
        watch.measure("b-1", 9_000, on: 210)
        #expect(watch.supervisor.darkBatteries.amount == 0)
        watch.wait(until: 241)
        #expect(watch.found.count == 2)
    }

    @Test("what stands in a slot, or belongs to a person, does not go dark")
    func notDark() {
        var watch = Watch()
        var slot = StationSlot()
        slot.stationID = "s-1"
        watch.add(watch.born("b-1"), on: 0)
        watch.add(watch.moved("b-1", "swapper", .stationSlot(slot), .atStation), on: 0)
        watch.fit("b-2", on: 0)
        watch.add([.battery(.boughtOut("b-2", .init(), producer: "maker"))], on: 1)
        watch.wait(until: 300)
        #expect(watch.found.isEmpty)
    }

    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let findings: [String]
        let play: @Sendable (inout Watch) -> Void
    }

    static let health: [Case] = [
        Case(description: "health that falls as it does", findings: []) { watch in
            watch.assess("b-1", 9_000, on: 0)
            watch.assess("b-1", 8_600, on: 100)
            watch.measure("b-1", 8_500, on: 120)
        },
        Case(description: "health that rises beyond both intervals", findings: ["soh-jump.1"]) {
            $0.assess("b-1", 8_000, on: 0)
            $0.assess("b-1", 8_701, on: 100)
        },
        Case(description: "health that rises within them", findings: []) { watch in
            watch.assess("b-1", 8_000, on: 0)
            watch.assess("b-1", 8_700, on: 100)
        },
        Case(description: "health that falls too far in days", findings: ["soh-jump.1"]) {
            $0.assess("b-1", 9_000, on: 0)
            $0.assess("b-1", 8_299, on: 59)
        },
        Case(description: "health that falls as far in a year", findings: []) { watch in
            watch.assess("b-1", 9_000, on: 0)
            watch.assess("b-1", 7_000, on: 365)
        },
        Case(
            description: "health that falls, with a finding of no health in between",
            findings: ["unsafe-battery.1", "soh-jump.1"]
        ) { watch in
            watch.assess("b-1", 9_000, on: 0)
            watch.assess("b-1", 9_000, on: 1) {
                $0.clearSohBp()
                ($0.sohLowBp, $0.sohHighBp, $0.findings) = (0, 0, [.leak])
            }
            watch.assess("b-1", 5_000, on: 2) { $0.findings = [.leak] }
        },
        Case(description: "parts replaced in between", findings: []) { watch in
            watch.assess("b-1", 7_000, on: 0)
            watch.add([.battery(.laidOut("b-1", ["m-1"], moduleCount: 1))], on: 1)
            watch.assess("b-1", 9_500, on: 2)
        },
        Case(description: "a swap that measures less", findings: ["measurement-contradicts.1"]) {
            $0.assess("b-1", 9_000, on: 0)
            $0.measure("b-1", 8_300, on: 30)
        },
        Case(description: "a swap that measures more", findings: ["measurement-contradicts.1"]) {
            $0.assess("b-1", 8_000, on: 0)
            $0.measure("b-1", 8_700, on: 30)
        },
        Case(description: "a swap long after the assessment", findings: []) { watch in
            watch.assess("b-1", 9_000, on: 0)
            watch.measure("b-1", 8_000, on: 61)
        },
        Case(description: "two swaps that disagree", findings: ["soh-jump.1"]) { watch in
            watch.measure("b-1", 9_000, on: 0)
            watch.measure("b-1", 8_400, on: 30)
        },
        Case(description: "cycles that go backwards", findings: ["cycle-count-fell.1"]) { watch in
            watch.assess("b-1", 9_000, on: 0) { $0.cycleCount = 500 }
            watch.assess("b-1", 9_000, on: 9) { $0.cycleCount = 499 }
        },
        Case(description: "cells that drift apart", findings: ["cell-spread.1"]) { watch in
            watch.assess("b-1", 9_000, on: 0) { $0.cellSpreadMv = 101 }
        },
        Case(description: "a battery found unsafe, twice", findings: ["unsafe-battery.1"]) {
            $0.assess("b-1", 9_000, on: 0) { $0.findings = [.thermalEvent, .leak] }
            $0.assess("b-1", 9_000, on: 1) { $0.findings = [.leak] }
        },
        Case(
            description: "a battery found unsafe, safe, and unsafe again",
            findings: ["unsafe-battery.1", "unsafe-battery.1"]
        ) { watch in
            watch.assess("b-1", 9_000, on: 0) { $0.findings = [.leak] }
            watch.assess("b-1", 9_000, on: 1)
            watch.assess("b-1", 9_000, on: 2) { $0.findings = [.swelling] }
        },
        Case(description: "cells within the limit", findings: []) { watch in
            watch.assess("b-1", 9_000, on: 0) { $0.cellSpreadMv = 100 }
        },
    ]

    @Test("what is said of health is held against what else is known", arguments: health)
    func judged(_ row: Case) {
        var watch = Watch { $0.supervision.limits.darkDays = 0 }
        watch.fit("b-1", on: 0)
        row.play(&watch)
        #expect(watch.found == row.findings.map { "\($0) battery/b-1" })
    }

    static let hands: [Case] = [
        Case(description: "a workshop", findings: ["unqualified-handler.1 battery/b-1"]) {
            $0.add($0.moved("b-1", "workshop", .premises("workshop"), .collected), on: 3)
        },
        Case(description: "a dealer, which takes packs back", findings: []) {
            $0.add($0.moved("b-1", "dealer", .premises("dealer"), .collected), on: 3)
        },
        Case(description: "a qualified centre", findings: []) { $0.receive("b-1", on: 3) },
        Case(
            description: "a centre whose qualification was revoked",
            findings: ["unqualified-handler.1 battery/b-1"]
        ) { watch in
            let end = Watch.time(2)
            watch.add(
                [.membership(.qualificationRevoked(.dismantling, of: "smelter", at: end))],
                by: "regulator",
                on: 2
            )
            watch.receive("b-1", on: 3)
        },
        Case(description: "its owner", findings: []) {
            $0.add($0.moved("b-1", "bank", .premises("bank"), .recalled), on: 3)
        },
    ]

    @Test("a battery that is called home may be with", arguments: hands)
    func handled(_ row: Case) {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        watch.recall("b-1", on: 1)
        watch.collect("b-1", on: 2)
        row.play(&watch)
        #expect(watch.found == row.findings)
    }

    @Test("a second use asks for a health and a chemistry")
    func scenario() {
        var watch = Watch { policy in
            policy.supervision.scenarios[0].chemistries = [.ternary]
        }
        watch.fit("b-1", on: 0)
        let assessed = watch.assess("b-1", 5_000, on: 1)
        watch.add(watch.born("r-1") { $0.parents = ["b-1"] }, by: "cascade", on: 2)
        func deploy(_ scenario: Scenario, _ id: String) {
            var use = SecondUse()
            use.scenario = scenario
            let deployed = BatteryEvent.deployed(id, use, place: .siteCommitment(.init()))
            watch.add([.battery(deployed)], by: "cascade", on: 3)
        }
        deploy(.homeStorage, "r-1")
        #expect(watch.found.isEmpty)
        deploy(.eBike, "r-1")
        #expect(watch.found == ["scenario-exceeded.1 battery/r-1"])
        #expect(watch.supervisor.findings.first?.evidence.first == assessed)
        watch.fit("b-2", on: 4)
        deploy(.logisticsVehicle, "b-2")
        #expect(watch.found.last == "scenario-exceeded.1 battery/b-2")
    }

    static let masses: [Case] = [
        Case(description: "what a good plant gets", findings: []) { watch in
            watch.dismantle(["b-1"], [(.lithium, 3_700), (.copper, 27_500)], waste: 268_800, on: 5)
        },
        Case(description: "too little lithium", findings: ["recovery-below-target.1"]) { watch in
            watch.dismantle(["b-1"], [(.lithium, 3_390), (.copper, 28_000)], waste: 268_600, on: 5)
        },
        Case(description: "more copper than is there", findings: ["recovery-implausible.1"]) {
            $0.dismantle(["b-1"], [(.lithium, 3_700), (.copper, 29_500)], waste: 266_800, on: 5)
        },
        Case(description: "nickel out of LFP", findings: ["recovery-implausible.1"]) { watch in
            watch.dismantle(["b-1"], [(.lithium, 3_700), (.nickel, 9_000)], waste: 287_300, on: 5)
        },
    ]

    @Test("what comes out of a battery is what was in it", arguments: masses)
    func recovered(_ row: Case) {
        var watch = Watch { $0.supervision.recovery[0].fromDay = 0 }
        watch.declareModel()
        watch.fit("b-1", on: 1)
        row.play(&watch)
        #expect(watch.found == row.findings.map { "\($0) lot/lot-\(watch.leaf)-0" })
    }

    @Test("a part that is put aside every time shows over many dismantlings")
    func residual() {
        var watch = Watch()
        for number in 1...20 {
            watch.fit("b-\(number)", on: 0)
            let waste: UInt64 = number.isMultiple(of: 2) ? 300_900 : 299_100
            watch.dismantle(["b-\(number)"], [], waste: waste, on: number)
        }
        // 0.3 % to either side cancels out; 1.5 % to one side does not.
        #expect(!watch.found.contains("mass-residual.1 member/smelter"))
        for number in 21...40 {
            watch.fit("b-\(number)", on: 21)
            watch.dismantle(["b-\(number)"], [], waste: 295_500, on: number)
        }
        #expect(watch.found.filter { $0 == "mass-residual.1 member/smelter" }.count == 1)
    }

    @Test("a plant treats no more in a year than it is qualified for")
    func treated() {
        var watch = Watch()
        for number in 1...4 {
            watch.fit("b-\(number)", on: 0)
            watch.dismantle(["b-\(number)"], [], waste: 300_000, on: number)
        }
        // The fourth brings it to 1,200 kg of 1,000 kg.
        #expect(watch.found == ["over-capacity.1 member/smelter"])
        watch.fit("b-5", on: 310)
        watch.dismantle(["b-5"], [], waste: 300_000, on: 311)
        #expect(watch.found.count == 1)
    }

    @Test("a collector stores no more than its points have room for")
    func stored() {
        var watch = Watch()
        var point = CollectionPoint()
        point.operatorID = "collector"
        point.terms.capacity = 1
        watch.add([.network(.pointOpened(point))], by: "collector", on: 0)
        for id in ["b-1", "b-2"] {
            watch.fit(id, on: 0)
            watch.recall(id, on: 1)
            watch.collect(id, on: 2)
        }
        #expect(watch.found == ["over-capacity.1 member/collector"])
        watch.receive("b-1", on: 3)
        watch.fit("b-3", on: 3)
        watch.recall("b-3", on: 3)
        watch.collect("b-3", on: 4)
        #expect(watch.found.count == 2)
    }

    @Test("what comes short, was left out, or broke a rule is found with its entry")
    func facts() {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        var shipment = Handover()
        shipment.handoverID = "s-1"
        shipment.fromMemberID = "collector"
        shipment.batteryIds = ["b-1"]
        watch.add([.handover(.opened(.shipment, shipment))], by: "collector", on: 1)
        let short = watch.add(
            [.handover(.received("s-1", missing: ["b-1"], at: 0))],
            by: "smelter",
            on: 2
        )
        var gateway = Gateway()
        (gateway.memberID, gateway.gatewayID, gateway.number) = ("swapper", "g-1", 5)
        gateway.missing = 3
        let gap = watch.add([.evidence(.anchored(gateway))], by: "swapper", on: 3)
        gateway.number = 6
        watch.add([.evidence(.anchored(gateway))], by: "swapper", on: 4)
        var irregularity = Irregularity()
        irregularity.statement.irregularityID = "i-1"
        watch.add([.evidence(.irregularityStated(irregularity))], by: "bank", on: 5)
        let confirmed = watch.add(
            watch.moved("b-1", "bank", .premises("bank"), .inStock)
                + [.evidence(.irregularityConfirmed("i-1", by: "bank"))],
            on: 6
        )
        #expect(
            watch.found == [
                "shipment-short.1 battery/b-1", "telemetry-gap.1 gateway/swapper/g-1",
                "irregularity.1 irregularity/i-1",
            ]
        )
        #expect(watch.supervisor.findings.map(\.evidence) == [[short], [gap], [confirmed]])
        #expect(watch.supervisor.findings.last?.dutyHolderID == "swapper")
    }

    @Test("a battery made after the founding by nobody of the ledger is untraced")
    func untraced() {
        var enrolment = EnrolBattery()
        (enrolment.form, enrolment.chemistry) = (.pack, .lfp)
        var watch = Watch()
        // Made on 28 February 2024, and on 2 March.
        for (code, day) in [("009PB010000001E2W0000001", 0), ("009PB010000001E320000001", 4)] {
            enrolment.batteryID = code
            watch.add(watch.born(code), .enrolBattery(enrolment), by: "dealer", on: day)
        }
        #expect(watch.found == ["untraced-source.1 battery/009PB010000001E320000001"])
    }

    @Test("a limit of 0 switches its rule off")
    func off() {
        var watch = Watch { $0.supervision = SupervisionTerms() }
        watch.declareModel()
        watch.fit("b-1", on: 0)
        for row in Self.health { row.play(&watch) }
        watch.recall("b-1", on: 400)
        watch.receive("b-1", on: 500)
        watch.dismantle(["b-1"], [(.copper, 300_000)], waste: 0, on: 900)
        // What has no limit is found still.
        let others = Set(watch.found).subtracting(["unsafe-battery.1 battery/b-1"])
        #expect(others == ["cycle-count-fell.1 battery/b-1"])
        #expect(watch.supervisor.credit(of: "lab").score == 1_000)
    }

    @Test("whoever finds a warning arrives at the same id and the same command")
    func identity() throws {
        func play() -> Supervisor {
            var watch = Watch()
            watch.fit("b-1", on: 0)
            watch.wait(until: 40)
            return watch.supervisor
        }
        let (first, second) = (play(), play())
        #expect(first.findings == second.findings)
        let finding = try #require(first.findings.first)
        // The first half of SHA-256("gone-dark.1\0battery/b-1\01\0").
        #expect(finding.warningID == "w-75124c7aae9ed5493feabc6f7599caa1")
        #expect(finding.command.ruleID == "gone-dark.1")
        #expect(finding.command.severity == .critical)
        #expect(finding.command.evidence == [1])
    }
}
