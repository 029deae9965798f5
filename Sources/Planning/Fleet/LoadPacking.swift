import Vocabulary

/// Packs of one condition, site and centre, put together into as few loads as first fit finds.
struct LoadPacking {
    struct Load {
        var packs: [Int] = []
        var mass: Int64 = 0
        var energy: Int64 = 0
    }

    /// How many of the loads begun last are tried, so that time stays in proportion to the packs.
    private static let openLoads = 32

    private(set) var loads: [Load] = []

    /// Packs the heaviest first; a pack that exceeds the limit alone is for the caller to keep out.
    init(_ packs: [Int], of problem: RecallProblem, limit: DangerousGoodsLimit) {
        let heaviestFirst = packs.sorted {
            (problem.items[$0].mass, $1) > (problem.items[$1].mass, $0)
        }
        for pack in heaviestFirst {
            let mass = problem.items[pack].mass
            let energy = problem.items[pack].energy
            let fitting = loads.indices.suffix(Self.openLoads).first {
                loads[$0].packs.count < limit.packs
                    && loads[$0].mass + mass <= limit.mass.rawValue
                    && loads[$0].energy + energy <= limit.energy.rawValue
            }
            if fitting == nil { loads.append(Load()) }
            let target = fitting ?? loads.count - 1
            loads[target].packs.append(pack)
            loads[target].mass += mass
            loads[target].energy += energy
        }
        for load in loads.indices { loads[load].packs.sort() }
    }
}
