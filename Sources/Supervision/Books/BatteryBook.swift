import CycladeSchema

/// What supervision knows of a battery.
struct BatteryBook: Sendable {
    /// Its code or enrolment number.
    let id: String
    let chemistry: CellChemistry
    /// Rated energy in Wh; 0 where unknown.
    let ratedWh: UInt64
    let massG: UInt64
    /// What it held of each material when new; empty where unknown.
    let contents: [MaterialContent]
    /// The batteries that it was made of, by number; empty for a first life.
    let parents: [Int]
    let born: EntryMark

    var ownerID: String
    var custodianID: String
    var place: Place.OneOf_Kind?
    var stage: Stage

    /// The newest entry that bears witness of where it is.
    var lastHeard: EntryMark
    /// Whether it counts as gone dark.
    var isDark = false
    /// Whether its last hearing is being watched.
    var isWatched = false

    /// The station that it was last seen at, and the entry that says so.
    var seen: (station: String, occurredMs: UInt64, leaf: UInt64)?
    /// Whether it was found unsafe when it was last judged.
    var isUnsafe = false

    var judged: JudgedHealth?
    var measured: MeasuredHealth?

    var recall: (mark: EntryMark, reason: RecallReason)?
    /// Where it stands in the reckoning of first lives.
    var firstLife = FirstLife()

    /// The text of its record's key.
    var key: String { "battery/\(id)" }

    /// Whether a person has it on lease: in a vehicle, and owned by a member.
    var isLeasedOut: Bool {
        guard case .vehicleID = place else { return false }
        return !ownerID.isEmpty && (stage == .inVehicle || stage == .recalled)
    }

    /// Whether it is on its way to a centre or in one, and so only for hands that may have it.
    var isCalledHome: Bool {
        switch stage {
        case .recalled, .collected, .atCentre, .assessed, .inCascadePool, .forDismantling: true
        default: false
        }
    }
}

/// What of its first life's end has been counted.
struct FirstLife: Sendable {
    var hasEnded = false
    /// The leaf by which a centre received it, and whether that is counted.
    var receivedLeaf: UInt64?
    var isReceived = false
    var isCascaded = false
}

/// A battery's health as it was last judged.
struct JudgedHealth: Sendable {
    let mark: EntryMark
    let assessorID: String
    let kind: AssessmentKind
    let sohBp: UInt32
    let lowBp: UInt32
    let highBp: UInt32
    let cycleCount: UInt32?
    /// Whether something independent has borne it out.
    var isConfirmed = false
}

/// A battery's health as a swap's measurement implies it.
struct MeasuredHealth: Sendable {
    let mark: EntryMark
    let sohBp: UInt32
}
