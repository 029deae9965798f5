import BatteryHealth
import TestSupport
import Testing

@Suite("What a pack's pages draw")
struct PackTrendsTests {
    private static let day = 86_400.0

    @Test("a trend stays bounded, and keeps its first point and about the newest")
    func bounded() throws {
        var trend = Trend()
        for number in 0..<20_000 {
            trend.add(Trend.Point(time: Double(number) * Self.day / 2, value: Double(number)))
        }
        let points = trend.points
        #expect((Trend.mostPoints / 2...Trend.mostPoints).contains(points.count))
        #expect(points.first?.value == 0)
        let last = try #require(points.last)
        #expect(19_999 * Self.day / 2 - last.time < trend.interval)
        #expect(zip(points, points.dropFirst()).allSatisfy { $1.time - $0.time >= Self.day })
    }

    @Test("a value that is no number is not kept")
    func unreadable() {
        var trend = Trend()
        trend.add(Trend.Point(time: .nan, value: 1))
        trend.add(Trend.Point(time: 1, value: .infinity))
        #expect(trend.points.isEmpty)
    }

    @Test("the first, the newest and some steady charges in between are kept")
    func steady() throws {
        var pack = SyntheticPack(capacity: 130, seed: 11)
        var history = PackHistory(SyntheticPack.model)
        var counts: [Int] = []
        var first: SteadyCharge?
        for _ in 0..<40 {
            for reading in pack.days(1) { history.add(reading) }
            let charges = history.steadyCharges
            first = first ?? charges.first
            #expect(charges.first == first)
            #expect(zip(charges, charges.dropFirst()).allSatisfy { $0.time < $1.time })
            counts.append(charges.count)
        }
        #expect(counts.max() == 6)
        let newest = try #require(history.steadyCharges.last)
        #expect(newest.time > (history.sessions.last?.start.time ?? .infinity))
        // The synthetic cell's voltage is a straight line over its charge.
        let curve = try IncrementalCapacity(newest.curve)
        let level = 130 / 0.75
        #expect(curve.values.allSatisfy { abs($0 / level - 1) < 0.1 })
    }

    @Test("a charge that follows a stronger one begins where the cells have come back")
    func settled() throws {
        var history = PackHistory(SyntheticPack.model)
        var reading = PackReading(time: 0)
        reading.charging = .parked
        func add(_ current: Double, _ cell: Double) {
            reading.time += 10
            (reading.current, reading.stateOfCharge) = (-current, 0.5)
            (reading.cellMaximum, reading.cellMinimum) = (cell + 0.01, cell - 0.01)
            history.add(reading)
        }
        for number in 0..<60 { add(140, 3.80 + Double(number) * 0.000_5) }
        for number in 0..<30 { add(50, 3.75 - Double(number) * 0.001) }
        for number in 0..<500 { add(50, 3.72 + Double(number) * 0.000_5) }
        history.finish()
        let charge = try #require(history.steadyCharges.first)
        #expect(history.steadyCharges.count == 1)
        #expect(abs((charge.curve.voltages.first ?? 0) - 3.72) < 0.002)
        let curve = try IncrementalCapacity(charge.curve)
        let level = 50.0 * 10 / 3_600 / 0.000_5
        #expect(curve.values.allSatisfy { abs($0 / level - 1) < 0.05 })
    }

    @Test("the resistance is known from enough steps on, the spread after a rest")
    func known() throws {
        var pack = SyntheticPack(capacity: 130, seed: 12)
        var history = PackHistory(SyntheticPack.model)
        var readings = pack.days(1)
        let last = try #require(readings.last)
        readings += (1...400).map { number in
            var reading = last
            reading.time += Double(number) * 10
            let current = number.isMultiple(of: 2) ? 60.0 : 0
            (reading.current, reading.voltage) = (current, 336 - current * 0.08)
            (reading.cellMaximum, reading.cellMinimum) = (nil, nil)
            return reading
        }
        for reading in readings { history.add(reading) }
        let point = try #require(history.resistances.first)
        // At 29 °C, and brought to 25 °C.
        #expect(abs(point.value - 0.091) < 0.002)
        #expect(history.spreads.isEmpty)
        for number in 1...240 {
            var reading = last
            reading.time += 4_000 + Double(number) * 10
            reading.current = 0
            history.add(reading)
        }
        #expect(history.spreads.count == 1)
        #expect(abs((history.spreads.first?.value ?? 0) - 0.02) < 1e-9)
    }

    @Test("never looks at what comes later")
    func causal() {
        var pack = SyntheticPack(capacity: 130, seed: 13)
        let readings = pack.days(5)
        var growing = PackHistory(SyntheticPack.model)
        for (index, reading) in readings.enumerated() {
            growing.add(reading)
            guard index % 1_999 == 0 else { continue }
            var alone = PackHistory(SyntheticPack.model)
            for earlier in readings[...index] { alone.add(earlier) }
            #expect(growing.steadyCharges == alone.steadyCharges)
            #expect(growing.resistances == alone.resistances)
            #expect(growing.spreads == alone.spreads)
        }
    }
}
