import BatteryHealth

/// A state of health as a small bar: its interval, its value, and the limits that decide.
struct HealthBar {
    let health: Estimate

    static let style = """
        .bar { width: 110px; height: 14px; vertical-align: middle }
        .verdict .bar { width: min(100%, 330px); height: 42px }
        .bar .all { fill: var(--soft); fill-opacity: .15 }
        .bar .in { fill: var(--c0); fill-opacity: .55 }
        .bar .at { fill: var(--ink) }
        .bar .mark { stroke: var(--warn); stroke-width: 1 }
        """

    /// From 0 to 110 %, one unit a per cent; the numbers are told beside it.
    var svg: String {
        let (lower, upper) = (Self.place(health.lower), Self.place(health.upper))
        let width = max(1, upper - lower).rounded(places: 1)
        let value = (Self.place(health.value) - 0.5).rounded(places: 1)
        return """
            <svg class="bar" viewBox="0 0 110 14" aria-hidden="true">\
            <rect class="all" y="4" width="110" height="6"/>\
            <rect class="in" x="\(lower)" y="3" width="\(width)" height="8"/>\
            <path class="mark" d="M\(Self.place(Decision.leastForSecondUse)) 1v12\
            M\(Self.place(Decision.leastForVehicles)) 1v12"/>\
            <rect class="at" x="\(value)" y="1" width="1" height="12"/></svg>
            """
    }

    private static func place(_ part: Double) -> Double {
        min(max((part * 100).rounded(places: 1), 0), 110)
    }
}
