import CycladeSchema
import FleetSimulation
import Testing

@Suite("National scenario")
struct NationalScenarioTests {
    /// A change to the reference that makes it unplayable, and what the message has to say.
    struct Fault: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        let message: String

        var testDescription: String { message }
    }

    static let faults: [Fault] = [
        Fault(
            old: "mean_days: 30",
            new: "mean_days: 99",
            message: "swaps.mean_days: 99 is not allowed; allowed is 2 to 40"
        ),
        Fault(
            old: "mean_days: 30",
            new: "mean_days: often",
            message: "swaps.mean_days: a whole number is expected"
        ),
        Fault(
            old: "  mean_days: 30\n",
            new: "",
            message: "swaps.mean_days: the key is missing"
        ),
        Fault(
            old: "mean_days: 30",
            new: "mean_days: 30\n  meen_days: 30",
            message: """
                swaps.meen_days: no such key; allowed are mean_days, spread_days, held_share, \
                released_share, noise_bp
                """
        ),
        Fault(
            old: "nmc_share: 0.33",
            new: "nmc_share: 1.5",
            message: "fleet.nmc_share: 1.5 is not allowed; allowed is 0.0 to 1.0"
        ),
        Fault(
            old: "lithium_bp: [9050, 9300]",
            new: "lithium_bp: [9300, 9050]",
            message: "material.lithium_bp[1]: 9050 is not allowed; allowed is 9300 to 10000"
        ),
        Fault(
            old: "by: lab-chengdu",
            new: "by: dealer-west",
            message: """
                wrongs.false_assessment.by: 'dealer-west' is not allowed; allowed is \
                lab-shanghai, lab-tianjin, lab-chengdu
                """
        ),
        Fault(
            old: "  leak: {per_thousand: 0.2, from_year: 1}",
            new: "  leak: {per_thousand: 0.2, from_year: 1, by: swap-one}",
            message: "wrongs.leak.by: no such key; allowed are per_thousand, from_year"
        ),
        Fault(
            old: "id: dealer-east",
            new: "id: dealer-west",
            message: "members[11].id: dealer-west stands there twice"
        ),
        Fault(
            old: "code: CYH",
            new: "code: CYN",
            message: "members[2].code: CYN stands there twice"
        ),
        Fault(
            old: "role: asset_manager, node: true",
            new: "role: asset_owner, node: true",
            message: """
                members[6].role: 'asset_owner' is not allowed; allowed is regulator, \
                battery_maker, vehicle_maker, asset_manager, dealer, swap_operator, \
                service_provider, workshop, collector, assessor, cascade_user, dismantler, \
                unqualified_dismantler
                """
        ),
        Fault(
            old: "role: swap_operator, node: true}",
            new: "role: swap_operator, from_year: 1}",
            message: """
                members[13].from_year: 1 is not allowed; allowed is only with a role of assessor \
                or service_provider, and without a node
                """
        ),
        Fault(
            old: "role: assessor, from_year: 2}",
            new: "role: assessor, from_year: 21}",
            message: "members[27].from_year: 21 is not allowed; allowed is 1 to 20"
        ),
        Fault(
            old: "by: lab-chengdu",
            new: "by: lab-guangzhou",
            message: """
                wrongs.false_assessment.by: 'lab-guangzhou' is not allowed; allowed is \
                lab-shanghai, lab-tianjin, lab-chengdu
                """
        ),
        Fault(
            old: "latitude: 31.230",
            new: "latitude: 131.230",
            message: "cities[0].latitude: 131.23 is not allowed; allowed is -89.0 to 89.0"
        ),
    ]

    @Test("what is wrong in a scenario is named with its key", arguments: faults)
    func namesFaults(fault: Fault) throws {
        let text = NationalScenario.builtIn
        let range = try #require(text.firstRange(of: fault.old))
        let changed = text.replacingCharacters(in: range, with: fault.new)
        let error = try #require(throws: ScenarioError.self) {
            _ = try NationalScenario(yaml: changed)
        }
        #expect(error.description == fault.message)
    }

    @Test("a text that is no mapping, or no YAML, or too long is refused")
    func refusesOther() {
        #expect(throws: ScenarioError.self) { try NationalScenario(yaml: "") }
        #expect(throws: ScenarioError.self) { try NationalScenario(yaml: "- 1\n- 2") }
        #expect(throws: ScenarioError.self) { try NationalScenario(yaml: "cities: [") }
        let long = String(repeating: "#", count: 262_145)
        #expect(throws: ScenarioError.tooLong(bytes: 262_145)) {
            try NationalScenario(yaml: long)
        }
    }

    @Test("the reference has every role, four voters, and a price reporter")
    func reference() throws {
        let scenario = try NationalScenario(yaml: NationalScenario.builtIn)
        #expect(scenario.voters.count == 4)
        #expect(scenario.policy.priceReporters == ["regulator"])
        let roles = Set(scenario.members.flatMap(\.roles))
        #expect(roles == Set(Role.allCases.filter { $0 != .unspecified }))
    }

    @Test("what a scenario leaves out of its wrongs does not happen")
    func withoutWrongs() throws {
        let text = NationalScenario.builtIn
        let range = try #require(text.firstRange(of: "\nwrongs:\n"))
        let honest = try NationalScenario(yaml: text[..<range.lowerBound] + "\nwrongs: {}\n")
        var story = NationalStory(
            honest,
            options: NationalOptions(years: 2, fleet: 100, seed: 1)
        )
        while story.next() != nil {}
        #expect(story.plantings.isEmpty)
    }
}

extension String {
    /// The text with a part exchanged for another.
    fileprivate func replacingCharacters(
        in range: Range<String.Index>,
        with other: String
    ) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
