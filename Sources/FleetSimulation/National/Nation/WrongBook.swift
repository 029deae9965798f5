/// Which wrongs wait for an occasion, and who would do them.
struct WrongBook {
    private var wanted: [Int]
    private let culprits: [String?]

    init(_ wrongs: [ScenarioWrong]) {
        wanted = PlantingKind.allCases.map { _ in 0 }
        culprits = PlantingKind.allCases.map { kind in
            wrongs.first { $0.kind == kind }?.memberID
        }
    }

    /// One more of that kind is to be planted.
    mutating func want(_ kind: PlantingKind) { wanted[kind.index] += 1 }

    /// One has been planted.
    mutating func done(_ kind: PlantingKind) { wanted[kind.index] -= 1 }

    func isWanted(_ kind: PlantingKind) -> Bool { wanted[kind.index] > 0 }

    /// Who does it; empty if nobody.
    func culprit(_ kind: PlantingKind) -> String { culprits[kind.index] ?? "" }
}

extension PlantingKind {
    /// Its place in the list of kinds.
    fileprivate var index: Int {
        switch self {
        case .leak: 0
        case .lateReport: 1
        case .falseAssessment: 2
        case .phantomDismantling: 3
        case .poorRecovery: 4
        case .swappedLabels: 5
        case .offlineSwap: 6
        case .unqualifiedHandler: 7
        case .scenarioExceeded: 8
        case .stockpile: 9
        case .idleTreatment: 10
        case .untracedSource: 11
        case .missingShipment: 12
        case .telemetryGap: 13
        case .cellSpread: 14
        case .copiedPlates: 15
        case .wrongCode: 16
        }
    }
}

extension Nation {
    /// Spreads the occasions of every wrong evenly over the years that it happens in.
    mutating func planWrongs() {
        for wrong in scenario.wrongs where wrong.perThousand > 0 {
            let first = wrong.fromYear * 365
            // What is planted later could not be found before the story ends.
            let last = agenda.lastDay - wrong.kind.withinDays - 60
            guard first < last else { continue }
            let years = Double(last - first) / 365
            let count = max(1, Int(wrong.perThousand * Double(options.fleet) / 1_000 * years))
            for number in 0..<count {
                let begin = first + (last - first) * number / count
                let end = first + (last - first) * (number + 1) / count
                agenda.enter(.want(wrong.kind), on: random.whole(in: begin...max(begin, end - 1)))
            }
        }
    }

    /// Whether a wrong waits for an occasion, and could still be found.
    func isWanted(_ kind: PlantingKind) -> Bool {
        wrongs.isWanted(kind) && today + kind.withinDays + 3 <= agenda.lastDay
    }

    /// Whether `member` would do such a wrong now.
    func isWanted(_ kind: PlantingKind, by member: String) -> Bool {
        isWanted(kind) && wrongs.culprit(kind) == member
    }

    /// Puts down what the intent just written has planted; `isPromised` if it was counted as done
    /// when it began.
    mutating func plant(
        _ kind: PlantingKind,
        _ subject: String,
        by memberID: String? = nil,
        related: [String] = [],
        isPromised: Bool = false
    ) {
        if !isPromised { wrongs.done(kind) }
        plantings.append(
            Planting(
                kind: kind,
                subject: subject,
                related: related,
                memberID: memberID ?? wrongs.culprit(kind),
                plantedMs: clock
            )
        )
    }

    /// One of `members` by its index: the one that a wrong waits for, or any.
    mutating func choose(_ members: [String], for kinds: PlantingKind...) -> Int {
        for kind in kinds where isWanted(kind) {
            let culprit = wrongs.culprit(kind)
            if let index = members.firstIndex(of: culprit) { return index }
        }
        return index(of: members)
    }
}
