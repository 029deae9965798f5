import Foundation
import Planning
import TestSupport
import Testing
import Vocabulary

@Suite("A plan's quality", .serialized)
struct PlanQualityTests {
    /// The seeds of the benchmark.
    ///
    /// Single fleets differ a good deal in what there is to save: the promise is about all of them
    /// together.
    private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

    private static let size =
        isFull ? (packs: 10_000, sites: 500, centres: 20) : (packs: 2_000, sites: 120, centres: 10)

    private static var isFull: Bool {
        #if DEBUG
        Soak.isOn
        #else
        true
        #endif
    }

    @Test("is at least a tenth cheaper than nearest-centre, in time and near the bound")
    func quality() throws {
        var (planned, simple): (Int64, Int64) = (0, 0)
        for seed in Self.seeds {
            let request = try SeededFleet(
                packs: Self.size.packs,
                sites: Self.size.sites,
                centres: Self.size.centres,
                seed: seed
            ).request
            let before = clock()
            let plan = try request.plan()
            let seconds = Double(clock() - before) / Double(CLOCKS_PER_SEC)
            let other = try request.plan(along: NearestCentre(request).routes)
            #expect(plan.unplaced.isEmpty && other.unplaced.isEmpty)
            planned += plan.costs.total.rawValue
            simple += other.costs.total.rawValue
            let ratio = Double(plan.costs.total.rawValue) / Double(other.costs.total.rawValue)
            print("plan \(Self.size) seed \(seed): \(seconds) s of CPU, \(ratio) of nearest-centre")
            #if !DEBUG
            #expect(seconds <= 5)
            #endif
        }
        print("plan \(Self.size): \(Double(planned) / Double(simple)) of nearest-centre")
        #expect(Double(planned) <= 0.9 * Double(simple))
    }

    @Test(
        "is within a twentieth of the linear bound, by HiGHS",
        arguments: isFull ? seeds : Array(seeds.prefix(2))
    )
    func bound(seed: UInt64) async throws {
        let python = try Program.python
        let request = try SeededFleet(
            packs: Self.size.packs,
            sites: Self.size.sites,
            centres: Self.size.centres,
            seed: seed
        ).request
        let cost = try request.plan().costs.total.rawValue
        let directory = try TemporaryDirectory()
        let file = "\(directory.path)/instance.json"
        try FleetJSON(request).text.write(toFile: file, atomically: true, encoding: .utf8)
        let script = Repository.interop.appending(path: "python/plan_bound.py").path
        let judged = try await Program.run(python, [script, file])
        if judged.status == 3 { try skip(judged.output) }
        try #require(judged.status == 0, "\(judged.output)")
        let words = judged.output.split(whereSeparator: \.isWhitespace)
        let bound = try #require(words.count > 1 ? Double(words[1]) : nil)
        print("plan \(Self.size) seed \(seed): \(Double(cost) / bound) of the bound")
        #expect(bound <= Double(cost))
        #expect(Double(cost) <= 1.05 * bound)
    }
}
