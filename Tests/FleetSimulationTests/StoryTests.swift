import CycladeSchema
import FleetSimulation
import FoundationEssentials
import Rulebook
import Testing

import enum TestSupport.Repository
import func TestSupport.skip

@Suite("Story")
struct StoryTests {
    /// A life that falls in a straight line from 1.0 by `fade` for each cycle.
    private static func straight(
        _ id: String,
        _ dataset: Dataset = .hust,
        fade: Double,
        cycles: Int,
        ohm: Double? = nil
    ) throws -> MeasuredLife {
        try MeasuredLife(
            id: id,
            dataset: dataset,
            nominalAh: 1,
            samples: (1...cycles).map { cycle in
                MeasuredLife.Sample(
                    cycle: cycle,
                    capacityAh: 1 - fade * Double(cycle),
                    resistanceOhm: ohm
                )
            }
        )
    }

    private static func fleet() throws -> [MeasuredLife] {
        [
            try straight("worn-1", fade: 0.001, cycles: 900),
            try straight("worn-2", fade: 0.001, cycles: 850),
            try straight("alone", .calce, fade: 0.002, cycles: 300, ohm: 0.1),
            try straight("sound", .tbsi, fade: 0.0001, cycles: 100),
            try straight("dead", .xjtu, fade: 0.9, cycles: 1),
            try straight("stiff-1", .nasa, fade: 0.002, cycles: 200, ohm: 0.1),
            try straight("stiff-2", .nasa, fade: 0.002, cycles: 200, ohm: 0.2),
        ]
    }

    @Test("every way a pack can go is accepted by the rules and ends in one fate")
    func smallFleet() throws {
        let summary = try run(try Self.fleet()).summary
        #expect(summary.packsByFate == [.dismantled: 6, .reuse: 1])
        // Two worn packs fit; the lone one and two of different resistance are rebuilt alone.
        #expect(summary.secondUseBatteries == 4)
        #expect(summary.endedFirstLife == 6)
        #expect(summary.recyclingRate == 1)
        #expect(summary.cascaded == 5)
        #expect(summary.renewedPacks == 6)
    }

    @Test(
        "a pack without a spare, and groups of other sizes, are told too",
        arguments: [1, 2, 3, 16]
    )
    func groupSizes(size: Int) throws {
        var options = StoryOptions()
        options.groupSize = size
        options.daysBetweenSwaps = 7
        let lives = try (1...9).map { number in
            try Self.straight("c\(number)", fade: 0.002 + 0.0001 * Double(number), cycles: 250)
        }
        let summary = try run(lives, options).summary
        #expect(summary.packsByFate.values.reduce(0, +) == 9)
    }

    @Test("no lives make no story, and odd options are bounded")
    func empty() throws {
        #expect(Array(Story(of: [])).isEmpty)
        var options = StoryOptions()
        options.groupSize = -1
        options.daysBetweenSwaps = .min
        options.longestWait = .max
        options.assessedEvery = 0
        _ = try run([try Self.straight("a", fade: 0.01, cycles: 50)], options)
    }

    @Test("the same seed tells the same story, another seed another")
    func seeds() throws {
        let lives = SimulatedLives(count: 20, seed: 3).lives
        let story = Array(Story(of: lives))
        #expect(story == Array(Story(of: lives)))
        var options = StoryOptions()
        options.seed = 2
        #expect(story != Array(Story(of: lives, options: options)))
    }

    @Test("a simulated fleet is told to the rules' satisfaction")
    func simulated() throws {
        let told = try run(SimulatedLives(count: 60, seed: 42).lives)
        print("Simulated fleet of 60:\n\(told.summary)")
        #expect(told.summary.endedFirstLife > 40)
        #expect(told.summary.packsByFate[.dismantled, default: 0] > 20)
    }

    @Test("the measured cells are told to the rules' satisfaction")
    func measured() throws {
        let folder = try Repository.shared("data/battery")
        var lives: [MeasuredLife] = []
        for dataset in Dataset.allCases {
            guard let path = dataset.path,
                let data = try? Data(contentsOf: folder.appending(path: path))
            else { continue }
            let read = try MeasuredLives(bytes: Array(data), dataset: dataset, file: path)
            print("\(path): \(read.lives.count) lives, \(read.skippedRows) rows left out")
            lives += read.lives
        }
        guard !lives.isEmpty else { try skip("no measured lives in ../shared") }
        let clock = ContinuousClock()
        let start = clock.now
        let told = try run(lives)
        print("Measured cells, told and executed in \(clock.now - start):\n\(told.summary)")
        #expect(told.summary.packs == lives.count)
    }

