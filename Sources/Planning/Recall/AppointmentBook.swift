public import Vocabulary

/// The appointments that are already made: what of the sites' capacity is no longer free.
public struct AppointmentBook: Hashable, Sendable {
    private struct Page: Hashable {
        var perWindow: [UnixMilliseconds: Int] = [:]
        var perDay: [Int: Int] = [:]
        var held: [ModelID: Int] = [:]
        var baysUsed = 0
    }

    private var pages: [SiteID: Page] = [:]

    /// Creates a book without appointments.
    public init() {}

    /// Enters an appointment.
    public mutating func enter(_ appointment: RecallAppointment) {
        enter(
            at: appointment.site,
            from: appointment.window.start,
            holding: appointment.held,
            condition: appointment.condition
        )
    }

    /// Enters an appointment of which no more is known than what it takes up.
    ///
    /// - Parameters:
    ///   - site: Where the pack is handed in.
    ///   - start: When its window begins.
    ///   - model: The model of which a pack is held for the vehicle; `nil` if it gets none.
    ///   - condition: The condition of the pack.
    public mutating func enter(
        at site: SiteID,
        from start: UnixMilliseconds,
        holding model: ModelID?,
        condition: PackCondition
    ) {
        pages[site, default: Page()].perWindow[start, default: 0] += 1
        pages[site, default: Page()].perDay[Self.day(of: start), default: 0] += 1
        if let model { pages[site, default: Page()].held[model, default: 0] += 1 }
        if condition == .damaged { pages[site, default: Page()].baysUsed += 1 }
    }

    /// How many more packs a site can take in a window.
    func room(at site: Site, in window: AppointmentWindow) -> Int {
        let taken = pages[site.id]?.perWindow[window.start] ?? 0
        let inDay = room(at: site, onDay: Self.day(of: window.start))
        return min(max(0, site.intake.packsPerWindow - taken), inDay)
    }

    /// How many more packs a site can take on a day.
    func room(at site: Site, onDay day: Int) -> Int {
        max(0, site.intake.packsPerDay - (pages[site.id]?.perDay[day] ?? 0))
    }

    /// How many replacement packs of a model a site has that are not held yet.
    func stock(of model: ModelID, at site: Site) -> Int {
        max(0, site.stock.count(of: model) - (pages[site.id]?.held[model] ?? 0))
    }

    /// How many bays for damaged packs a site has that are not promised yet.
    func bays(at site: Site) -> Int {
        max(0, site.intake.quarantineBays - (pages[site.id]?.baysUsed ?? 0))
    }

    /// The day that counts for a site's daily capacity.
    static func day(of time: UnixMilliseconds) -> Int {
        LocalTime.minute(of: time) / LocalTime.minutesPerDay
    }
}
