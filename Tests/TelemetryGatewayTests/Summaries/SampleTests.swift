import GBT32960
import TestSupport
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("Samples")
struct SampleTests {
    private func sample(_ report: Fixture.Report) throws -> Sample {
        var scanner = ReportScanner()
        let frame = try Fixture.frame(report, from: Fixture.vehicle())
        try scanner.scan(unsafe frame.span.bytes)
        return Sample(scanner, second: report.second, .positiveOut)
    }

    @Test("a report becomes whole numbers")
    func values() throws {
        let sample = try sample(Fixture.Report(amperes: -99.5, alarms: [.batteryHot]))
        #expect(
            SampleField.allCases.map { sample[$0] } == [
                3_500, -995, 800, 3_900, 3_880, 250, 210, nil,
            ]
        )
        #expect(sample.activity == .drive)
        #expect(sample.alarmFlags == 2)
        #expect(sample.alarmLevel == 1)
    }

    static let lists: [(cells: [UInt16], probes: [UInt8], expected: [Int32?])] = [
        ([3_300, 3_412, 3_299, 0xFFFF], [60, 0xFE, 75], [3_412, 3_299, 350, 200]),
        ([0xFFFE, 0xFFFF], [0xFF], [nil, nil, nil, nil]),
        ([], [], [nil, nil, nil, nil]),
    ]

    @Test(
        "where a report has no extremes, they are those of its cells and probes",
        arguments: lists
    )
    func cells(cells: [UInt16], probes: [UInt8], expected: [Int32?]) throws {
        var voltages = PackVoltages()
        voltages.voltage = try #require(Quantity(350, .voltage(.y2025)))
        voltages.current = try #require(Quantity(-12.5, .current(.y2025)))
        voltages.cells = Series(.list(cells), .millivolts)
        var temperatures = PackTemperatures()
        temperatures.probes = Series(.list(probes), .celsius)
        let time = try BeijingTime(UnixMilliseconds(UInt64(Fixture.start) * 1_000))
        let report = VehicleReport(
            time: time,
            bodies: [.voltages(.list([voltages])), .temperatures(.list([temperatures]))]
        )
        let frame = try Frame(
            .y2025,
            .realtime,
            sender: Fixture.vehicle(),
            unit: DataUnit(.report(report))
        ).encoded()
        var scanner = ReportScanner()
        try scanner.scan(unsafe frame.span.bytes)
        let sample = Sample(scanner, second: Fixture.start, .positiveIn)
        let fields: [SampleField] = [.cellMax, .cellMin, .temperatureMax, .temperatureMin]
        #expect(fields.map { sample[$0] } == expected)
        let status = FieldStatus(rawValue: sample.statuses[SampleField.cellMax.rawValue])
        #expect(status == (cells.isEmpty ? .absent : expected[0] == nil ? .invalid : .valid))
        // Without the vehicle's own values, those of its only pack.
        #expect(sample[.voltage] == 3_500)
        #expect(sample[.current] == 125)
    }

    static let states: [(VehicleState, ChargeState, Double, Activity)] = [
        (.off, .chargingParked, -50, .charge), (.started, .chargingParked, -50, .charge),
        (.started, .notCharging, 0, .drive), (.started, .chargingWhileDriving, 10, .drive),
        (.off, .notCharging, 0, .rest), (.off, .complete, 0, .rest),
        (.other, .complete, 0, .rest), (.other, .notCharging, 40, .drive),
        (.other, .notCharging, 1, .rest),
    ]

    @Test("what the battery does is told from the vehicle", arguments: states)
    func activity(
        state: VehicleState,
        charge: ChargeState,
        amperes: Double,
        expected: Activity
    ) throws {
        let report = Fixture.Report(state: state, charge: charge, amperes: amperes)
        #expect(try sample(report).activity == expected)
    }

    @Test("dirty values keep their reason and have no value")
    func dirty() throws {
        let report = Fixture.Report(volts: 7_000, cellMax: 65, cellMin: 0, celsiusMin: -40)
        let sample = try sample(report)
        #expect(sample[.voltage] == nil)
        let statuses = SampleField.allCases.map {
            FieldStatus(rawValue: sample.statuses[$0.rawValue])
        }
        #expect(
            statuses == [
                .invalid, .valid, .valid, .invalid, .implausible, .valid, .implausible, .absent,
            ]
        )
    }

    @Test("merging is the same in any order and any number of times")
    func merging() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            let samples = (0..<4).map { _ in Sample.random(second: 100, &random) }
            func merged(_ order: [Int]) -> Sample {
                var result = samples[order[0]]
                for index in order.dropFirst() { result.merge(samples[index]) }
                return result
            }
            let expected = merged([0, 1, 2, 3])
            let order = (0..<4).shuffled(using: &random)
            #expect(merged(order) == expected)
            #expect(merged(order + order) == expected)
        }
    }

    @Test("samples are read as they were written")
    func coding() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<200 {
            let samples = (0..<Int.random(in: 0...40, using: &random)).map {
                Sample.random(second: 1_000 + UInt32($0) * 7, &random)
            }
            var chunk = SampleChunk()
            for sample in samples { _ = chunk.add(sample) }
            let encoded = chunk.encoded
            let read = try SampleChunk(encoded)
            #expect(try read.samples() == samples)
            #expect(read.encoded == encoded)
        }
    }

    @Test("altered bytes are refused or read, and never trap")
    func mutations() throws {
        var random = SplitMix64(seed: 13)
        var chunk = SampleChunk()
        for index in 0..<30 {
            _ = chunk.add(Sample.random(second: UInt32(index) * 10 + 1, &random))
        }
        let encoded = chunk.encoded
        var refused = 0
        for _ in 0..<10_000 {
            var bytes = encoded
            let index = bytes.indices.randomElement(using: &random) ?? 0
            bytes[index] = UInt8.random(in: .min ... .max, using: &random)
            if Bool.random(using: &random) {
                bytes.removeLast(Int.random(in: 0..<20, using: &random))
            }
            do {
                let samples = try SampleChunk(bytes).samples()
                _ = ChunkSummary(samples, after: Carry())
            } catch {
                refused += 1
            }
        }
        #expect(refused > 1_000)
    }

    @Test("late samples are put where they belong, and repeated ones are counted")
    func late() throws {
        var random = SplitMix64(seed: 17)
        let samples = (0..<300).map { Sample.random(second: UInt32($0) * 3 + 1, &random) }
        var expected = SampleChunk()
        for sample in samples { _ = expected.add(sample) }
        var chunk = SampleChunk()
        var duplicates = 0
        for sample in (samples + samples[..<50]).shuffled(using: &random) {
            if chunk.add(sample) == .duplicate { duplicates += 1 }
            if chunk.needsMerging { duplicates += try chunk.merge().duplicates }
        }
        duplicates += try chunk.merge().duplicates
        #expect(duplicates == 50)
        #expect(chunk.encoded == expected.encoded)
        #expect(try chunk.samples() == samples)
    }
}

extension Sample {
    /// A sample that a report could have been.
    static func random(second: UInt32, _ random: inout SplitMix64) -> Sample {
        var sample = Sample(second: second)
        for field in SampleField.allCases {
            guard Int.random(in: 0..<4, using: &random) == 0 else {
                let value = Int32.random(in: field.plausible, using: &random)
                sample.set(field, Int64(value))
                continue
            }
            let status = FieldStatus.allCases.dropLast().randomElement(using: &random)
            sample.set(field, status ?? .absent)
        }
        sample.activity = Activity.allCases.randomElement(using: &random) ?? .unknown
        if Bool.random(using: &random) {
            sample.alarmLevel =
                [0, 1, 2, 3, 4, Sample.levelUnknown].randomElement(using: &random) ?? 0
            sample.alarmFlags = UInt32.random(in: 0..<256, using: &random)
        }
        if Bool.random(using: &random) {
            sample.insulation = UInt16.random(in: 0...Sample.mostInsulation, using: &random)
        }
        return sample
    }
}
