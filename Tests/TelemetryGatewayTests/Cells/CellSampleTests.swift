import TestSupport
import Testing

@testable import GBT32960
@testable import TelemetryGateway

@Suite("The single cells of a battery, from the segments", .timeLimit(.minutes(2)))
struct CellSampleTests {
    private static let battery = "001PEAB0000001C1D0000001"
    private static let noon: UInt64 = 1_772_337_600_000

    private static func pack(
        _ number: UInt8 = 1,
        from first: Int = 1,
        of total: Int,
        _ millivolts: [UInt16]
    ) -> PackVoltages {
        var pack = PackVoltages()
        pack.number = number
        pack.cellTotal = Quantity(unchecked: UInt32(total), .number)
        pack.firstCell = Quantity(unchecked: UInt32(first), .number)
        pack.cells = Series(.list(millivolts), .millivolts)
        return pack
    }

    private static func record(
        _ packs: [PackVoltages],
        probes: [UInt8] = [],
        second: UInt8 = 0,
        _ edition: Edition = .y2016,
        of battery: String? = battery
    ) throws -> TelemetryRecord {
        let sender = try #require(SenderID("LABCDEFG1H2345678"))
        let time = BeijingTime(year: 26, month: 3, day: 1, hour: 12, minute: 0, second: second)
        var bodies: [Body] = [.voltages(.list(packs))]
        if !probes.isEmpty {
            var group = PackTemperatures()
            group.number = 1
            group.probes = Series(.list(probes), .celsius)
            bodies.append(.temperatures([group]))
        }
        let report = VehicleReport(time: time, bodies: bodies)
        let frame = Frame(edition, .realtime, sender: sender, unit: DataUnit(.report(report)))
        return TelemetryRecord(
            kind: .frame,
            receivedMs: noon + UInt64(second) * 1_000,
            batteryID: battery,
            bytes: try frame.encoded()
        )
    }

    private static func samples(
        of records: [TelemetryRecord]
    ) async throws -> (samples: [CellSample], counts: SegmentDirectory.CellCounts) {
        let sample = try SegmentSample()
        try await sample.write(records)
        var found: [CellSample] = []
        let counts = try sample.directory.forEachCellSample(of: battery) { found.append($0) }
        return (found, counts)
    }

    @Test(
        "are told in volts, and what is invalid or abnormal is not there",
        arguments: [Edition.y2016, .y2025]
    )
    func told(edition: Edition) async throws {
        let record = try Self.record(
            [Self.pack(of: 4, [3_650, 0xFFFE, 0xFFFF, 3_649])],
            probes: [65, 0xFF],
            second: 7,
            edition
        )
        let (samples, counts) = try await Self.samples(of: [record])
        let sample = try #require(samples.first)
        #expect(sample.voltages == [3.65, nil, nil, 3.649])
        #expect(sample.temperatures == [25, nil])
        #expect(UInt64(sample.second) == Self.noon / 1_000 + 7)
        #expect(counts.samples == 1 && samples.count == 1)
    }

    @Test("that come in two frames are told once both are there")
    func split() async throws {
        let low = [UInt16](repeating: 3_600, count: 200)
        let high = [UInt16](repeating: 3_700, count: 40)
        let (samples, _) = try await Self.samples(of: [
            try Self.record([Self.pack(from: 201, of: 240, high)]),
            try Self.record([Self.pack(of: 240, low)]),
            try Self.record([Self.pack(of: 240, low)], second: 10),
        ])
        #expect(samples.count == 1)
        let expected = [Double](repeating: 3.6, count: 200) + [Double](repeating: 3.7, count: 40)
        #expect(samples.first?.voltages == expected)
    }

    @Test("of several packs that come in two frames are told once all are there, with all probes")
    func splitPacks() async throws {
        let half = [UInt16](repeating: 3_600, count: 2)
        let (samples, _) = try await Self.samples(of: [
            try Self.record([Self.pack(1, of: 4, half), Self.pack(2, of: 4, half)], probes: [65]),
            try Self.record([
                Self.pack(1, from: 3, of: 4, half), Self.pack(2, from: 3, of: 4, half),
            ]),
            // The first whole, the second in two parts.
            try Self.record([Self.pack(1, of: 1, [3_500]), Self.pack(2, of: 4, half)], second: 10),
            try Self.record([Self.pack(2, from: 3, of: 4, half)], second: 10),
        ])
        #expect(samples.map(\.voltages.count) == [8, 5])
        #expect(samples.first?.temperatures == [25])
        #expect(samples.last?.voltages.first == 3.5)
    }

    @Test("of several packs are in the order of their numbers")
    func packs() async throws {
        let (samples, _) = try await Self.samples(of: [
            try Self.record([Self.pack(2, of: 2, [3_500, 3_501]), Self.pack(1, of: 1, [3_400])])
        ])
        #expect(samples.first?.voltages == [3.4, 3.5, 3.501])
    }

    @Test("of other batteries, of no report and of encrypted units are passed over")
    func passedOver() async throws {
        let good = try Self.record([Self.pack(of: 1, [3_500])])
        let other = try Self.record([Self.pack(of: 1, [3_400])], of: "001PEAB0000001C1D0000002")
        let stray = try Self.record([Self.pack(of: 1, [3_300])], of: nil)
        var sealed = good.bytes
        // The byte of the header that names the cipher.
        sealed[21] = 3
        sealed[sealed.count - 1] = sealed[2..<sealed.count - 1].reduce(0, ^)
        func record(_ kind: TelemetryRecord.Kind, _ bytes: [UInt8]) -> TelemetryRecord {
            TelemetryRecord(
                kind: kind,
                receivedMs: Self.noon,
                batteryID: Self.battery,
                bytes: bytes
            )
        }
        let (samples, counts) = try await Self.samples(of: [
            other, stray, record(.frame, sealed), record(.frame, [1, 2, 3]),
            record(.stationRecord, Array("{}".utf8)), good,
        ])
        #expect(samples.map(\.voltages) == [[3.5]])
        #expect(counts.samples == 1 && counts.encrypted == 1)
        let nobody = try SegmentSample()
        try await nobody.write([other])
        #expect(
            try nobody.directory.forEachCellSample(of: Self.battery) { _ in }
                == SegmentDirectory.CellCounts()
        )
    }
}
