import TestSupport
import Testing

@testable import TelemetryGateway

@Suite("Folding samples")
struct FoldTests {
    private func sample(
        _ second: UInt32,
        _ activity: Activity = .drive,
        volts: Int64 = 3_500,
        amperes: Int64 = 200,
        alarms: UInt32? = nil
    ) -> Sample {
        var sample = Sample(second: second)
        sample.activity = activity
        sample.set(.voltage, volts)
        sample.set(.current, amperes)
        if let alarms {
            sample.alarmFlags = alarms
            sample.alarmLevel = 1
        }
        return sample
    }

    @Test("energy is the trapezoid of voltage times current")
    func energy() {
        // 350 V x 20 A for an hour is 7 kWh and 20 Ah.
        let samples = (0...120).map { sample(UInt32($0) * 30) }
        let figures = TelemetryFigures(ChunkSummary(samples, after: Carry()).whole)
        #expect(figures.energyOutWh == 7_000)
        #expect(figures.chargeOutAh == 20)
        #expect(figures.energyInWh == 0)
        #expect(figures.seconds == 3_600)
        #expect(figures.highestCurrentOutA == 20)
    }

    @Test("nothing is integrated over a gap, nor where a value is not valid")
    func gaps() {
        var lost = sample(60)
        lost.set(.current, .invalid)
        let samples = [sample(0), sample(30), lost, sample(90), sample(210), sample(331)]
        let whole = ChunkSummary(samples, after: Carry()).whole
        #expect(whole.seconds == 331)
        #expect(whole.unmeasured == 60 + 121)
        #expect(TelemetryFigures(whole).chargeOutAh == 20 * 150.0 / 3_600)
    }

    @Test("a session ends with another activity, and with a pause")
    func sessions() {
        let samples = [
            sample(0), sample(30), sample(60, .charge, amperes: -100),
            sample(90, .charge, amperes: -100), sample(120, .unknown),
            sample(150, .charge, amperes: -100), sample(750, .charge, amperes: -100),
            sample(1_351, .charge, amperes: -100),
        ]
        let parts = ChunkSummary(samples, after: Carry()).parts
        #expect(parts.map(\.activity) == [.drive, .charge, .charge])
        #expect(parts.map(\.start) == [0, 60, 1_351])
        #expect(parts.map(\.end) == [30, 750, 1_351])
        // 30 + 60 s at 35 kW; the 600 s are not integrated.
        #expect(parts[1].aggregate.energyIn == 3_500 * 100 * 2 * 90)
        #expect(parts[1].aggregate.unmeasured == 600)
    }

    @Test("an alarm rises when it was not set before, and again after a pause")
    func alarms() {
        let samples = [
            sample(0, alarms: 0), sample(10, alarms: 1), sample(20, alarms: 3), sample(30),
            sample(40, alarms: 2), sample(50, alarms: 3), sample(651, alarms: 3),
        ]
        let alarms = ChunkSummary(samples, after: Carry()).alarms
        #expect(alarms[0] == AlarmPart(first: 10, last: 651, rises: 3))
        #expect(alarms[1] == AlarmPart(first: 20, last: 651, rises: 2))
    }

    @Test("folding in stretches gives what folding at once gives", arguments: 1...20)
    func stretches(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var second: UInt32 = 7_000
        let samples = (0..<400).map { _ in
            second += UInt32.random(
                in: 1...(Bool.random(using: &random) ? 40 : 700),
                using: &random
            )
            return Sample.random(second: second, &random)
        }
        let atOnce = ChunkSummary(samples, after: Carry())
        var carry = Carry()
        var whole = Aggregate()
        var parts: [SessionPart] = []
        var rises: [Int: Int64] = [:]
        for start in stride(from: 0, to: 400, by: 100) {
            let summary = ChunkSummary(Array(samples[start..<start + 100]), after: carry)
            // As the table has it.
            carry = try Carry(summary.carry.encoded)
            #expect(carry == summary.carry)
            whole.add(try #require(Aggregate(columns: summary.whole.columns)))
            parts += summary.parts
            for (bit, alarm) in summary.alarms { rises[bit, default: 0] += alarm.rises }
        }
        #expect(whole == atOnce.whole)
        #expect(rises == atOnce.alarms.mapValues(\.rises))
        #expect(SessionBook(parts).sessions == SessionBook(atOnce.parts).sessions)
    }

    @Test("every column has a name")
    func columns() {
        #expect(Aggregate().columns.count == Aggregate.columnNames.count)
        #expect(Set(Aggregate.columnNames).count == Aggregate.columnNames.count)
        #expect(Aggregate(columns: [0]) == nil)
    }
}
