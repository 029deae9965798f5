/// The members of a scenario by what they do, in the order of the file; who joins late comes last.
struct Roster {
    private(set) var all: [ScenarioMember]
    let regulator: String
    let batteryMakers: [ScenarioMember]
    let vehicleMakers: [String]
    let assetManagers: [String]
    let dealers: [String]
    let swapOperators: [String]
    private(set) var serviceProviders: [String]
    /// Who may not have a pack that is called home.
    let workshops: [String]
    let collectors: [String]
    private(set) var assessors: [String]
    let cascadeUsers: [ScenarioMember]
    let dismantlers: [String]
    /// Where packs that are called home go: cascade users, then dismantlers.
    let centres: [String]

    init(_ cast: [ScenarioMember]) {
        func ids(_ role: ScenarioRole) -> [String] {
            cast.filter { $0.role == role }.map(\.id)
        }
        all = cast
        regulator = ids(.regulator).first ?? ""
        batteryMakers = cast.filter { $0.role == .batteryMaker }
        vehicleMakers = ids(.vehicleMaker)
        assetManagers = ids(.assetManager)
        dealers = ids(.dealer)
        swapOperators = ids(.swapOperator)
        serviceProviders = ids(.serviceProvider)
        workshops = cast.filter(\.role.mayNotHandle).map(\.id)
        collectors = ids(.collector)
        assessors = ids(.assessor)
        cascadeUsers = cast.filter { $0.role == .cascadeUser }
        dismantlers = ids(.dismantler)
        centres = cascadeUsers.map(\.id) + dismantlers
    }

    /// Adds a member that joins late.
    mutating func add(_ member: ScenarioMember) {
        all.append(member)
        switch member.role {
        case .serviceProvider: serviceProviders.append(member.id)
        case .assessor: assessors.append(member.id)
        default: break
        }
    }
}
