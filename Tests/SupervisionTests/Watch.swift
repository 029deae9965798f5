import CycladeSchema
import Rulebook
import Supervision

typealias Command = TransactionBody.OneOf_Command

/// A supervisor that is told of transactions, day by day.
///
/// Day 0 is 1 March 2024 in Beijing, a Friday.
struct Watch {
    static let start: UInt64 = 1_709_222_400_000
    /// Day 0 as days since 1970-01-01.
    static let firstDay = 19_783

    var supervisor = Supervisor()
    private(set) var leaf: UInt64 = 0

    /// Founded under the standard terms, as changed, with a member of every role.
    init(_ change: (inout Policy) -> Void = { _ in }) {
        var policy = Policy.standard
        change(&policy)
        var events: [Event] = [.membership(.founded(policy))]
        for (id, role) in Self.members {
            var admission = AdmitMember()
            admission.memberID = id
            admission.roles = [role]
            events.append(.membership(.admitted(admission, at: Self.start)))
        }
        for (id, kind) in [("cascade", QualificationKind.cascadeUse), ("smelter", .dismantling)] {
            var qualification = Qualification()
            qualification.terms.memberID = id
            qualification.terms.kind = kind
            qualification.terms.capacityKgPerYear = 1_000
            qualification.terms.validFromMs = Self.start
            qualification.terms.validUntilMs = Self.time(5_000)
            events.append(.membership(.qualified(qualification)))
        }
        supervisor.add(
            AppliedTransaction(
                leaf: 0,
                blockTime: Self.start,
                body: TransactionBody(),
                events: events
            )
        )
    }

    static let members: [(id: String, role: Role)] = [
        ("bank", .assetManager), ("swapper", .swapOperator), ("collector", .collector),
        ("cascade", .cascadeUser), ("smelter", .dismantler), ("lab", .assessor),
        ("rival-lab", .assessor), ("workshop", .serviceProvider), ("dealer", .dealer),
        ("regulator", .regulator),
    ]

    /// Eight in the morning of a day.
    static func time(_ day: Int) -> UInt64 {
        start + UInt64(max(0, day)) * 86_400_000 + 8 * 3_600_000
    }

    /// A transaction that a member signs on a day, and what follows from it.
    ///
    /// - Returns: Its leaf.
    @discardableResult
    mutating func add(
        _ events: [Event],
        _ command: Command? = nil,
        by member: String = "bank",
        on day: Int,
        minute: Int = 0,
        happened occurred: Int? = nil
    ) -> UInt64 {
        leaf += 1
        var body = TransactionBody()
        body.memberID = member
        let later = UInt64(minute) * 60_000
        body.occurredMs = Self.time(occurred ?? day) + later
        body.command = command
        supervisor.add(
            AppliedTransaction(
                leaf: leaf,
                blockTime: Self.time(day) + later + leaf,
                body: body,
                events: events
            )
        )
        return leaf
    }

    /// Lets time pass until the morning of a day.
    mutating func wait(until day: Int) {
        supervisor.advance(to: Self.time(day))
    }

    /// The rules that have found something, in order, with what it is about.
    var found: [String] { supervisor.findings.map { "\($0.rule.rawValue) \($0.subject)" } }
}

// MARK: - Things that happen

extension Watch {
    /// A leased battery is made and fitted to a vehicle; rated 50 kWh, 300 kg.
    mutating func fit(
        _ id: String,
        on day: Int,
        _ change: (inout Battery) -> Void = { _ in }
    ) {
        add(born(id, change) + moved(id, "swapper", .vehicleID("v-\(id)"), .inVehicle), on: day)
    }

    func born(_ id: String, _ change: (inout Battery) -> Void = { _ in }) -> [Event] {
        var battery = Battery()
        battery.batteryID = id
        battery.chemistry = .lfp
        battery.modelID = "model-a"
        battery.ratedCapacityMah = 156_250
        battery.nominalVoltageMv = 320_000
        battery.massG = 300_000
        battery.ownerID = "bank"
        battery.custodianID = "bank"
        battery.place.premises = "bank"
        battery.stage = .inStock
        change(&battery)
        return [.battery(.born(battery))]
    }

