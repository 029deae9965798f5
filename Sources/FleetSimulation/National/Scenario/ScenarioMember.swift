import CycladeSchema

/// What a member does in a scenario.
///
/// A workshop is a service provider that repairs nothing here, and an unqualified dismantler one
/// that treats nothing: packs that are called home must not come to either.
enum ScenarioRole: String, CaseIterable, Sendable {
    case regulator
    case batteryMaker = "battery_maker"
    case vehicleMaker = "vehicle_maker"
    case assetManager = "asset_manager"
    case dealer
    case swapOperator = "swap_operator"
    case serviceProvider = "service_provider"
    case workshop
    case collector
    case assessor
    case cascadeUser = "cascade_user"
    case dismantler
    case unqualifiedDismantler = "unqualified_dismantler"

    /// The role on the ledger.
    var ledgerRole: Role {
        switch self {
        case .regulator: .regulator
        case .batteryMaker: .batteryMaker
        case .vehicleMaker: .vehicleMaker
        case .assetManager: .assetManager
        case .dealer: .dealer
        case .swapOperator: .swapOperator
        case .serviceProvider, .workshop: .serviceProvider
        case .collector: .collector
        case .assessor: .assessor
        case .cascadeUser: .cascadeUser
        case .dismantler, .unqualifiedDismantler: .dismantler
        }
    }

    /// Whether its members may not have a pack that is called home.
    var mayNotHandle: Bool { self == .workshop || self == .unqualifiedDismantler }

    /// Whether others of its members can take over, so that one may come later.
    var mayJoinLate: Bool { self == .assessor || self == .serviceProvider }

    /// Whether its members make battery codes of their own.
    var hasCode: Bool { self == .batteryMaker || self == .cascadeUser }
}

/// A member as a scenario describes it.
struct ScenarioMember: Sendable {
    let id: String
    let name: String
    let role: ScenarioRole
    /// Positions 1 to 3 of its codes; empty for who makes none.
    let code: String
    let runsNode: Bool
    /// The year that it is admitted in, from 0; founders are there from the first day.
    let fromYear: Int

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow(["id", "name", "role", "code", "node", "from_year"])
        id = try reader.text("id", allowed: "1 to 15 of a-z, 0-9 and -, a letter first") { text in
            (1...15).contains(text.utf8.count)
                && (text.utf8.first.map { (0x61...0x7A).contains($0) } ?? false)
                && text.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                }
        }
        name = try reader.text("name", allowed: "1 to 100 bytes on one line") { text in
            (1...100).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 }
        }
        let roles = ScenarioRole.allCases.map(\.rawValue)
        let word = try reader.text("role", allowed: roles.joined(separator: ", ")) {
            roles.contains($0)
        }
        role = ScenarioRole(rawValue: word) ?? .regulator
        if role.hasCode {
            code = try reader.text("code", allowed: "3 of A-Z and 0-9") { text in
                text.utf8.count == 3
                    && text.utf8.allSatisfy {
                        (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
                    }
            }
        } else {
            if reader.has("code") {
                throw .unknownKey(reader.name("code"), allowed: ["id", "name", "role", "node"])
            }
            code = ""
        }
        runsNode = reader.has("node") ? try reader.flag("node") : false
        fromYear = reader.has("from_year") ? try reader.whole("from_year", 1...20) : 0
        guard fromYear == 0 || (role.mayJoinLate && !runsNode) else {
            throw .outOfRange(
                reader.name("from_year"),
                found: "\(fromYear)",
                allowed: "only with a role of assessor or service_provider, and without a node"
            )
        }
    }

    /// Whether it is admitted after the first day.
    var joinsLater: Bool { fromYear > 0 }
}

/// A city that swap stations stand in.
struct ScenarioCity: Sendable {
    let name: String
    let latitude: Double
    let longitude: Double
    /// How often a station is put there.
    let weight: Int

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow(["name", "latitude", "longitude", "weight"])
        name = try reader.text("name", allowed: "1 to 60 bytes") {
            (1...60).contains($0.utf8.count)
        }
        // Stations are scattered by up to half a degree around it.
        latitude = try reader.number("latitude", -89...89)
        longitude = try reader.number("longitude", -179...179)
        weight = try reader.whole("weight", 1...1_000)
    }
}

/// How often a wrong is planted, from when, and by whom.
struct ScenarioWrong: Sendable {
    let kind: PlantingKind
    /// Times a year for each 1,000 packs of the fleet.
    let perThousand: Double
    /// The first year, from 0.
    let fromYear: Int
    /// Who does it; empty for what no member does.
    let memberID: String

    init(
        _ reader: ScenarioReader,
        _ kind: PlantingKind,
        _ members: [ScenarioMember]
    ) throws(ScenarioError) {
        self.kind = kind
        try reader.allow(
            ["per_thousand", "from_year"] + (kind.culprit == nil ? [] : ["by"])
        )
        perThousand = try reader.number("per_thousand", 0...100)
        fromYear = try reader.whole("from_year", 0...20)
        guard let role = kind.culprit else {
            memberID = ""
            return
        }
        let able = members.filter { $0.role == role && !$0.joinsLater }.map(\.id)
        memberID = try reader.text("by", allowed: able.joined(separator: ", ")) {
            able.contains($0)
        }
    }
}
