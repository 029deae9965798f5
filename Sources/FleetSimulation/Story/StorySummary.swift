public import CycladeSchema

/// Where a pack that stands for a measured life is at the end of the story.
public enum PackFate: String, CaseIterable, Hashable, Sendable {
    /// Made, and not yet at work.
    case new
    /// In a vehicle or in the slot of a station.
    case inService = "in service"
    /// Called home, and not yet judged at a centre.
    case onTheWay = "on the way"
    /// Home at the end of its lease, fit for a vehicle.
    case reuse
    /// Waiting for partners or for its second use.
    case cascadePool = "cascade pool"
    /// At work in a second-use battery.
    case secondUse = "second use"
    /// Judged, and not yet taken apart.
    case forDismantling = "for dismantling"
    /// Taken apart.
    case dismantled
}

/// The numbers of a story, summed from its intents alone.
///
/// Give it every intent in order. It keeps books of its own, so that it also checks the story: what
/// it finds is what the accepted transactions say.
public struct StorySummary: Sendable {
    /// What is known of a battery.
    private struct Book {
        var fate = PackFate.new
        /// The packs that it is made of, itself if it was never regrouped.
        var packs: [Int]
        var called: UInt64?
        /// Whether it was called home because its first life was over.
        var isFirstLifeOver = false
    }

    private var books: [String: Int] = [:]
    private var entries: [Book] = []
    private var masses: [String: UInt64] = [:]
    private var massOf: [String: UInt64] = [:]
    private var lots: [String: RecoveredMaterial] = [:]
    private var fates: [PackFate] = []

    /// How many transactions of each type there are.
    public private(set) var transactions: [String: Int] = [:]
    /// Packs called home because their first life was over.
    public private(set) var endedFirstLife = 0
    /// Those of them that a centre received.
    public private(set) var received = 0
    /// Those of them that went into a second-use battery.
    public private(set) var cascaded = 0
    /// Second-use batteries made.
    public private(set) var secondUseBatteries = 0
    /// New packs made with recovered material.
    public private(set) var renewedPacks = 0
    /// Mass of batteries taken apart, in grams.
    public private(set) var dismantledG: UInt64 = 0
    /// Waste and emissions of dismantling, in grams.
    public private(set) var lostG: UInt64 = 0
    /// Material recovered, in grams.
    public private(set) var recoveredG: [RecoveredMaterial: UInt64] = [:]
    /// Material that went into new packs, in grams.
    public private(set) var returnedG: [RecoveredMaterial: UInt64] = [:]
    /// Times from a recall to the centre's receipt: their number and their sum.
    public private(set) var journeys = 0
    public private(set) var journeyMs: UInt64 = 0
    /// The time of the last intent, in Unix milliseconds.
    public private(set) var lastTime: UInt64 = 0

    /// Creates the summary of no intents.
    public init() {}

    /// Sums up `intents`.
    public init(of intents: some Sequence<Intent>) {
        for intent in intents { add(intent) }
    }

    /// Adds the next intent.
    public mutating func add(_ intent: Intent) {
        lastTime = intent.time
        transactions[intent.command.typeName, default: 0] += 1
        switch intent.command {
        case .registerModel(let model): masses[model.modelID] = model.massG
        case .makeBattery(let birth): make(birth)
        case .installBattery(let fitting): move(fitting.batteryID, to: .inService)
        case .stockStation(let stock):
            for placement in stock.placements { move(placement.batteryID, to: .inService) }
        case .openRecall(let recall): call(recall, at: intent.time)
        case .receiveAtCentre(let receipt):
            for battery in receipt.batteryIds { receive(battery, at: intent.time) }
        case .classify(let verdict): classify(verdict)
        case .regroup(let group): regroup(group)
        case .deploySecondUse(let use): move(use.batteryID, to: .secondUse)
        case .dismantle(let dismantling): dismantle(dismantling)
        case .deliverMaterial(let delivery):
            for lot in delivery.lots { lots[lot.newLotID] = lots[lot.lotID] }
        default: break
        }
    }

    private mutating func enter(_ id: String, _ book: Book) {
        books[id] = entries.count
        entries.append(book)
    }

    private mutating func make(_ birth: MakeBattery) {
        massOf[birth.code] = masses[birth.modelID]
        guard birth.lots.isEmpty else {
            renewedPacks += 1
            for use in birth.lots {
                guard let material = lots[use.lotID] else { continue }
                returnedG[material, default: 0] += use.massG
            }
            return
        }
        enter(birth.code, Book(packs: [fates.count]))
        fates.append(.new)
    }

    private mutating func move(_ id: String, to fate: PackFate) {
        guard let index = books[id] else { return }
        entries[index].fate = fate
        for pack in entries[index].packs { fates[pack] = fate }
    }

    private mutating func call(_ recall: OpenRecall, at time: UInt64) {
        guard let index = books[recall.batteryID] else { return }
        entries[index].called = time
        if recall.reason == .belowStandard || recall.reason == .safety {
            endedFirstLife += 1
            entries[index].isFirstLifeOver = true
        }
        move(recall.batteryID, to: .onTheWay)
    }

    private mutating func receive(_ id: String, at time: UInt64) {
        guard let index = books[id], let called = entries[index].called else { return }
        journeys += 1
        journeyMs += time - min(time, called)
        if entries[index].isFirstLifeOver { received += 1 }
    }

    private mutating func classify(_ verdict: Classify) {
        switch verdict.verdict {
        case .reuse: move(verdict.batteryID, to: .reuse)
        case .cascade: move(verdict.batteryID, to: .cascadePool)
        default: move(verdict.batteryID, to: .forDismantling)
        }
    }

    private mutating func regroup(_ group: Regroup) {
        secondUseBatteries += 1
        massOf[group.code] = group.massG
        var packs: [Int] = []
        for parent in group.parentIds {
            guard let index = books[parent] else { continue }
            packs += entries[index].packs
            if entries[index].isFirstLifeOver { cascaded += 1 }
        }
        enter(group.code, Book(packs: packs))
        move(group.code, to: .cascadePool)
    }

    private mutating func dismantle(_ dismantling: Dismantle) {
        for battery in dismantling.batteryIds {
            dismantledG += massOf[battery] ?? 0
            move(battery, to: .dismantled)
        }
        lostG += dismantling.wasteG + dismantling.emissionsG
        for lot in dismantling.lots {
            lots[lot.lotID] = lot.material
            recoveredG[lot.material, default: 0] += lot.massG
        }
    }
}

extension StorySummary {
    /// How many packs stand for measured lives.
    public var packs: Int { fates.count }

    /// How many packs have each fate; every pack has one.
    public var packsByFate: [PackFate: Int] {
        fates.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Packs received by a centre at the end of first life, over all that reached it.
    public var recyclingRate: Double? {
        endedFirstLife == 0 ? nil : Double(received) / Double(endedFirstLife)
    }

    /// Packs that went into a second use, over all that reached the end of first life.
    public var cascadeRate: Double? {
        endedFirstLife == 0 ? nil : Double(cascaded) / Double(endedFirstLife)
    }

    /// The mean time from recall to receipt at a centre, in days.
    public var meanDaysToCentre: Double? {
        journeys == 0 ? nil : Double(journeyMs) / Double(journeys) / 86_400_000
    }
}
