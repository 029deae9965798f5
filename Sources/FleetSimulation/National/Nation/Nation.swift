import CycladeSchema
import FoundationEssentials
import Planning
import Vocabulary

/// The world of the national story, with its own books: it never reads a ledger.
///
/// Each event changes the books and writes the intents of those who act. Lists are walked by index
/// and dictionaries never, so that the same scenario, options and seed give the same story.
struct Nation {
    let scenario: NationalScenario
    let options: NationalOptions
    /// Who takes part by now.
    var roster: Roster
    let designs: [NationalDesign]
    let policy: Policy

    var packs: [NationPack] = []
    var cars: [NationCar] = []
    var stations: [NationStation] = []
    /// By collector and centre.
    var yards: [NationYard]
    var shipments: [NationShipment] = []
    /// Packs that wait to be joined, by cascade user and design.
    var pools: [NationYard]
    /// Packs that wait to be taken apart, by dismantler and design.
    var queues: [NationYard]
    /// Models of second-use batteries that are registered.
    var reuseModels: Set<String> = []
    var market: NationMarket
    var gateways: [NationGateway] = []
    /// The collection points, once they are open.
    var points: [Site] = []
    var pointDirectory: SiteDirectory?
    var offlineSwaps: [OfflineSwap] = []
    var exchanges: [LabelExchange] = []
    /// Batteries whose proceeds wait to be divided, by asset manager.
    var unsettled: [[String]]
    /// Batteries older than the ledger that are due to be enrolled, and parts of one.
    var legacyDue = 0.0
    var wrongs: WrongBook
    var plantings: [Planting] = []

    var agenda: DayBook
    var random: SplitMix64
    var confidences: Confidences
    /// How many proposals were opened, and which workshop is suspended.
    var proposals = 0
    var suspended = ""
    /// The ids of the agreements with collectors.
    var agreements: [String] = []
    var corrections: [PendingCorrection] = []
    /// How many repairs were reported, and swaps without the network confirmed.
    var repairs = 0
    var confirmedSwaps = 0
    private(set) var today = 0
    private(set) var clock = Calendar.start
    private var counter = 0
    private var serialDay = -1
    private var serial = 0
    private var enrolled = 0
    private(set) var written: [Intent] = []

    init(
        _ scenario: NationalScenario,
        _ options: NationalOptions,
        keeper: any PayloadKeeper
    ) {
        self.scenario = scenario
        self.options = options
        roster = Roster(scenario.cast.filter { !$0.joinsLater })
        policy = scenario.policy
        let makers = roster.batteryMakers
        var designs: [NationalDesign] = []
        for dataset in [Dataset.simulatedLFP, .simulatedNMC] {
            for maker in makers.indices.map(Optional.some) + [nil] {
                designs.append(
                    NationalDesign(
                        number: designs.count + 1,
                        dataset: dataset,
                        maker: maker,
                        of: makers
                    )
                )
            }
        }
        self.designs = designs
        let empty = NationYard()
        yards = Array(repeating: empty, count: roster.collectors.count * roster.centres.count)
        pools = Array(repeating: empty, count: roster.cascadeUsers.count * designs.count)
        queues = Array(repeating: empty, count: roster.dismantlers.count * designs.count)
        market = NationMarket(sellers: roster.dismantlers.count, buyers: makers.count)
        unsettled = roster.assetManagers.map { _ in [] }
        wrongs = WrongBook(scenario.wrongs)
        agenda = DayBook(lastDay: options.years * 1_461 / 4)
        random = SplitMix64(seed: options.seed)
        confidences = Confidences(keeper: keeper, seed: options.seed)
        agenda.enter(.founding, on: 0)
        planStations()
        planWrongs()
        planDecisions()
        planMembership()
    }

    /// Lets the next event happen; what it gives rise to is in ``written``.
    ///
    /// - Returns: Whether there was one.
    mutating func advance() -> Bool {
        guard let (day, event) = agenda.next() else { return false }
        today = day
        written.removeAll(keepingCapacity: true)
        handle(event)
        return true
    }
}

// MARK: - Writing

extension Nation {
    /// Milliseconds between two intents of a day.
    private static let step: UInt64 = 200

    /// Writes an intent of `member`, shortly after the one before it, or in the morning; what it
    /// reports happened `ago` milliseconds before.
    mutating func write(
        _ member: String,
        _ command: TransactionBody.OneOf_Command,
        ago: UInt64 = 0,
        reference: StoryReference? = nil
    ) {
        clock = max(clock + Self.step, Calendar.morning(of: today))
        written.append(
            Intent(
                time: clock,
                occurred: clock - ago,
                memberID: member,
                command: command,
                reference: reference
            )
        )
    }

    /// Has a later intent refer to the one just written.
    mutating func citeLast() { written[written.count - 1].isCited = true }

    /// The next name of a kind of record.
    mutating func name(_ kind: String) -> String {
        counter += 1
        return "\(kind)-\(counter)"
    }

    /// Stands for the digest of something that was measured: 32 random bytes.
    mutating func digest() -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for _ in 0..<4 {
            var word = random.next()
            for _ in 0..<8 {
                bytes.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
        return Data(bytes)
    }

    /// A code of a battery made on `day`: of a second-use one without traceability information.
    mutating func code(
        _ maker: String,
        _ design: NationalDesign,
        traceability: String?,
        day: Int? = nil
    ) -> String {
        if serialDay != today {
            serialDay = today
            serial = 0
        }
        serial += 1
        // Batteries of other days than today are numbered through, so that no two codes are equal.
        if day != nil { enrolled += 1 }
        // A day of this century, a maker's code and a serial number below 10 million make a code.
        let code = try? BatteryCode(
            manufacturer: ManufacturerCode(maker),
            product: .pack,
            type: design.letter,
            specification: design.pack.specification,
            traceability: traceability,
            date: CivilDate(daysSince1970: Calendar.firstDaySince1970 + (day ?? today)),
            serial: day == nil ? serial : enrolled
        )
        return code?.text ?? ""
    }

    /// A day within `range` days from today.
    mutating func day(in range: ClosedRange<Int>) -> Int { today + random.whole(in: range) }

    /// Whether something of that chance happens.
    mutating func happens(_ chance: Double) -> Bool { random.unit() < chance }

    /// One of a list that is not empty, by its index.
    mutating func index<Value>(of list: [Value]) -> Int {
        random.whole(in: 0...max(0, list.count - 1))
    }
}