    func moved(
        _ id: String,
        _ custodian: String,
        _ place: Place.OneOf_Kind,
        _ stage: Stage
    ) -> [Event] {
        [.battery(.moved(id, custodian: custodian, place: place, stage: stage))]
    }

    /// An assessor states a health, 1 % either way.
    @discardableResult
    mutating func assess(
        _ id: String,
        _ soh: UInt32,
        by assessor: String = "lab",
        on day: Int,
        _ change: (inout Assessment) -> Void = { _ in }
    ) -> UInt64 {
        var assessment = Assessment()
        assessment.assessorID = assessor
        assessment.kind = .estimate
        assessment.sohBp = soh
        assessment.sohLowBp = soh - 100
        assessment.sohHighBp = soh + 100
        change(&assessment)
        return add([.battery(.assessed(id, assessment, stage: .inVehicle))], by: assessor, on: day)
    }

    /// A full battery goes out at a swap, and its energy is measured.
    @discardableResult
    mutating func measure(_ id: String, _ soh: UInt64, on day: Int) -> UInt64 {
        var swap = Swap()
        swap.given.batteryID = id
        swap.given.socBp = 9_000
        swap.given.energyWh = 50_000 * soh * 9 / 100_000
        let events = moved(id, "swapper", .vehicleID("v-\(id)"), .inVehicle)
        return add(events, .swap(swap), by: "swapper", on: day)
    }

    /// A battery is called home.
    @discardableResult
    mutating func recall(
        _ id: String,
        _ reason: RecallReason = .belowStandard,
        on day: Int
    ) -> UInt64 {
        var recall = Recall()
        recall.reason = reason
        recall.openedBy = "bank"
        recall.openedMs = Self.time(day)
        recall.dueMs = Self.time(day + 30)
        return add([.battery(.recalled(id, recall))], on: day)
    }

    mutating func collect(_ id: String, on day: Int) {
        let events = moved(id, "collector", .premises("collector"), .collected)
        add(events + [.battery(.collected(id, by: "collector"))], by: "collector", on: day)
    }

    mutating func receive(_ id: String, at centre: String = "smelter", on day: Int) {
        let receipt = BatteryEvent.receivedAtCentre(id, centre: centre, at: Self.time(day))
        add([.battery(receipt)], by: centre, on: day)
    }

    @discardableResult
    mutating func classify(_ id: String, _ verdict: Verdict, on day: Int) -> UInt64 {
        add([.battery(.classified(id, verdict))], by: "smelter", on: day)
    }

    /// A dismantler takes batteries apart; lots in grams.
    @discardableResult
    mutating func dismantle(
        _ ids: [String],
        _ lots: [(RecoveredMaterial, UInt64)],
        waste: UInt64,
        on day: Int
    ) -> UInt64 {
        var dismantling = Dismantle()
        dismantling.batteryIds = ids
        dismantling.wasteG = waste
        dismantling.lots = lots.enumerated().map { index, lot in
            var output = LotOutput()
            output.lotID = "lot-\(leaf + 1)-\(index)"
            output.material = lot.0
            output.massG = lot.1
            return output
        }
        let events = ids.map { Event.battery(.dismantled($0, by: "smelter")) }
        return add(events, .dismantle(dismantling), by: "smelter", on: day)
    }

    /// A model of the rated battery with 4 kg of lithium and 28 kg of copper.
    mutating func declareModel(on day: Int = 0) {
        var model = RegisterModel()
        model.modelID = "model-a"
        model.contents = [(RecoveredMaterial.lithium, 4_000), (.copper, 28_000)].map { item in
            var content = MaterialContent()
            content.material = item.0
            content.massG = UInt64(item.1)
            return content
        }
        add([.model(.registered(model, by: "maker"))], by: "maker", on: day)
    }
}
