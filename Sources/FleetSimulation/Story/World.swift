import Crypto
import CycladeSchema
import FoundationEssentials
import Vocabulary

/// The world that the story happens in, with its own books: it never reads a ledger.
///
/// Each event changes the books and writes the intents of those who act. Lists are walked by index
/// and dictionaries never, so that the same lives, options and seed give the same story.
struct World {
    let options: StoryOptions
    let lives: [MeasuredLife]
    let records: [HealthRecord]
    var designs: [PackDesign] = []
    var stations: [SwapStation] = []
    var vehicles: [LeasedVehicle] = []
    var units: [Unit] = []
    /// Survivors that wait for partners, by design.
    var pools: [[Int]] = []
    var reuseModels: Set<Int> = []
    var market = MaterialMarket()

    var agenda = Agenda()
    var random: SplitMix64
    var confidences: Confidences
    var today = 0
    private var clock = Calendar.start
    private var counter = 0
    private var serialDay = -1
    private var serial = 0
    private(set) var written: [Intent] = []

    /// Vehicles and spares that one station serves, at most.
    static let packsPerStation = 24

    init(lives: [MeasuredLife], options: StoryOptions, keeper: any PayloadKeeper) {
        self.options = options.bounded
        self.lives = lives
        records = lives.map(HealthRecord.init(of:))
        random = SplitMix64(seed: options.seed)
        confidences = Confidences(keeper: keeper, seed: options.seed)
        plan()
    }

    /// Groups the lives by design, and the packs of a design by station.
    private mutating func plan() {
        var indexOf: [String: Int] = [:]
        var livesOf: [[Int]] = []
        for (index, life) in lives.enumerated() {
            let key = "\(life.dataset.rawValue)/\(life.nominalAh)"
            if let design = indexOf[key] {
                livesOf[design].append(index)
            } else {
                indexOf[key] = designs.count
                designs.append(
                    PackDesign(
                        number: designs.count + 1,
                        dataset: life.dataset,
                        nominalAh: life.nominalAh
                    )
                )
                livesOf.append([index])
            }
        }
        pools = designs.map { _ in [] }
        for (design, lives) in livesOf.enumerated() {
            for start in stride(from: 0, to: lives.count, by: Self.packsPerStation) {
                let group = Array(lives[start..<min(start + Self.packsPerStation, lives.count)])
                stations.append(
                    SwapStation(id: "station-\(stations.count + 1)", design: design, lives: group)
                )
            }
        }
        agenda.enter(.registerModels, on: 0)
        // A station a day; a large fleet is made within sixty days all the same.
        for group in stations.indices {
            agenda.enter(.make(group: group), on: 1 + group * 60 / max(60, stations.count))
        }
    }

    /// Lets the next event happen.
    ///
    /// - Returns: The intents that it gave rise to; `nil` when the story is over.
    mutating func advance() -> [Intent]? {
        guard let (day, event) = agenda.next() else { return nil }
        today = day
        written.removeAll(keepingCapacity: true)
        handle(event)
        return written
    }

    private mutating func handle(_ event: StoryEvent) {
        switch event {
        case .registerModels: registerModels()
        case .make(let group): make(group)
        case .accept(let group): accept(group)
        case .outfit(let group): outfit(group)
        case .swap(let vehicle): swap(vehicle)
        case .judge(let unit, let epoch): judge(unit, epoch)
        case .collect(let unit): collect(unit)
        case .receive(let unit): receive(unit)
        case .test(let unit): test(unit)
        case .sendBack(let unit): sendBack(unit)
        case .join(let unit): join(unit)
        case .stopWaiting(let unit): stopWaiting(unit)
        case .deploy(let unit): deploy(unit)
        case .dismantle(let unit): dismantle(unit)
        case .sellMaterial: sellMaterial()
        case .renew: renew()
        }
    }
}

// MARK: - Writing

extension World {
    /// Writes an intent of `member`, a second after the one before it, or in the morning.
    mutating func write(_ member: String, _ command: TransactionBody.OneOf_Command) {
        clock = max(clock + 1_000, Calendar.morning(of: today))
        written.append(Intent(time: clock, memberID: member, command: command))
    }

    /// The next name of a kind of record.
    mutating func name(_ kind: String) -> String {
        counter += 1
        return "\(kind)-\(counter)"
    }

    static func digest(_ text: String) -> Data {
        Data(SHA256.hash(data: Data(text.utf8)))
    }

