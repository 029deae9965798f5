public import CycladeSchema
import Rulebook

/// A national world as data: who takes part, how it goes, and what goes wrong in it.
///
/// Written as YAML; ``builtIn`` is the reference, and its comments say what each key means.
public struct NationalScenario: Sendable {
    let cities: [ScenarioCity]
    let cast: [ScenarioMember]
    let fleet: FleetFigures
    let swaps: SwapFigures
    let leases: LeaseFigures
    let service: ServiceFigures
    let losses: LossFigures
    let recalls: RecallFigures
    let cascade: CascadeFigures
    let material: MaterialFigures
    let legacy: LegacyFigures
    let wrongs: [ScenarioWrong]

    /// Reads a scenario.
    ///
    /// - Throws: ``ScenarioError`` that names the first key at fault, and what is allowed there.
    public init(yaml: String) throws(ScenarioError) {
        let reader = try ScenarioReader(yaml: yaml)
        try reader.allow([
            "cities", "members", "fleet", "swaps", "leases", "service", "losses", "recalls",
            "cascade", "material", "legacy", "wrongs",
        ])
        var cities: [ScenarioCity] = []
        for entry in try reader.list("cities", count: 1...50) {
            cities.append(try ScenarioCity(entry))
        }
        self.cities = cities
        cast = try Self.cast(reader)
        fleet = try FleetFigures(try reader.section("fleet"))
        swaps = try SwapFigures(try reader.section("swaps"))
        leases = try LeaseFigures(try reader.section("leases"))
        service = try ServiceFigures(try reader.section("service"))
        losses = try LossFigures(try reader.section("losses"))
        recalls = try RecallFigures(try reader.section("recalls"))
        cascade = try CascadeFigures(try reader.section("cascade"))
        material = try MaterialFigures(try reader.section("material"))
        legacy = try LegacyFigures(try reader.section("legacy"))
        wrongs = try Self.wrongs(try reader.section("wrongs"), cast)
    }

    private static func cast(_ reader: ScenarioReader) throws(ScenarioError) -> [ScenarioMember] {
        var cast: [ScenarioMember] = []
        for entry in try reader.list("members", count: 11...200) {
            let member = try ScenarioMember(entry)
            guard !cast.contains(where: { $0.id == member.id }) else {
                throw .repeated(entry.name("id"), name: member.id)
            }
            guard member.code.isEmpty || !cast.contains(where: { $0.code == member.code }) else {
                throw .repeated(entry.name("code"), name: member.code)
            }
            cast.append(member)
        }
        // Without a workshop only the wrong that needs one cannot happen.
        for role in ScenarioRole.allCases where !role.mayNotHandle {
            guard cast.contains(where: { $0.role == role && !$0.joinsLater }) else {
                throw .outOfRange(
                    "members",
                    found: "no \(role.rawValue)",
                    allowed: "at least one of every role but workshop and unqualified_dismantler"
                )
            }
        }
        guard cast.contains(where: \.runsNode) else {
            throw .outOfRange(
                "members",
                found: "no member with a node",
                allowed: "at least one with node: true"
            )
        }
        return cast
    }

    private static func wrongs(
        _ reader: ScenarioReader,
        _ cast: [ScenarioMember]
    ) throws(ScenarioError) -> [ScenarioWrong] {
        try reader.allow(PlantingKind.allCases.map(\.rawValue))
        var wrongs: [ScenarioWrong] = []
        for kind in PlantingKind.allCases where reader.has(kind.rawValue) {
            let wrong = try ScenarioWrong(try reader.section(kind.rawValue), kind, cast)
            if kind == .unqualifiedHandler, !cast.contains(where: \.role.mayNotHandle) {
                throw .outOfRange(
                    reader.name(kind.rawValue),
                    found: "a scenario without a workshop or an unqualified dismantler",
                    allowed: "only with a member whose role is workshop or unqualified_dismantler"
                )
            }
            wrongs.append(wrong)
        }
        return wrongs
    }
}

extension NationalScenario {
    /// The text of the reference scenario.
    public static var builtIn: String {
        String(decoding: PackageResources.national_yaml, as: UTF8.self)
    }

    /// Who takes part; whoever runs the story makes their keys.
    public var members: [StoryMember] {
        cast.map {
            StoryMember(
                id: $0.id,
                name: $0.name,
                roles: [$0.role.ledgerRole],
                isFounder: !$0.joinsLater
            )
        }
    }

    /// Days between two swaps of a vehicle, in the mean.
    public var daysBetweenSwaps: Int { swaps.meanDays }

    /// The ids of the members that run a node and vote.
    public var voters: [String] { cast.filter(\.runsNode).map(\.id) }

    /// The rules' parameters: the usual ones, with the first regulator as the reporter of prices.
    public var policy: Policy {
        var policy = Policy.standard
        policy.priceReporters = cast.filter { $0.role == .regulator }.prefix(1).map(\.id)
        // Swaps, a month apart, are all that the ledger hears of a pack.
        policy.supervision.limits.darkDays = 60
        return policy
    }
}
