import BatteryHealth
import Testing

@Suite("Charges and what they count for")
struct ChargeSessionTests {
    /// What a day of a pack of 135 Ah is like.
    private struct Day {
        /// At the end of the charge.
        var stateOfCharge = 1.0
        /// What the management says is that times so much.
        var managed = 1.0
        var ending: PackReading.Charging? = .complete
        /// With the last of the charge, or after it.
        var endsAtRest = true
        /// What the vehicle itself draws once it is complete, in amperes.
        var idle = 0.0
        /// How long after the charge it says so, in seconds.
        var delay = 0.0
        var temperature = 25.0
        var gap = 0.0
        var capacity = 135.0
    }

    private static func history(_ days: [Day]) -> PackHistory {
        var history = PackHistory(SyntheticPack.model)
        for (number, day) in days.enumerated() {
            var (time, charge) = (Double(number) * 86_400, 0.3)
            func report(_ current: Double, _ charging: PackReading.Charging) {
                var reading = PackReading(time: time)
                reading.current = current
                reading.stateOfCharge = min((charge * day.managed * 100).rounded() / 100, 1)
                let cell = 3.35 + 0.75 * charge
                (reading.cellMaximum, reading.cellMinimum) = (cell, cell - 0.01)
                (reading.temperatureMaximum, reading.temperatureMinimum) =
                    (day.temperature, day.temperature)
                reading.charging = charging
                history.add(reading)
                time += 10
                charge -= current * 10 / 3_600 / day.capacity
            }
            while charge < day.stateOfCharge {
                report(-40, .parked)
                if charge < 0.5, charge + 0.001 > 0.5 { time += day.gap }
            }
            guard let ending = day.ending else { continue }
            if !day.endsAtRest { report(-2, ending) }
            time += day.delay
            if day.delay > 0 { charge = 1 }
            for _ in 0..<3 { report(day.idle, ending) }
        }
        history.finish()
        return history
    }

    @Test(
        "a charge that is complete is full, with the last of the current or after it",
        arguments: [true, false],
        [0.0, 1.5]
    )
    func full(endsAtRest: Bool, idle: Double) {
        let history = Self.history([Day(endsAtRest: endsAtRest, idle: idle)])
        #expect(history.sessions.map(\.end.anchor) == [.full])
    }

    @Test("a battery that is full hours later was not filled by this charge")
    func fullLater() {
        let history = Self.history([Day(stateOfCharge: 0.8, delay: 8 * 3_600)])
        #expect(history.sessions.first?.end.anchor == .management)
    }

    @Test("a charge that is complete at a limit of 80 % is not full", arguments: [true, false])
    func limited(endsAtRest: Bool) throws {
        let day = Day(stateOfCharge: 0.8, endsAtRest: endsAtRest)
        let history = Self.history(Array(repeating: day, count: 12))
        #expect(history.sessions.allSatisfy { $0.end.anchor == .management })
        let capacity = try #require(history.assessment().capacity)
        #expect(abs(capacity / 135 - 1) < 0.02)
    }

    @Test("a state of charge told as a part of 1 makes no capacity")
    func wrongUnit() throws {
        let day = Day(managed: 0.01)
        let assessment = Self.history(Array(repeating: day, count: 12)).assessment()
        #expect(assessment.health == nil)
        #expect(
            assessment.remarks.contains { "\($0)".hasPrefix("not enough data: deepest charge") }
        )
    }

    @Test("a charge with a gap, in the cold, far from all others or impossible does not count")
    func rejections() {
        let usual = Array(repeating: Day(stateOfCharge: 0.9, ending: nil), count: 8)
        var days = usual + [Day(stateOfCharge: 0.9, ending: nil, gap: 120)]
        days += [4.0, 46].map { Day(stateOfCharge: 0.9, ending: nil, temperature: $0) }
        days += [5.0, 45].map { Day(stateOfCharge: 0.9, ending: nil, temperature: $0) }
        days += [100.0, 400].map { Day(stateOfCharge: 0.9, ending: nil, capacity: $0) }
        days.append(Day(stateOfCharge: 0.35, ending: nil))
        var capacity = FieldCapacity(SyntheticPack.model)
        let told = Self.history(days).sessions.map { capacity.add($0) }
        let wrong: [FieldCapacity.Rejection?] = [
            .gaps, .temperature, .temperature, nil, nil, .outlier, .impossible, .shallow,
        ]
        #expect(told == Array(repeating: nil, count: 8) + wrong)
    }

    @Test(
        "a capacity that no battery can have is named, not told",
        arguments: [(15_000.0, 0.009), (1.35, 100)]
    )
    func impossible(rated: Double, health: Double) {
        let model = BatteryModel(
            name: "M",
            chemistry: .nmc,
            ratedCapacity: rated,
            seriesCellCount: 91
        )
        var history = PackHistory(model)
        var pack = SyntheticPack(capacity: 135, seed: 5)
        for reading in pack.days(12) { history.add(reading) }
        history.finish()
        let assessment = history.assessment()
        #expect(assessment.health == nil && assessment.capacity == nil)
        #expect(history.capacities.isEmpty && history.warnings.isEmpty)
        #expect(assessment.decision.verdict == .testNeeded)
        #expect(
            assessment.remarks.contains { remark in
                guard case .impossible(let found) = remark else { return false }
                return abs(found / health - 1) < 0.1
            }
        )
    }

    @Test(
        "a state of health above 105 % is named, and decides as long as it may be less",
        arguments: [(1.04, true, 0), (1.065, true, 1), (1.2, false, 1)]
    )
    func aboveRated(health: Double, decides: Bool, doubts: Int) {
        var history = PackHistory(SyntheticPack.model)
        var pack = SyntheticPack(capacity: 150 * health, seed: 6)
        for reading in pack.days(15) { history.add(reading) }
        history.finish()
        let assessment = history.assessment()
        #expect(assessment.health != nil)
        #expect(assessment.decision.verdict == (decides ? .keep : .testNeeded))
        #expect(assessment.decision.reasons == [decides ? .interval : .notCredible])
        let remarks = assessment.remarks.filter { remark in
            if case .aboveRated = remark { true } else { false }
        }
        #expect(remarks.count == doubts)
    }
}
