// The figures of a scenario, a type for each section of its file; national.yaml says what they
// mean. Shares are from 0 to 1.

/// How large the fleet is, and how it ages.
struct FleetFigures: Sendable {
    let adoptionYears: Double
    let packsPerStation: Int
    let spareShare: Double
    let nmcShare: Double
    let cyclesADay: Double
    let secondUseCyclesADay: Double
    let paceDeviation: Double

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow([
            "adoption_years", "packs_per_station", "spare_share", "nmc_share", "cycles_a_day",
            "second_use_cycles_a_day", "pace_deviation",
        ])
        adoptionYears = try reader.number("adoption_years", 0...10)
        packsPerStation = try reader.whole("packs_per_station", 10...120)
        spareShare = try reader.number("spare_share", 0.05...0.3)
        nmcShare = try reader.number("nmc_share", 0...1)
        cyclesADay = try reader.number("cycles_a_day", 0.1...3)
        secondUseCyclesADay = try reader.number("second_use_cycles_a_day", 0.1...3)
        paceDeviation = try reader.number("pace_deviation", 0...0.3)
    }
}

/// How often batteries are swapped.
struct SwapFigures: Sendable {
    let meanDays: Int
    let spreadDays: Int
    let heldShare: Double
    let releasedShare: Double
    let noiseBp: Int

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow(["mean_days", "spread_days", "held_share", "released_share", "noise_bp"])
        // At most 40 days between two swaps, so that no honest pack is silent for 60.
        meanDays = try reader.whole("mean_days", 2...40)
        spreadDays = try reader.whole("spread_days", 0...min(meanDays - 1, 40 - meanDays))
        heldShare = try reader.number("held_share", 0...1)
        releasedShare = try reader.number("released_share", 0...1)
        noiseBp = try reader.whole("noise_bp", 0...100)
    }
}

/// How leases go.
struct LeaseFigures: Sendable {
    let termDays: Int
    let renewedShare: Double
    let calledHomeShare: Double
    let paidShare: Double
    let upgradedAYear: Double
    let resoldAYear: Double
    let boughtOutAYear: Double

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow([
            "term_days", "renewed_share", "called_home_share", "paid_share", "upgraded_a_year",
            "resold_a_year", "bought_out_a_year",
        ])
        termDays = try reader.whole("term_days", 90...3_650)
        renewedShare = try reader.number("renewed_share", 0...1)
        calledHomeShare = try reader.number("called_home_share", 0...(1 - renewedShare))
        paidShare = try reader.number("paid_share", 0...1)
        upgradedAYear = try reader.number("upgraded_a_year", 0...0.5)
        resoldAYear = try reader.number("resold_a_year", 0...0.5)
        boughtOutAYear = try reader.number("bought_out_a_year", 0...0.1)
    }
}

/// How packs are looked after.
struct ServiceFigures: Sendable {
    let repairsAYear: Double
    let workshopShare: Double
    let assessedEveryBp: Int
    let assessedEveryDays: Int

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow([
            "repairs_a_year", "workshop_share", "assessed_every_bp", "assessed_every_days",
        ])
        repairsAYear = try reader.number("repairs_a_year", 0...1)
        workshopShare = try reader.number("workshop_share", 0...1)
        assessedEveryBp = try reader.whole("assessed_every_bp", 100...500)
        assessedEveryDays = try reader.whole("assessed_every_days", 30...1_000)
    }
}

/// What befalls vehicles and packs without anyone's fault.
struct LossFigures: Sendable {
    let scrappedAYear: Double
    let destroyedAYear: Double
    let lostAndFoundAYear: Double
    let safetyAYear: Double
    let exportedShare: Double

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow([
            "scrapped_a_year", "destroyed_a_year", "lost_and_found_a_year", "safety_a_year",
            "exported_share",
        ])
        scrappedAYear = try reader.number("scrapped_a_year", 0...0.2)
        destroyedAYear = try reader.number("destroyed_a_year", 0...0.05)
        lostAndFoundAYear = try reader.number("lost_and_found_a_year", 0...0.05)
        safetyAYear = try reader.number("safety_a_year", 0...0.05)
        exportedShare = try reader.number("exported_share", 0...1)
    }
}

/// How packs are called home.
struct RecallFigures: Sendable {
    let noticedShare: Double
    let pointShare: Double

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow(["noticed_share", "point_share"])
        noticedShare = try reader.number("noticed_share", 0...1)
        pointShare = try reader.number("point_share", 0...1)
    }
}

/// How packs go on in a second use.
struct CascadeFigures: Sendable {
    let secondUseShare: Double
    let againShare: Double
    let withdrawnShare: Double
    let groupSize: Int

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow(["second_use_share", "again_share", "withdrawn_share", "group_size"])
        secondUseShare = try reader.number("second_use_share", 0...1)
        againShare = try reader.number("again_share", 0...1)
        withdrawnShare = try reader.number("withdrawn_share", 0...1)
        groupSize = try reader.whole("group_size", 1...8)
    }
}

/// What is got back of the material, and where it goes.
struct MaterialFigures: Sendable {
    /// Recovered parts of the content in basis points.
    let lithiumBp: ClosedRange<Int>
    let metalsBp: ClosedRange<Int>
    let recycledShare: Double
    let discountBp: Int

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow(["lithium_bp", "metals_bp", "recycled_share", "discount_bp"])
        // Below what supervision asks for nobody would be honest.
        lithiumBp = try reader.span("lithium_bp", 9_001...10_000)
        metalsBp = try reader.span("metals_bp", 9_801...10_000)
        recycledShare = try reader.number("recycled_share", 0...1)
        discountBp = try reader.whole("discount_bp", 1...9_999)
    }
}

/// Batteries from before the ledger.
struct LegacyFigures: Sendable {
    let enrolledAYear: Double
    let years: Int

    init(_ reader: ScenarioReader) throws(ScenarioError) {
        try reader.allow(["enrolled_a_year", "years"])
        enrolledAYear = try reader.number("enrolled_a_year", 0...0.1)
        years = try reader.whole("years", 0...20)
    }
}
