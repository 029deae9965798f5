import CycladeSchema
import FleetSimulation
import FoundationEssentials
import Rulebook
import Supervision
import SwiftProtobuf
import TestSupport
import Testing

import struct Crypto.SHA256

@Suite("National story")
struct NationalStoryTests {
    private static func scenario() throws -> NationalScenario {
        try NationalScenario(yaml: NationalScenario.builtIn)
    }

    private static func ledger() throws -> Executor {
        let scenario = try scenario()
        return try Executor(
            scenario.members,
            voters: scenario.voters,
            policy: scenario.policy,
            at: NationalStory.foundingTime
        )
    }

    private static func story(
        fleet: Int,
        years: Int,
        seed: UInt64 = 7
    ) throws -> NationalStory {
        NationalStory(
            try scenario(),
            options: NationalOptions(years: years, fleet: fleet, seed: seed)
        )
    }

    /// SHA-256 over everything that a story's intents say.
    private static func digest(seed: UInt64) throws -> [UInt8] {
        var hash = SHA256()
        for intent in try story(fleet: 100, years: 2, seed: seed) {
            var body = TransactionBody()
            body.memberID = intent.memberID
            body.occurredMs = intent.occurred
            body.validUntilMs = intent.time
            body.command = intent.command
            hash.update(data: try body.serializedData() as Data)
        }
        return Array(hash.finalize())
    }

    @Test("eight years of 300 packs are accepted by the rules, and every wrong in them is found")
    func isAccepted() throws {
        var ledger = try Self.ledger()
        var summary = StorySummary()
        var last = NationalStory.foundingTime
        var story = try Self.story(fleet: 300, years: 8)
        while let intent = story.next() {
            try #require(intent.time > last)
            try #require(intent.occurred <= intent.time)
            last = intent.time
            try ledger.execute(intent)
            summary.add(intent)
        }
        #expect(ledger.state[.policy]?.priceReporters.count == 2)
        #expect(ledger.state[.member("yard-recycler")]?.standing == .active)
        // Who joined early enough has changed its key with the others.
        #expect(ledger.state[.member("lab-guangzhou")]?.validKeyIds == ["k2"])
        #expect(ledger.state[.member("service-three")]?.validKeyIds == ["k1"])
        #expect(summary.endedFirstLife > 200)
        #expect(summary.secondUseBatteries > 50)
        #expect(summary.renewedPacks > 50)

        // Every wrong is found within its clock, and whoever did none keeps its credit.
        let supervisor = ledger.supervisor
        let account = PlantingAccount(story.plantings, supervisor.findings, at: last)
        #expect(account.missed.isEmpty, "\(account.missed)")
        // So few stations that no operator has two for the same packs in far cities.
        #expect(account.rows.filter { $0.found == 0 }.map(\.kind) == [.copiedPlates])
        let dishonest = Set(story.plantings.map(\.memberID))
        for id in supervisor.memberIDs where !dishonest.contains(id) {
            #expect(supervisor.credit(of: id).score >= 900, "\(id)")
        }
        // An appeal that the regulator granted takes back what was held against the operator.
        let held = supervisor.credit(of: "swap-one").parts.flatMap(\.entries)
        #expect(held.filter { $0.rule == .irregularity }.map(\.isAnnulled) == [true, true])
        // What else is found is little: honest work raises few alarms.
        #expect(account.others.count < 30, "\(account.others.map(\.explanation))")
    }

    @Test(
        "other sizes, lengths and seeds are accepted too",
        arguments: [(130, 2, 1), (130, 4, 2), (130, 6, 3), (1_200, 3, 4)]
    )
    func areAccepted(fleet: Int, years: Int, seed: UInt64) throws {
        var ledger = try Self.ledger()
        for intent in try Self.story(fleet: fleet, years: years, seed: seed) {
            try ledger.execute(intent)
        }
    }

    @Test("the same seed tells the same story, another seed another")
    func seeds() throws {
        let digest = try Self.digest(seed: 7)
        #expect(try Self.digest(seed: 7) == digest)
        #expect(try Self.digest(seed: 8) != digest)
    }

    /// The names of all commands, from the schema.
    private static func commands() throws -> Set<String> {
        let schema = try String(
            contentsOf: Repository.root.appending(path: "proto/cyclade/v1/transaction.proto"),
            encoding: .utf8
        )
        let start = try #require(schema.firstRange(of: "oneof command {"))
        let end = try #require(schema[start.upperBound...].firstRange(of: "}"))
        let lines = schema[start.upperBound..<end.lowerBound].split(separator: "\n")
        return Set(
            lines.compactMap { $0.split(separator: " ").first }.filter { !$0.hasPrefix("//") }
                .map(String.init)
        )
    }

    @Test("every command is played, and every kind of wrong planted, each by one who does it")
    func plantings() throws {
        // So many that some operator has stations for the same packs in far cities.
        var story = try Self.story(fleet: 1_200, years: 8)
        var last: UInt64 = 0
        var known = 0
        var played: Set<String> = []
        while let intent = story.next() {
            last = intent.time
            known = max(known, story.plantings.count)
            played.insert(intent.command.typeName)
        }
        // The regulator warns of what it finds on the ledger; a story does not read one.
        let ofTheWatch: Set = ["RaiseWarning", "AcknowledgeWarning"]
        let all = try Self.commands()
        #expect(played == all.subtracting(ofTheWatch))
        #expect(known == story.plantings.count)
        for kind in PlantingKind.allCases {
            let planted = story.plantings.filter { $0.kind == kind }
            #expect(!planted.isEmpty, "\(kind) is missing")
            #expect(Set(planted.map(\.memberID)).count == 1)
        }
        let times = story.plantings.map(\.plantedMs)
        #expect(times == times.sorted())
        for planting in story.plantings {
            let clock = UInt64(planting.withinDays) * 86_400_000
            #expect(planting.plantedMs + clock <= last, "\(planting) could not be found in time")
        }
    }

    @Test("cars swap as often as the scenario says")
    func swaps() throws {
        var swaps = 0
        var carDays = 0.0
        var fitted: UInt64 = 0
        var inCars = 0
        var last = NationalStory.foundingTime
        for intent in try Self.story(fleet: 300, years: 3) {
            carDays += Double(inCars) * Double(intent.time - last) / 86_400_000
            last = intent.time
            switch intent.command {
            case .swap, .retireAtSwap: swaps += 1
            case .installBattery:
                fitted += 1
                inCars += 1
            case .removeBattery: inCars -= 1
            default: break
            }
        }
        let perMonth = Double(swaps) / carDays * 30
        #expect((0.9...1.1).contains(perMonth), "\(perMonth) swaps for each pack and 30 days")
        #expect(fitted > 200)
    }

    @Test("intents grow with the fleet, and no faster")
    func growth() throws {
        func count(_ fleet: Int) throws -> Int {
            try Self.story(fleet: fleet, years: 3).reduce(0) { count, _ in count + 1 }
        }
        let counts = [try count(500), try count(1_000), try count(2_000)]
        let first = Double(counts[1] - counts[0]) / 500
        let second = Double(counts[2] - counts[1]) / 1_000
        #expect((0.85...1.15).contains(second / first), "\(counts)")
    }
}
