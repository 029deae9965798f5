import CycladeSchema

/// A command, who signs it, and what the domain says comes of it.
struct LifeStep: Sendable, CustomStringConvertible {
    /// A record that the command opens, and that a later one names.
    enum Opened {
        case nothing
        case offer
        case parcel
        case claim
        case heir
    }

    let description: String
    let opened: Opened
    /// The life after the command; `nil` if it is refused.
    let next: @Sendable (Life) -> Life?
    let command: @Sendable (Tale) -> (command: Command, member: String)
    /// A member that is refused where the step is due; `nil` where anyone may take it.
    ///
    /// By default one that has nearly every role, and is party to nothing.
    let stranger: String?

    init(
        _ description: String,
        opens opened: Opened = .nothing,
        never stranger: String? = "rival",
        _ next: @escaping @Sendable (Life) -> Life?,
        _ command: @escaping @Sendable (Tale) -> (command: Command, member: String)
    ) {
        self.description = description
        self.opened = opened
        self.stranger = stranger
        self.next = next
        self.command = command
    }

    static let all = supply + work + leasing + homeward + centre + ends
}

/// A life with the names of the records that it is told in.
struct Tale: Sendable {
    var life = Life()
    var battery = packCode(1)
    var offer = "none"
    var parcel = "none"
    var claim = "none"
    /// How many commands were accepted; numbers the records of the next.
    var length = 0

    var steps: [String] = []

    /// The owner, or who speaks for one that is no member.
    var owner: String {
        switch life.owner {
        case Life.person: "maker"
        case "": "bank"
        default: life.owner
        }
    }

    var custodian: String { life.custodian.isEmpty ? "bank" : life.custodian }

    /// The name of what the next command opens.
    var new: String { "new-\(length + 1)" }

    var heir: String { secondCode(length + 1) }

    /// The tale after `step`, which led to `life`.
    func after(_ step: LifeStep, _ life: Life) -> Tale {
        var tale = self
        switch step.opened {
        case .nothing: break
        case .offer: tale.offer = new
        case .parcel: tale.parcel = new
        case .claim: tale.claim = new
        case .heir: tale.battery = heir
        }
        tale.length += 1
        tale.life = life
        tale.steps.append(step.description)
        return tale
    }
}
