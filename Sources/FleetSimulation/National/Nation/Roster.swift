/// The members of a scenario by what they do, in the order of the file.
struct Roster {
    let all: [ScenarioMember]
    let regulator: String
    let batteryMakers: [ScenarioMember]
    let vehicleMakers: [String]
    let assetManagers: [String]
    let dealers: [String]
    let swapOperators: [String]
    let serviceProviders: [String]
    /// Who may not have a pack that is called home.
    let workshops: [String]
    let collectors: [String]
    let assessors: [String]
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
}
