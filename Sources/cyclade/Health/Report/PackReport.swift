import BatteryHealth

/// A page about one battery: the verdict, what it rests on, and its capacity over time.
struct PackReport {
    let history: PackHistory
    let assessment: PackAssessment

    private static let day = 86_400.0

    /// The page; it needs nothing from elsewhere.
    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(assessment.model.escaped): health</title>
        <style>
        body { font: 16px/1.5 sans-serif; max-width: 760px; margin: 2rem auto; padding: 0 1rem; color: #1f2328 }
        h1 { font-size: 1.4rem } svg { width: 100%; height: auto; margin: 1rem 0 }
        pre { white-space: pre-wrap; background: #f6f8fa; padding: 1rem; border-radius: 6px }
        .verdict { font-size: 1.2rem; font-weight: 600 }
        </style>
        </head>
        <body>
        <h1>\(assessment.model.escaped)</h1>
        <p class="verdict">\(assessment.decision.verdict.rawValue.escaped)</p>
        \(charts.map(\.svg).joined(separator: "\n"))
        <pre>\(assessment.text.escaped)</pre>
        </body>
        </html>

        """
    }

    var charts: [Chart] { [capacity, charges].filter { !$0.layers.isEmpty } }

    /// The capacity as it became known, with nine cases of ten, and where vehicles are left.
    private var capacity: Chart {
        let points = history.capacities
        var chart = Chart(title: "Capacity at 25 °C", xName: "days", yName: "Ah")
        guard points.count > 1 else { return chart }
        chart.layers = [
            .band(
                points.map {
                    let half = 1.645 * $0.deviation
                    return ($0.time / Self.day, $0.capacity - half, $0.capacity + half)
                },
                name: "90 % interval"
            ),
            .line(
                points.map { Chart.Point(x: $0.time / Self.day, y: $0.capacity) },
                name: "capacity"
            ),
            .limit(
                Decision.leastForVehicles * history.model.ratedCapacity,
                name: "80 % of rated: leaves vehicles"
            ),
        ]
        return chart
    }

    /// What each deep charge alone would say.
    private var charges: Chart {
        let deep = history.sessions.filter { $0.gapCount == 0 && $0.stateOfChargeChange >= 0.2 }
        var chart = Chart(title: "Charges of 20 % or more, each alone", xName: "days", yName: "Ah")
        guard deep.count > 1 else { return chart }
        chart.layers = [
            .dots(
                deep.map {
                    Chart.Point(x: $0.end.time / Self.day, y: $0.charge / $0.stateOfChargeChange)
                },
                name: "one charge"
            )
        ]
        return chart
    }
}
