/// A battery of the story: a pack as made, or a second-use battery of several.
struct Unit {
    /// A measured life inside a battery, and how much of it has been lived.
    struct Member {
        /// The index of the life.
        let life: Int
        /// Cycles done before the present service.
        var cyclesDone: Int
    }

    /// Where a vehicle's pack or a station's spare is.
    enum Place: Equatable {
        case elsewhere
        case vehicle(Int)
        case slot(UInt32)
    }

    /// Its code.
    let id: String
    let design: Int
    var members: [Member]
    let isSecondUse: Bool
    /// The swap station that it belongs to, in its first life.
    let group: Int
    var place = Place.elsewhere
    var owner: String
    /// The day that its present service began; `nil` while it does no work.
    var servingSince: Int?
    /// Counts services, so that an event planned in one is known to be stale in the next.
    var epoch = 0
    /// State of health when it was last assessed, or when its service first began.
    var lastSohBp: UInt32?
    var isCalledHome = false
    var isWaiting = false
    /// The centre that takes it in.
    var centre = Story.cascadeUser

    /// Cycles of the present service that are done by `day`; one a day.
    func served(by day: Int) -> Int {
        servingSince.map { max(0, day - $0) } ?? 0
    }
}

/// A vehicle and its lease.
struct LeasedVehicle {
    let id: String
    let group: Int
    var pack: Int?
    var leaseID = ""
    var isLeaseOpen = false
    /// How many times it has taken part in a lease.
    var leases = 0
}

/// A swap station, the packs made for it, and the vehicles that it serves.
struct SwapStation {
    let id: String
    let design: Int
    let lives: [Int]
    var packs: [Int] = []
    /// Spares that wait in slots, the one that has waited longest first.
    var spares: [Int] = []
}
