import BatteryHealth

/// What the cells' voltages tell beside the capacity.
extension PackReport {
    /// How much went in a volt, early and late.
    var incrementalCapacity: Figure {
        let isLFP = history.model.chemistry == .lfp
        let curves = history.steadyCharges.compactMap { charge in
            // The plateaus of lithium iron phosphate are a few millivolts wide.
            (try? IncrementalCapacity(
                charge.curve,
                step: isLFP ? 0.001 : 0.002,
                smoothing: isLFP ? 0.004 : 0.010
            )).map { (charge, $0) }
        }
        var chart = Chart(
            id: "incremental",
            title: Words("增量容量曲线", "Incremental capacity, dQ/dV"),
            xName: Words("电芯电压 V", "voltage of the mean cell, V"),
            yName: Words("安时/伏", "Ah/V"),
            empty: Words("没有足够长的平稳充电", "No long charge with a steady current"),
            startsAtZero: true
        )
        chart.layers = curves.enumerated().map { index, curve in
            let points = zip(curve.1.voltages, curve.1.values).map { Chart.Point(x: $0, y: $1) }
            return Chart.Layer(
                shape: .line(points.thinned(to: Self.mostCurvePoints)),
                name: name(of: curve.0),
                colour: index
            )
        }
        return Figure(
            chart: chart,
            reading: Words(
                "峰是电极的相变。峰变矮说明活性材料损失，峰右移说明内阻上升；只比较电流相近的曲线。",
                "Peaks are phases of the electrodes. A peak that sinks tells of lost active "
                    + "material, one that moves right of grown resistance. Compare curves of like "
                    + "currents only."
            ),
            table: PageTable(
                header: [
                    Words("充电", "Charge"), Words("峰位V", "Peak, V"), Words("峰高Ah/V", "Height, Ah/V"),
                    Words("峰面积Ah", "Area, Ah"),
                ],
                rows: curves.flatMap { charge, curve in
                    curve.peaks().map { peak in
                        [
                            .text(name(of: charge).line), .number(peak.voltage.text(places: 3)),
                            .number(peak.height.text(places: 1)),
                            .number(peak.area.text(places: 1)),
                        ]
                    }
                }
            )
        )
    }

    private static let mostCurvePoints = 240

    private func name(of charge: SteadyCharge) -> Words {
        let day = days(charge.time).text(places: 0)
        let rate = (charge.current / history.model.ratedCapacity).text(places: 2)
        return Words("第\(day)天", "day \(day), \(rate) C")
    }

    var resistance: Figure {
        let points = history.resistances
        var chart = Chart(
            id: "resistance",
            title: Words("内阻变化", "Resistance at 25 °C"),
            xName: Self.days,
            yName: Words("毫欧", "mΩ"),
            empty: Words("电流阶跃还不够多", "Too few steps of current yet")
        )
        chart.layers = [
            Chart.Layer(
                shape: .band(
                    points.map {
                        let half = 1.645 * ($0.deviation ?? 0)
                        return (days($0.time), ($0.value - half) * 1_000, ($0.value + half) * 1_000)
                    }
                ),
                name: Words("90 %区间", "90 % interval"),
                colour: 2
            ),
            Chart.Layer(
                shape: .line(points.map { Chart.Point(x: days($0.time), y: $0.value * 1_000) }),
                name: Words("内阻", "resistance"),
                colour: 2
            ),
        ]
        return Figure(
            chart: chart,
            reading: Words(
                "由行驶中的电流阶跃得出的整包内阻（约十秒）。只与自身比较：升高说明老化。",
                "Of the whole pack over about ten seconds, from steps of current in daily life. "
                    + "Compare it with itself: a rise tells of ageing."
            ),
            table: trendTable(points, Words("内阻mΩ", "Resistance, mΩ"), places: 1)
        )
    }

    var spread: Figure {
        let points = history.spreads
        let limits = history.model.warningLimits[.restSpread]?.limits ?? [:]
        let highest = points.map(\.value).max() ?? 0
        var chart = Chart(
            id: "spread",
            title: Words("静置压差", "Spread of the cells at rest"),
            xName: Self.days,
            yName: Words("毫伏", "mV"),
            empty: Words("没有足够长的静置读数", "No reading after a long rest"),
            startsAtZero: true
        )
        chart.layers = [
            Chart.Layer(
                shape: .dots(points.map { Chart.Point(x: days($0.time), y: $0.value * 1_000) }),
                name: Words("最高与最低电芯之差", "highest cell less lowest"),
                colour: 4
            )
        ]
        // A limit far above all points would press them flat.
        chart.limits = limits.sorted { $0.key < $1.key }
            .filter { level, limit in level == .watch || highest > limit / 2 }
            .map { level, limit in
                Chart.Limit(
                    level: limit * 1_000,
                    name: Words(level.words.chinese, "limit: \(level.words.english)")
                )
            }
        return Figure(
            chart: chart,
            reading: Words(
                "静置后最高与最低电芯的电压差（荷电30–95 %）。持续上升说明有电芯掉队。",
                "Between the highest and the lowest cell after a rest at 30 to 95 % of charge. A "
                    + "steady rise tells of a cell that falls behind."
            ),
            table: trendTable(points, Words("压差mV", "Spread, mV"), places: 0)
        )
    }

    /// Values in thousandths of their unit.
    private func trendTable(_ points: [Trend.Point], _ name: Words, places: Int) -> PageTable {
        PageTable(
            header: [Self.dayColumn, name],
            rows: points.thinned(to: Figure.mostRows).map {
                [
                    .number(days($0.time).text(places: 1)),
                    .number(($0.value * 1_000).text(places: places)),
                ]
            }
        )
    }
}
