public import CycladeSchema
import Rulebook

/// Measured lives told as the work of a consortium: who asks what of the ledger, and when.
///
/// Each life stands for a pack built up from its cell. One cycle is one day of service; a pack ages
/// in a vehicle or in second use, and neither in a slot nor on a shelf. It is made, supplied,
/// installed under a lease, swapped, and assessed as its measured capacity falls; below the
/// standard it is recalled, tested at a centre, and goes on by its measured state. Survivors of the
/// same cell are joined, and age on in second use by the rest of their measurements. When those end
/// it is taken apart, and the material goes into new packs. A pack whose measurements end above
/// the standard is asked back at the end of its lease and kept for reuse.
///
/// The times rise strictly, and every intent is one that the rulebook accepts if all before it were.
/// The same lives and options give the same story.
public struct Story: Sequence, IteratorProtocol {
    private var world: World
    private var pending: [Intent] = []
    private var given = 0

    /// Prepares the story of `lives`.
    ///
    /// - Parameters:
    ///   - lives: What was measured.
    ///   - options: How it is told.
    ///   - keeper: What keeps the members' confidential values.
    public init(
        of lives: [MeasuredLife],
        options: StoryOptions = StoryOptions(),
        keeper: any PayloadKeeper = UnkeptPayloads()
    ) {
        world = World(lives: lives, options: options, keeper: keeper)
    }

    /// The next intent; `nil` when the story is over.
    public mutating func next() -> Intent? {
        while given == pending.count {
            guard let written = world.advance() else { return nil }
            pending = written
            given = 0
        }
        given += 1
        return pending[given - 1]
    }
}

extension Story {
    /// When the ledger is founded: 2018-03-01T00:00 in Beijing, before the first intent.
    public static let foundingTime = Calendar.start

    /// Who takes part: one member of every role that the story needs.
    public static let members: [StoryMember] = [
        StoryMember(id: batteryMaker, name: "Battery maker", roles: [.batteryMaker]),
        StoryMember(id: vehicleMaker, name: "Vehicle maker", roles: [.vehicleMaker]),
        StoryMember(id: dealer, name: "Dealer", roles: [.dealer]),
        StoryMember(id: assetManager, name: "Battery asset manager", roles: [.assetManager]),
        StoryMember(id: swapOperator, name: "Swap operator", roles: [.swapOperator]),
        StoryMember(id: collector, name: "Collection network", roles: [.collector]),
        StoryMember(id: assessor, name: "Testing laboratory", roles: [.assessor]),
        StoryMember(id: cascadeUser, name: "Second-use enterprise", roles: [.cascadeUser]),
        StoryMember(id: dismantler, name: "Dismantler", roles: [.dismantler]),
        StoryMember(id: regulator, name: "Regulator", roles: [.regulator]),
    ]

    /// The rules' parameters: the usual ones, with the regulator as the reporter of prices.
    public static var policy: Policy {
        var policy = Policy.standard
        policy.priceReporters = [regulator]
        // Where a station has no spare left, an assessment now and then is all that is heard of a pack.
        policy.supervision.limits.darkDays = 180
        return policy
    }

    static let batteryMaker = "battery-maker"
    static let vehicleMaker = "vehicle-maker"
    static let dealer = "dealer"
    static let assetManager = "asset-manager"
    static let swapOperator = "swap-operator"
    static let collector = "collector"
    static let assessor = "assessor"
    static let cascadeUser = "cascade-user"
    static let dismantler = "dismantler"
    static let regulator = "regulator"

    /// Positions 1 to 3 of the battery maker's codes, and of the second-use enterprise's.
    static let makerCode = "CYM"
    static let cascadeCode = "CYR"
}
