import CycladeSchema
import Rulebook

// What is said of a battery's health, against what else is known of it.

extension Supervisor {
    /// An assessment older than this is no longer held against what is measured: packs fade.
    static let freshMs: UInt64 = 60 * 86_400_000

    /// Holds a new assessment against the one before.
    mutating func judge(_ number: Int, _ assessment: Assessment, _ entry: SupervisedEntry) {
        if assessment.hasSohBp { judgeHealth(number, assessment, entry) }
        checkSpread(number, assessment, entry)
        checkSafety(number, assessment, entry)
    }

    private mutating func judgeHealth(
        _ number: Int,
        _ assessment: Assessment,
        _ entry: SupervisedEntry
    ) {
        let next = JudgedHealth(
            mark: entry.mark,
            assessorID: assessment.assessorID,
            kind: assessment.kind,
            sohBp: assessment.sohBp,
            lowBp: assessment.sohLowBp,
            highBp: assessment.sohHighBp,
            cycleCount: assessment.hasCycleCount ? assessment.cycleCount : nil
        )
        if let former = batteries[number].judged {
            compare(number, former, next, entry)
            countCycles(number, former, next, entry)
        }
        batteries[number].judged = next
    }

    /// Warns of a battery that is unsafe, once until it is found safe again.
    private mutating func checkSafety(
        _ number: Int,
        _ assessment: Assessment,
        _ entry: SupervisedEntry
    ) {
        let wasUnsafe = batteries[number].isUnsafe
        batteries[number].isUnsafe = !assessment.findings.isEmpty
        guard batteries[number].isUnsafe, !wasUnsafe else { return }
        find(
            .unsafeBattery,
            of: batteries[number].key,
            holder: batteries[number].ownerID,
            evidence: [entry.leaf],
            at: entry.time,
            assessment.findings.map { "\($0)" }.joined(separator: ", ")
        )
    }

    private mutating func compare(
        _ number: Int,
        _ former: JudgedHealth,
        _ next: JudgedHealth,
        _ entry: SupervisedEntry
    ) {
        let jump = policy.supervision.limits.sohJumpBp
        guard jump > 0 else { return }
        let rose = next.lowBp > former.highBp + jump
        let isFresh = entry.time - former.mark.time <= Self.freshMs
        let fell = isFresh && next.highBp + jump < former.lowBp
        guard rose || fell else {
            if isFresh { confirm(number, by: next.assessorID, entry) }
            return
        }
        // A capacity test decides against an estimate; otherwise the later against the earlier.
        let isFormerWrong = next.kind == .capacityTest || former.kind != .capacityTest
        let wrong = isFormerWrong ? former : next
        credits.addBad(
            .consistency,
            of: wrong.assessorID,
            .sohJump,
            leaf: wrong.mark.leaf,
            on: entry.day
        )
        find(
            .sohJump,
            of: batteries[number].key,
            holder: wrong.assessorID,
            evidence: [former.mark.leaf, next.mark.leaf],
            at: entry.time,
            "from \(former.lowBp)-\(former.highBp) bp to \(next.lowBp)-\(next.highBp) bp"
        )
    }

    private mutating func countCycles(
        _ number: Int,
        _ former: JudgedHealth,
        _ next: JudgedHealth,
        _ entry: SupervisedEntry
    ) {
        guard let before = former.cycleCount, let after = next.cycleCount, after < before else {
            return
        }
        find(
            .cycleCountFell,
            of: batteries[number].key,
            holder: batteries[number].custodianID,
            evidence: [former.mark.leaf, next.mark.leaf],
            at: entry.time,
            "from \(before) to \(after) cycles"
        )
    }

    private mutating func checkSpread(
        _ number: Int,
        _ assessment: Assessment,
        _ entry: SupervisedEntry
    ) {
        let most = policy.supervision.limits.cellSpreadMv
        guard most > 0, assessment.hasCellSpreadMv, assessment.cellSpreadMv > most else { return }
        find(
            .cellSpread,
            of: batteries[number].key,
            holder: batteries[number].ownerID,
            evidence: [entry.leaf],
            at: entry.time,
            "\(assessment.cellSpreadMv) mV between cells at rest; at most \(most) mV"
        )
    }

    /// Holds what a swap measured against the newest assessment, and against the swap before.
    mutating func judge(_ measurement: SwapMeasurement, _ entry: SupervisedEntry) {
        guard let number = batteries.number(of: measurement.batteryID),
            let soh = measurement.impliedSohBp(ratedWh: batteries[number].ratedWh)
        else { return }
        let former = batteries[number].measured
        batteries[number].measured = MeasuredHealth(mark: entry.mark, sohBp: soh)
        if let former { compare(number, former, soh, entry) }
        compare(number, soh, entry)
    }

    private mutating func compare(
        _ number: Int,
        _ former: MeasuredHealth,
        _ soh: UInt32,
        _ entry: SupervisedEntry
    ) {
        let jump = policy.supervision.limits.sohJumpBp
        let distance = max(soh, former.sohBp) - min(soh, former.sohBp)
        guard jump > 0, distance > jump, entry.time - former.mark.time <= Self.freshMs else {
            return
        }
        find(
            .sohJump,
            of: batteries[number].key,
            holder: batteries[number].custodianID,
            evidence: [former.mark.leaf, entry.leaf],
            at: entry.time,
            "swaps measured \(former.sohBp) bp, and then \(soh) bp"
        )
    }

    private mutating func compare(_ number: Int, _ soh: UInt32, _ entry: SupervisedEntry) {
        let gap = policy.supervision.limits.measurementGapBp
        guard gap > 0, let judged = batteries[number].judged,
            entry.time - judged.mark.time <= Self.freshMs
        else { return }
        guard soh + gap < judged.lowBp || soh > judged.highBp + gap else {
            return confirm(number, by: "", entry)
        }
        // One contradiction is enough: the next assessment is judged anew.
        batteries[number].judged = nil
        credits.addBad(
            .consistency,
            of: judged.assessorID,
            .measurementContradicts,
            leaf: judged.mark.leaf,
            on: entry.day
        )
        find(
            .measurementContradicts,
            of: batteries[number].key,
            holder: judged.assessorID,
            evidence: [judged.mark.leaf, entry.leaf],
            at: entry.time,
            "assessed at \(judged.lowBp)-\(judged.highBp) bp, and a swap measured \(soh) bp"
        )
    }

    /// Something independent has borne an assessment out.
    private mutating func confirm(
        _ number: Int,
        by assessorID: String,
        _ entry: SupervisedEntry
    ) {
        guard let judged = batteries[number].judged, !judged.isConfirmed,
            judged.assessorID != assessorID
        else { return }
        batteries[number].judged?.isConfirmed = true
        credits.addGood(.consistency, of: judged.assessorID, leaf: entry.leaf, on: entry.day)
    }
}

extension SwapMeasurement {
    /// The state of health that follows from energy and state of charge, in basis points.
    ///
    /// `nil` for a battery that is less than 80 % full, of which energy tells too little, or of
    /// unknown rating.
    func impliedSohBp(ratedWh: UInt64) -> UInt32? {
        guard socBp >= 8_000, ratedWh > 0 else { return nil }
        let (product, overflow) = energyWh.multipliedReportingOverflow(by: 100_000_000)
        guard !overflow else { return nil }
        return UInt32(exactly: product / ratedWh / UInt64(socBp))
    }
}
