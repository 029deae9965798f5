import CycladeSchema

// Batteries that were not born on this ledger: old ones, honestly taken in; and new ones that
// nobody made.

extension Nation {
    /// A manufacturer's code that is nobody's in this scenario.
    private var foreignCode: String {
        let taken = roster.all.map(\.code)
        return ["OLD", "OL2", "OL3", "OL4"].first { !taken.contains($0) } ?? "OL5"
    }

    /// Collectors take in worn batteries from before the ledger, and send them to a dismantler.
    mutating func enrolLegacies() {
        guard today < scenario.legacy.years * 365 else { return }
        legacyDue += scenario.legacy.enrolledAYear * Double(options.fleet) * 30 / 365
        while legacyDue >= 1 {
            legacyDue -= 1
            enrolLegacy()
        }
    }

    private mutating func enrolLegacy() {
        let collector = index(of: roster.collectors)
        let legacies = designs.indices.filter { designs[$0].maker == nil }
        let number = legacies[index(of: legacies)]
        let id: String
        if happens(0.3) {
            // The label cannot be read.
            let text = String(random.next(), radix: 16, uppercase: true)
            id = "ENROL-" + String(repeating: "0", count: 16 - text.count) + text
        } else {
            id = code(
                foreignCode,
                designs[number],
                traceability: "UNKNOWN",
                day: -random.whole(in: 200...1_500)
            )
        }
        enrol(id, number, owner: roster.collectors[collector])
        let pace = 1 + 0.1 * random.unit()
        let bp = random.whole(in: 5_000...7_600)
        var body = PackBody(pace: pace)
        body.cycles = designs[number].cycles(until: bp, pace: pace)
        packs.append(
            NationPack(
                id: id,
                design: number,
                size: 1,
                isSecondUse: false,
                level: 0,
                station: nil,
                madeDay: today,
                body: body,
                owner: roster.collectors[collector]
            )
        )
        let pack = packs.count - 1
        assess(pack, .estimate)
        call(pack, .belowStandard, by: packs[pack].owner)
        packs[pack].collector = collector
        agenda.enter(.collect(pack: pack), on: today + 1)
    }

    private mutating func enrol(_ id: String, _ number: Int, owner: String) {
        let design = designs[number].registration
        var enrolment = EnrolBattery()
        enrolment.batteryID = id
        enrolment.form = .pack
        enrolment.chemistry = design.chemistry
        enrolment.ratedCapacityMah = design.ratedCapacityMah
        enrolment.nominalVoltageMv = design.nominalVoltageMv
        enrolment.massG = design.massG
        enrolment.ownerID = owner
        enrolment.photoCommitment = confidences.photographs(of: "battery/\(id)", for: owner)
        write(owner, .enrolBattery(enrolment))
    }

    /// A dealer enrols a pack that is older than the ledger under the code of another chemistry.
    mutating func plantWrongCode() {
        guard isWanted(.wrongCode) else { return }
        let number = index(of: designs)
        let other = (number + designs.count / 2) % designs.count
        let id = code(
            foreignCode,
            designs[other],
            traceability: "UNKNOWN",
            day: -random.whole(in: 100...700)
        )
        enrol(id, number, owner: wrongs.culprit(.wrongCode))
        plant(.wrongCode, "battery/\(id)")
    }

    /// A dealer enrols a pack that was made after the founding, by nobody of this ledger.
    mutating func plantUntraced() {
        guard isWanted(.untracedSource), today > 60 else { return }
        let number = index(of: designs)
        let age = random.whole(in: 20...min(200, today - 10))
        let id = code(foreignCode, designs[number], traceability: "UNKNOWN", day: today - age)
        enrol(id, number, owner: wrongs.culprit(.untracedSource))
        plant(.untracedSource, "battery/\(id)")
    }
}
