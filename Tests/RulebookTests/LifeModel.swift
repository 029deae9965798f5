import CycladeSchema

/// What the domain says of one battery, and of the vehicle and the lease that it meets.
///
/// Written from `docs/domain.md` and not from the rules: where the two differ, one of them is wrong.
/// The battery that a regrouping makes of it goes on in its place.
struct Life: Hashable, Sendable {
    /// Where the battery is; premises are its custodian's.
    enum Where: Hashable, Sendable {
        case nowhere
        case premises
        case vehicle
        case slot
        case site
        case abroad
        case lastSeen
        case onTheWay(to: String)
    }

    /// What the newest assessment says.
    enum Health: Sendable {
        case unknown
        /// Fit for vehicles, for a second use, for neither.
        case sound
        case worn
        case spent
        /// An estimate around the limit between vehicles and second use.
        case unclear
        case unsafe
    }

    struct Offer: Hashable, Sendable {
        let to: String
        let isDelivery: Bool
    }

    enum Lease: Sendable {
        case offered
        case open
        case returnDemanded
        case closed
    }

    /// Where the other battery of the lessor is, for which this one is swapped.
    enum Spare: Sendable {
        case inSlot
        case inVehicle
        case gone
    }

    /// Where somebody says that the battery truly is; a second member has not confirmed it yet.
    enum Claim: Sendable {
        case onPremises
        case inVehicle
    }

    /// Whether the vehicle is in use, declared to be scrap, or scrapped.
    enum Car: Sendable {
        case inUse
        case declared
        case scrapped
    }

    static let person = "a person"

    var stage = Stage.unspecified
    var owner = ""
    var custodian = ""
    var place = Where.nowhere
    var offer: Offer?
    var health = Health.unknown
    /// Why it was called home, until it is in use again.
    var recall: RecallReason?
    var isReceived = false
    var hasAppointment = false
    var isHeld = false
    /// Whether a regrouping made it.
    var isSecondLife = false
    /// The receiver of the newest shipment with it, until that has come.
    var parcel: String?
    var claim: Claim?
    var lease = Lease.offered
    /// Whether its lessee owes for its loss.
    var isOwed = false
    var car = Car.inUse
    var spare = Spare.inSlot
}

extension Life {
    /// Whether there is a battery whose life goes on.
    var isAlive: Bool {
        ![.unspecified, .dismantled, .exported, .destroyed].contains(stage)
    }

    /// Whether `member` has it on its premises.
    func isWith(_ member: String) -> Bool { place == .premises && custodian == member }

    /// Whether an open lease lets it into the vehicle.
    var isPromised: Bool {
        lease == .open && owner == "bank" && !isSecondLife && isFit && health != .spent
    }

    /// Whether it may go to work: called home it may not, nor once it has been found unsafe.
    var isFit: Bool { stage != .recalled && health != .unsafe }

    /// This life after `change`.
    func after(_ change: (inout Life) -> Void) -> Life {
        var life = self
        change(&life)
        return life
    }

    /// The battery with `member`, at `place`.
    func moved(to place: Where, of member: String, stage: Stage? = nil) -> Life {
        after { life in
            life.place = place
            life.custodian = member
            life.stage = stage ?? life.stage
            if place != .slot { life.isHeld = false }
        }
    }
}
