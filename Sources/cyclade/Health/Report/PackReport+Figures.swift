import BatteryHealth

extension PackReport {
    private static let day = 86_400.0
    static let days = Words("天（自首次读数）", "days since the first reading")
    static let dayColumn = Words("天", "Day")

    var figures: [Figure] { [capacity, charges, incrementalCapacity, resistance, spread] }

    /// A time as days since the first reading.
    func days(_ time: Double) -> Double { (time - (history.firstTime ?? 0)) / Self.day }

    /// The capacity as it became known, with nine cases of ten, and the limits that are in sight.
    private var capacity: Figure {
        let points = history.capacities.thinned(to: Chart.mostPoints)
        let rated = history.model.ratedCapacity
        let lowest = points.map(\.capacity).min() ?? rated
        var chart = Chart(
            id: "capacity",
            title: Words("容量变化", "Capacity at 25 °C"),
            xName: Self.days,
            yName: Words("安时", "Ah"),
            empty: Words("还没有可计入的充电过程", "No charge that counts yet")
        )
        chart.layers = [
            Chart.Layer(
                shape: .band(
                    points.map { (days($0.time), $0.lower, $0.upper) }
                ),
                name: Words("90 %区间", "90 % interval")
            ),
            Chart.Layer(
                shape: .line(points.map { Chart.Point(x: days($0.time), y: $0.capacity) }),
                name: Words("容量", "capacity")
            ),
        ]
        chart.limits = [
            Chart.Limit(
                level: Decision.leastForVehicles * rated,
                name: Words("额定80 %：退出车用", "80 % of rated: leaves vehicles")
            )
        ]
        if lowest < Self.sightOfEnd * rated {
            chart.limits.append(
                Chart.Limit(
                    level: Decision.leastForSecondUse * rated,
                    name: Words("额定20 %：拆解", "20 % of rated: dismantled")
                )
            )
        }
        return Figure(
            chart: chart,
            reading: Words(
                "线是每次充电后所知的容量，带是九成把握的范围。整条带在虚线之上才能留车。",
                "The line is the capacity as known after each charge, the band holds it in nine "
                    + "cases of ten. It stays in vehicles while the whole band is above the dashed "
                    + "line."
            ),
            table: PageTable(
                header: [
                    Self.dayColumn, Words("容量Ah", "Capacity, Ah"), Words("区间Ah", "Interval, Ah"),
                ],
                rows: points.thinned(to: Figure.mostRows).map {
                    [
                        .number(days($0.time).text(places: 1)),
                        .number($0.capacity.text(places: 1)),
                        .number("\($0.lower.text(places: 1)) – \($0.upper.text(places: 1))"),
                    ]
                }
            )
        )
    }

    /// Below it the limit of 20 % is drawn, as a part of the rated capacity.
    private static let sightOfEnd = 0.5

    /// What each deep charge alone would say.
    private var charges: Figure {
        let deep = history.sessions.filter { $0.gapCount == 0 && $0.stateOfChargeChange >= 0.2 }
            .thinned(to: Chart.mostPoints)
        let alone = deep.map {
            Chart.Point(x: days($0.end.time), y: $0.charge / $0.stateOfChargeChange)
        }
        var chart = Chart(
            id: "charges",
            title: Words("单次充电", "Charges of 20 % or more, each alone"),
            xName: Self.days,
            yName: Words("安时", "Ah"),
            empty: Words("没有20 %以上且无中断的充电", "No charge of 20 % or more without gaps")
        )
        chart.layers = [
            Chart.Layer(shape: .dots(alone), name: Words("一次充电", "one charge"), colour: 1)
        ]
        return Figure(
            chart: chart,
            reading: Words(
                "每点是一次充电单独给出的容量，未按温度修正。分散属正常，趋势才说明问题。",
                "Each dot is the capacity that one charge alone would give, at its own "
                    + "temperature. Scatter is usual; only a trend tells."
            ),
            table: PageTable(
                header: [
                    Self.dayColumn, Words("充入Ah", "Charge, Ah"), Words("荷电变化", "Change of charge"),
                    Words("容量Ah", "Capacity, Ah"),
                ],
                rows: zip(deep, alone).map { ($0, $1) }.thinned(to: Figure.mostRows).map {
                    session,
                    point in
                    [
                        .number(point.x.text(places: 1)), .number(session.charge.text(places: 1)),
                        .number(session.stateOfChargeChange.percent(places: 0)),
                        .number(point.y.text(places: 1)),
                    ]
                }
            )
        )
    }
}
