import BatteryHealth
import Testing
import Vocabulary

@Suite("The record of a life")
struct LifeRecordTests {
    private static func day(_ text: String) throws -> CivilDate {
        try CivilDate(text)
    }

    private static func record(_ events: [(String, LifeEvent.Kind)]) throws -> LifeRecord {
        var record = LifeRecord()
        for (day, kind) in events { try record.add(LifeEvent(kind, on: Self.day(day))) }
        return record
    }

    private static func summary(
        _ events: [(String, LifeEvent.Kind)],
        on day: String = "2026-01-01"
    ) throws -> LifeRecordSummary {
        LifeRecordSummary(of: try record(events), on: try Self.day(day))
    }

    @Test("of nothing changes nothing")
    func empty() throws {
        let summary = try Self.summary([])
        #expect(summary.years == 0)
        #expect(summary.changes.isEmpty)
        #expect(summary.remarks.isEmpty)
        #expect(summary.limit == Decision.leastForVehicles)
        #expect(summary.lines == ["in 0.0 years: nothing", "serves in vehicles: ends at 80 %"])
    }

    @Test("counts maintenance and parts by type, and repairs by year")
    func counts() throws {
        let summary = try Self.summary([
            ("2022-01-01", .made),
            ("2023-02-01", .maintained(.inspection, replaced: [])),
            ("2023-06-01", .maintained(.repair, replaced: ["contactor"])),
            ("2024-06-01", .maintained(.replacement, replaced: ["fuse", "contactor"])),
            ("2024-07-01", .swapped), ("2024-08-01", .swapped),
        ])
        #expect(summary.maintenance == [.inspection: 1, .repair: 1, .replacement: 1])
        #expect(summary.replacedParts == ["contactor": 2, "fuse": 1])
        #expect(summary.swapCount == 2)
        let rate = try #require(summary.repairsPerYear)
        #expect(abs(rate - 0.5) < 0.01)
        #expect(summary.remarks.isEmpty)
        #expect(summary.lines.contains("replaced: 2 × contactor, 1 × fuse"))
        #expect(
            summary.lines.first
                == "in 4.0 years: 1 × inspection, 1 × repair, 1 × replacement, 2 × swap"
        )
    }

    @Test("with many repairs is remarked on, but not in its first half-year")
    func repairs() throws {
        let repairs: [(String, LifeEvent.Kind)] = (1...9).map {
            ("2025-0\($0)-01", .maintained(.repair, replaced: []))
        }
        let events = [("2025-01-01", LifeEvent.Kind.made)] + repairs
        let summary = try Self.summary(events)
        let rate = try #require(summary.repairsPerYear)
        #expect(summary.remarks == [.manyRepairs(perYear: rate, most: 1)])
        #expect(try Self.summary(Array(events.prefix(4)), on: "2025-04-01").repairsPerYear == nil)
    }

    @Test(
        "begins again where the battery became another",
        arguments: [LifeEvent.Kind.moduleReplaced, .regrouped]
    )
    func restart(kind: LifeEvent.Kind) throws {
        let before: [(String, LifeEvent.Kind)] = [
            ("2022-01-01", .made), ("2023-01-01", .assessed(health: 0.9)),
        ]
        #expect(try Self.record(before).lastHealth == 0.9)
        let after = before + [("2024-03-05", kind)]
        #expect(try Self.record(after).lastHealth == nil)
        let summary = try Self.summary(after)
        #expect(try summary.comparableFrom == CivilDate("2024-03-05"))
        #expect(summary.changes.count == 1)
        #expect(summary.changes.first?.hasPrefix("2024-03-05: ") == true)
        let assessed = after + [("2024-03-05", .assessed(health: 0.93))]
        #expect(try Self.record(assessed).lastHealth == 0.93)
    }

    @Test("a recall for the sake of safety is a finding until it is remedied")
    func recall() throws {
        let events: [(String, LifeEvent.Kind)] = [
            ("2022-01-01", .made),
            ("2023-01-01", .recalled(reason: "label", isForSafety: false)),
        ]
        #expect(try Self.record(events).findings.isEmpty)
        let safety = events + [("2023-05-01", .recalled(reason: "separator", isForSafety: true))]
        let summary = try Self.summary(safety)
        #expect(summary.findings == [.recall])
        #expect(summary.recallCount == 2)
        #expect(summary.lines.contains("found: recall"))
        #expect(summary.changes.last?.contains("separator") == true)
        #expect(!SafetyFinding.recall.meansDismantling)
        #expect(try Self.record(safety + [("2023-09-01", .recallRemedied)]).findings.isEmpty)
    }

    @Test("what was found unsafe stays until a whole inspection finds it no more")
    func unsafe() throws {
        let leak: [(String, LifeEvent.Kind)] = [
            ("2022-01-01", .made),
            ("2023-01-01", .inspected(found: [.leaking], isWhole: true)),
        ]
        let afar = leak + [("2023-02-01", .inspected(found: [], isWhole: false))]
        #expect(try Self.record(afar).findings == [.leaking])
        #expect(try Self.summary(afar).lines.contains("found: leaking"))
        #expect(try Self.summary(afar).changes.count == 1)
        let more = afar + [("2023-03-01", .inspected(found: [.insulation], isWhole: false))]
        #expect(try Self.record(more).findings == [.leaking, .insulation])
        let recalled = more + [("2023-04-01", .recalled(reason: "leak", isForSafety: true))]
        #expect(try Self.record(recalled).findings == [.leaking, .insulation, .recall])
        let tested = more + [("2023-05-01", .inspected(found: [.insulation], isWhole: true))]
        #expect(try Self.record(tested).findings == [.insulation])
        let same =
            more + [("2023-05-01", .inspected(found: [.insulation, .leaking], isWhole: true))]
        #expect(try Self.record(same).events.count == 3)
        let safe = tested + [("2023-06-01", .inspected(found: [], isWhole: true))]
        #expect(try Self.record(safe).findings.isEmpty)
        #expect(try Self.summary(safe).changes.last?.contains("lifted") == true)
        #expect(try Self.record(more + [("2023-05-01", .regrouped)]).findings.isEmpty)
    }

    @Test("a second use has its own end")
    func secondUse() throws {
        let events: [(String, LifeEvent.Kind)] = [
            ("2022-01-01", .made), ("2024-01-01", .secondUseBegan(scenario: "homeStorage")),
        ]
        let summary = try Self.summary(events)
        #expect(summary.duty == .secondUse(scenario: "homeStorage"))
        #expect(summary.limit == Decision.leastForSecondUse)
        #expect(summary.changes.first?.contains("homeStorage") == true)
        let ended = try Self.summary(events + [("2025-01-01", .secondUseEnded)])
        #expect(ended.duty == .none)
        #expect(ended.limit == Decision.leastForSecondUse)
    }

    @Test("an unknown making is told")
    func unknownMaking() throws {
        #expect(try Self.summary([("2024-01-01", .swapped)]).remarks == [.makingUnknown])
    }

    @Test("takes nothing that cannot be, and is not changed by it")
    func refusals() throws {
        var record = try Self.record([("2022-01-01", .made), ("2024-01-01", .swapped)])
        let whole = record
        let (early, late) = (try Self.day("2023-01-01"), try Self.day("2025-01-01"))
        #expect(throws: LifeEventRefusal.earlier(early, than: try Self.day("2024-01-01"))) {
            try record.add(LifeEvent(.swapped, on: early))
        }
        for health in [-0.1, 1.6, .infinity] {
            #expect(throws: LifeEventRefusal.health(health)) {
                try record.add(LifeEvent(.assessed(health: health), on: late))
            }
        }
        #expect(throws: LifeEventRefusal.self) {
            try record.add(LifeEvent(.assessed(health: .nan), on: late))
        }
        #expect(throws: LifeEventRefusal.madeAgain(late)) {
            try record.add(LifeEvent(.made, on: late))
        }
        #expect(record == whole)
    }
}