    /// Executes a story, and checks what must hold of any.
    private func run(
        _ lives: [MeasuredLife],
        _ options: StoryOptions = StoryOptions()
    ) throws -> (summary: StorySummary, executor: Executor) {
        var executor = try Executor()
        var summary = StorySummary()
        var checker = RecallChecker(lives)
        var last = Story.foundingTime
        for intent in Story(of: lives, options: options) {
            try #require(intent.time > last)
            last = intent.time
            do {
                try executor.execute(intent)
            } catch {
                Issue.record("\(intent) is refused: \(error)")
                throw error
            }
            summary.add(intent)
            checker.check(intent)
        }
        #expect(last < 1_793_462_400_000)
        #expect(summary.packs == lives.count)
        #expect(summary.packsByFate.values.reduce(0, +) == lives.count)
        let out = summary.recoveredG.values.reduce(0, +) + summary.lostG
        #expect(summary.dismantledG == out)
        for (material, returned) in summary.returnedG {
            #expect(returned <= summary.recoveredG[material, default: 0])
        }
        for rate in [summary.recyclingRate, summary.cascadeRate].compactMap(\.self) {
            #expect((0...1).contains(rate))
        }
        return (summary, executor)
    }
}

/// Follows packs through a story by its intents alone, and judges each recall by the measurements.
///
/// Counts a pack's days in vehicles: the health it was recalled at must be the median of the five
/// measurements up to that cycle, computed here afresh.
private struct RecallChecker {
    private let lives: [MeasuredLife]
    private var life: [String: Int] = [:]
    private var since: [String: UInt64] = [:]
    private var cycles: [String: Int] = [:]
    private var assessed: [String: UInt32] = [:]

    /// Packs are made design by design, and by the order of their lives within each.
    init(_ lives: [MeasuredLife]) {
        var order: [String] = []
        for life in lives where !order.contains(Self.key(life)) { order.append(Self.key(life)) }
        self.lives = order.flatMap { key in lives.filter { Self.key($0) == key } }
    }

    private static func key(_ life: MeasuredLife) -> String {
        "\(life.dataset)/\(life.nominalAh)"
    }

    mutating func check(_ intent: Intent) {
        let day = (intent.time - Story.foundingTime) / 86_400_000
        switch intent.command {
        case .makeBattery(let birth) where birth.lots.isEmpty: life[birth.code] = life.count
        case .installBattery(let fitting): since[fitting.batteryID] = day
        case .swap(let swap): exchange(swap, day)
        case .retireAtSwap(let retirement): exchange(retirement.swap, day)
        case .recordAssessment(let assessment): assessed[assessment.batteryID] = assessment.sohBp
        case .openRecall(let recall) where recall.reason == .belowStandard:
            check(recall.batteryID, day)
        default: break
        }
    }

    private mutating func exchange(_ swap: Swap, _ day: UInt64) {
        cycles[swap.taken.batteryID, default: 0] += Int(
            day - (since[swap.taken.batteryID] ?? day)
        )
        since[swap.taken.batteryID] = nil
        since[swap.given.batteryID] = day
    }

    private func check(_ id: String, _ day: UInt64) {
        guard let index = life[id], let began = since[id] else {
            Issue.record("\(id) is recalled and was not in a vehicle")
            return
        }
        let cycle = cycles[id, default: 0] + Int(day - began)
        let seen = lives[index].samples.filter { $0.cycle <= cycle }.suffix(5)
            .map(\.capacityAh).sorted()
        guard !seen.isEmpty else {
            Issue.record("\(id) is recalled before anything was measured")
            return
        }
        let median = seen[(seen.count - 1) / 2]
        let soh = UInt32(median / lives[index].nominalAh * 10_000)
        #expect(soh < 8_000 && assessed[id] == soh)
    }
}
