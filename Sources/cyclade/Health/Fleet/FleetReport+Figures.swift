import BatteryHealth

extension FleetReport {
    var figures: [Figure] { [healths] }

    /// How many batteries are how healthy, in steps of 5 %.
    private var healths: Figure {
        let steps = fleet.batteries.compactMap { entry in
            entry.health.map { Int((min(max($0.value, 0), Self.mostHealth) * 20).rounded(.down)) }
        }
        let counts = steps.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        // All from 0 to 100 %, so that pictures of two fleets can be laid side by side.
        let all = steps.isEmpty ? [] : Array(0..<max(Self.usualSteps, (steps.max() ?? 0) + 1))
        var chart = Chart(
            id: "healths",
            title: Words("健康状态分布", "States of health"),
            xName: Words("健康状态 %", "state of health, %"),
            yName: Words("电池数", "batteries"),
            empty: Words("没有已知的健康状态", "No state of health is known"),
            startsAtZero: true,
            counts: true
        )
        let uses = [
            (Decision.leastForVehicles..<Double.infinity, Words("留在车上", "for vehicles"), 2),
            (
                Decision.leastForSecondUse..<Decision.leastForVehicles, Words("梯次利用", "second use"),
                1
            ),
            (0..<Decision.leastForSecondUse, Words("材料", "materials"), 3),
        ]
        chart.layers = uses.map { range, name, colour in
            let bars = all.filter { range.contains((Double($0) + 0.5) / 20) }
            return Chart.Layer(
                shape: .bars(
                    bars.map { (Double($0) * 5, Double($0) * 5 + 5, Double(counts[$0] ?? 0)) }
                ),
                name: name,
                colour: colour
            )
        }
        return Figure(
            chart: chart,
            reading: Words(
                "柱高是健康状态估计值在该5 %段内的电池数；健康状态未知的不在其中。",
                "A bar is how many batteries have an estimate within 5 %; those without one are "
                    + "not in it. Verdicts go by the whole interval, not by the bar."
            ),
            table: PageTable(
                header: [Words("健康状态", "State of health"), Words("电池数", "Batteries")],
                rows: counts.sorted { $0.key < $1.key }.map {
                    [.number("\($0 * 5) – \($0 * 5 + 5) %"), .number("\($1)")]
                }
            )
        )
    }

    private static let mostHealth = 1.5
    private static let usualSteps = 20
    private static let mostWorst = 10

    /// The batteries whose cells are farthest apart.
    var spreads: String {
        let worst = fleet.batteries.compactMap { entry in entry.spread.map { (entry, $0) } }
            .sorted { $0.1 > $1.1 }.prefix(Self.mostWorst)
        return PageTable(
            header: [Words("电池", "Battery"), Words("最近静置压差", "At the newest rest")],
            rows: worst.map { entry, spread in
                [.html(Self.link(entry)), .number("\((spread * 1_000).text(places: 0)) mV")]
            }
        ).html
    }

    /// The batteries that resist most among those of their kind.
    var resistances: String {
        let kinds = Dictionary(grouping: fleet.batteries.filter { $0.resistance != nil }) {
            Kind(of: $0)
        }
        let ratios = kinds.values.filter { $0.count >= Self.leastAlike }.flatMap { batteries in
            let sorted = batteries.compactMap(\.resistance).sorted()
            let middle = sorted[sorted.count / 2]
            return batteries.compactMap { entry in
                entry.resistance.map { (entry, $0, $0 / middle) }
            }
        }
        let worst = ratios.sorted { ($0.2, $1.0.id) > ($1.2, $0.0.id) }.prefix(Self.mostWorst)
        return PageTable(
            header: [
                Words("电池", "Battery"), Words("25 °C内阻", "Resistance at 25 °C"),
                Words("与同类中位数之比", "Of the median of its kind"),
            ],
            rows: worst.map { entry, ohms, ratio in
                [
                    .html(Self.link(entry)), .number("\((ohms * 1_000).text(places: 1)) mΩ"),
                    .number(ratio.percent(places: 0)),
                ]
            }
        ).html
    }

    /// Fewer have no middle to be compared with.
    private static let leastAlike = 3
}

/// Batteries whose resistances can be compared.
private struct Kind: Hashable {
    let chemistry: Chemistry
    let ratedCapacity: Double
    let seriesCellCount: Int

    init(of entry: FleetEntry) {
        chemistry = entry.chemistry
        ratedCapacity = entry.ratedCapacity
        seriesCellCount = entry.seriesCellCount
    }
}
