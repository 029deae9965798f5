import Foundation
import Testing

@Suite("cyclade bench families", .timeLimit(.minutes(10)))
struct BenchFamiliesTests {
    /// The families of the design, in its order.
    private static let families = [
        "membership", "making_and_supply", "what_exists_already", "vehicles", "leasing",
        "swap_network", "maintenance", "evidence", "recall_and_logistics", "network", "cascade",
        "dismantling_and_material", "confidentiality", "irregular_facts", "supervision",
    ]

    @Test("every command of the ledger is accepted, and every family has its figures")
    func families() throws {
        let answer = try families(of: 24)
        let families = try #require(answer["families"] as? [[String: Any]])
        let commands = try #require(answer["commands"] as? [[String: Any]])
        let overall = try #require(answer["overall"] as? [String: Any])
        #expect(families.map { $0["family"] as? String } == Self.families)
        #expect(Set(commands.map { $0["command"] as? String }).count == 88)
        for row in families + commands + [overall] {
            for field in ["tx_per_s", "verify_limit_per_s", "ratio"] {
                let value = try #require(row[field] as? Double, "\(field) of \(row)")
                #expect(value.isFinite && value > 0, "\(field) of \(row)")
            }
        }
        for row in commands {
            #expect(try #require(row["count"] as? Int) >= 24, "\(row)")
        }
    }

    @Test("the lowest ratios are those of a command and of a family")
    func lowest() throws {
        let answer = try families(of: 8)
        let overall = try #require(answer["overall"] as? [String: Any])
        let ratios = try ["commands", "families"].map { list in
            try #require(answer[list] as? [[String: Any]]).compactMap { $0["ratio"] as? Double }
        }
        #expect(overall["lowest_ratio"] as? Double == ratios[0].min())
        #expect(overall["lowest_family_ratio"] as? Double == ratios[1].min())
    }

    @Test("no life at all is wrong usage")
    func usage() throws {
        let outcome = try CommandLine.cyclade("bench", "families", "--batteries", "0")
        #expect(outcome.status == 2)
    }

    private func families(of batteries: Int) throws -> [String: Any] {
        let outcome = try CommandLine.cyclade(
            "bench",
            "families",
            "--batteries",
            "\(batteries)",
            "--json"
        )
        try #require(outcome.status == 0, "\(outcome.errors)")
        let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(parsed as? [String: Any])
    }
}