    /// The code of a battery made today: of a second-use one without traceability information.
    mutating func code(
        _ maker: String,
        design: PackDesign,
        traceability: String?
    ) -> String {
        if serialDay != today {
            serialDay = today
            serial = 0
        }
        serial += 1
        // Days of the story, a maker's code and a serial number below a million always make a code.
        let code = try? BatteryCode(
            manufacturer: ManufacturerCode(maker),
            product: .pack,
            type: design.dataset.chemistry.letter,
            specification: design.specification,
            traceability: traceability,
            date: CivilDate(daysSince1970: Calendar.firstDaySince1970 + today),
            serial: serial
        )
        return code?.text ?? ""
    }
}

extension CellChemistry {
    /// The letter of the codes of such cells.
    fileprivate var letter: BatteryTypeLetter {
        switch self {
        case .lfp: .b
        case .ternary: .e
        case .lco: .d
        default: .z
        }
    }
}

// MARK: - Health

extension World {
    /// What is known of a unit's health on a day.
    struct Health {
        let sohBp: UInt32
        /// The interval of an estimate; `nil` where there is none for all its members.
        let intervalBp: ClosedRange<UInt32>?
        /// What a test of capacity would find.
        let testedBp: UInt32
        let resistanceUohm: UInt64?
    }

    /// What is known of a unit's health on `day`, from measurements up to then.
    func health(of unit: Unit, on day: Int) -> Health {
        let points = unit.members.compactMap { member in
            records[member.life].point(atCycle: member.cyclesDone + unit.served(by: day))
        }
        guard !points.isEmpty else {
            return Health(sohBp: 0, intervalBp: nil, testedBp: 0, resistanceUohm: nil)
        }
        // Members share the load as parallel strings: the capacities add up.
        func mean(_ values: [UInt32]) -> UInt32 {
            UInt32(values.reduce(0) { $0 + Int($1) } / points.count)
        }
        let intervals = points.compactMap(\.intervalBp)
        let resistances = points.compactMap(\.resistanceOhm)
        var resistance: UInt64?
        if resistances.count == points.count {
            let conductance = resistances.reduce(0) { $0 + 1 / $1 }
            resistance = designs[unit.design].resistanceUohm(ofCell: 1 / conductance)
        }
        let isEstimated = intervals.count == points.count
        return Health(
            sohBp: mean(points.map(\.sohBp)),
            intervalBp: isEstimated
                ? mean(intervals.map(\.lowerBound))...mean(intervals.map(\.upperBound)) : nil,
            testedBp: mean(points.map(\.testedBp)),
            resistanceUohm: resistance
        )
    }

    /// The days of service left until the first of the unit's lives has no more measurements.
    func daysLeft(of unit: Unit) -> Int {
        let left = unit.members.map { member in
            (records[member.life].points.last?.cycle ?? 0) - member.cyclesDone
        }
        return max(0, left.min() ?? 0)
    }

    /// Begins service today, and plans the next look at its health.
    mutating func beginService(_ index: Int) {
        units[index].servingSince = today
        if units[index].lastSohBp == nil {
            units[index].lastSohBp = health(of: units[index], on: today).sohBp
        }
        planJudgement(of: index)
    }

    /// Ends service: the cycles done are kept, and what was planned is stale.
    mutating func endService(_ index: Int) {
        let served = units[index].served(by: today)
        for member in units[index].members.indices {
            units[index].members[member].cyclesDone += served
        }
        units[index].servingSince = nil
        units[index].epoch += 1
    }

    /// Plans the first day after today on which a measurement calls for something to be done.
    mutating func planJudgement(of index: Int) {
        let unit = units[index]
        guard let start = unit.servingSince else { return }
        let last = daysLeft(of: unit)
        let done = today - start
        var days: [Int] = []
        for member in unit.members {
            for point in records[member.life].points {
                let day = point.cycle - member.cyclesDone
                if day > done, day <= last { days.append(day) }
            }
        }
        if unit.members.count > 1 { days.sort() }
        let due = days.first { calls(for: unit, on: start + $0) } ?? last
        agenda.enter(.judge(unit: index, epoch: unit.epoch), on: max(today, start + due))
    }

    private func calls(for unit: Unit, on day: Int) -> Bool {
        let soh = health(of: unit, on: day).sohBp
        let limit = unit.isSecondUse ? Story.policy.cascadeSohBp : Story.policy.reuseSohBp
        return soh < limit || soh + options.assessedEvery <= unit.lastSohBp ?? 0
    }
}
