import CycladeSchema
import FoundationEssentials

/// What of a pack ages: it stays with the cells when labels are exchanged.
struct PackBody {
    /// How fast it ages: 1 as its design's law has it.
    let pace: Double
    /// Cycles done before the present service.
    var cycles = 0.0
    /// The day that its present service began; `nil` while it does no work.
    var servingSince: Int?
}

/// A battery of the nation: a pack as made, or a second-use battery of several.
struct NationPack {
    /// Where it is, if that is for the nation's books to know.
    enum Place: Equatable {
        case elsewhere
        case car(Int)
        case slot(Int)
    }

    /// Its code.
    let id: String
    let design: Int
    /// How many packs as made it is built of.
    let size: Int
    let isSecondUse: Bool
    /// How often it or its parents were regrouped.
    let level: Int
    /// The station it belongs to; `nil` for one that is older than the ledger.
    var station: Int?
    let madeDay: Int
    var body: PackBody
    var owner: String
    var place = Place.elsewhere
    /// The day since which it is not in use.
    var restingSince = 0

    /// State of health as last stated, in basis points, and when; `nil` before.
    var stated: (bp: Int, day: Int)?
    /// When an honest laboratory looks again at what was stated wrongly.
    var recheckDay: Int?
    var finding: SafetyFinding?
    var isExchanged = false
    /// Whether its collection was paid for; an incentive is paid once for a battery.
    var isRewarded = false

    var calledDay = 0
    var isUrgent = false
    var notice = ""
    var collector = 0
    var centre = 0
    /// What its second use asks for, in basis points.
    var demand = 0
}

/// A vehicle and its lease.
struct NationCar {
    /// How its part in the network ends.
    enum Ending {
        case none
        case scrapped
        case returned
        case boughtOut
    }

    let id: String
    let station: Int
    let maker: String
    /// The commitment to its number.
    let vin: Data
    var dealer: String
    /// The commitment to the paper of its last resale under a lease, which the dealer may read.
    var assignment: Data?
    var pack: Int?
    var lease = ""
    var plan = 0
    var termEnd = 0
    var paidUntil = 0
    var isPaying = false
    var ending = Ending.none
    var lastVisit = 0
    /// Whether it comes to its next visit as usual.
    var isComing = false
    /// Counts plans of visits, so that one from before is known to be stale.
    var epoch = 0
}

/// A swap station, its spares, and what it is short of.
struct NationStation {
    let id: String
    let city: Int
    let design: Int
    let manager: Int
    let swapOperator: Int
    let size: Int
    let slots: Int
    var isOpen = false
    /// Packs of the first delivery, until they are put to work.
    var first: [Int] = []
    /// Spares that can be given, in the order in which they came.
    var spares: [Int] = []
    /// Packs on the operator's premises that go back into slots.
    var arrivals: [Int] = []
    var occupied: UInt64 = 0
    /// Packs and cars that have left and are not replaced yet; below 0 for too many.
    var packsMissing = 0
    var carsMissing = 0
    var carsSold = 0

    /// The first free slot.
    var freeSlot: Int? {
        (0..<slots).first { occupied & (1 << UInt64($0)) == 0 }
    }

    var freeSlots: Int { slots - occupied.nonzeroBitCount }
}

/// Collected packs that wait for a truck from one collector to one centre.
struct NationYard {
    var packs: [Int] = []
    var isPlanned = false
}

/// Packs on their way to a centre, and then before its test bench.
struct NationShipment {
    let id: String
    let collector: Int
    let centre: Int
    var packs: [Int]
}
