import Foundation
import TestSupport
import Testing

@testable import TelemetryGateway

@Suite("Station charge records")
struct StationRecordTests {
    private static let pack = Fixture.packs[0]
    private static let head =
        "station,slot,battery,time,voltage_V,current_A,soc_pct,cell_max_V,cell_min_V,"
        + "temp_max_C,temp_min_C,energy_kWh"
    private static let row =
        "ST-1,3,\(pack),2026-03-01T08:00:00+08:00,352.4,60.5,41.5,3.71,3.69,31,28.5,12.25"
    private static let object = """
        {"station":"ST-1","slot":3,"battery":"\(pack)","time":1772323200000,"voltage_V":352.4,\
        "current_A":60.5,"soc_pct":41.5,"cell_max_V":3.71,"cell_min_V":3.69,"temp_max_C":31,\
        "temp_min_C":28.5,"energy_kWh":12.25}
        """

    private static let expected = StationRecord(
        station: "ST-1",
        slot: 3,
        batteryID: pack,
        atMs: UInt64(Fixture.start) * 1_000,
        voltage: 352.4,
        current: 60.5,
        soc: 41.5,
        cellMax: 3.71,
        cellMin: 3.69,
        temperatureMax: 31,
        temperatureMin: 28.5,
        energy: 12.25
    )

    @Test(
        "JSON lines and CSV give the same record",
        arguments: [
            object, "\n \r\n\(object)\r\n", "\u{FEFF}\(head)\r\n\(row)\r\n", "\(head)\n\(row)",
        ]
    )
    func forms(text: String) throws {
        var reader = try StationRecordReader(Array(text.utf8))
        let entry = try #require(try reader.next())
        #expect(entry.record == Self.expected)
        #expect(try reader.next() == nil)
        // What is kept as evidence can be read alone.
        var again = try StationRecordReader(entry.bytes)
        #expect(try again.next()?.record == Self.expected)
    }

    @Test("cells, temperatures and the meter may be missing")
    func optional() throws {
        let text =
            "battery,slot,station,time,soc_pct,current_A,voltage_V,note\n"
            + "\(Self.pack),1,S,1772323200000,5,0,300,x\n"
        var reader = try StationRecordReader(Array(text.utf8))
        let record = try #require(try reader.next()?.record)
        #expect(record.cellMax == nil)
        #expect(record.energy == nil)
        let sample = try #require(Sample(record))
        #expect(sample[.cellMax] == nil)
        #expect(sample.activity == .rest)
    }

    @Test("a record becomes a sample with current out of the battery")
    func sample() throws {
        let sample = try #require(Sample(Self.expected))
        #expect(
            SampleField.allCases.map { sample[$0] } == [
                3_524, -605, 415, 3_710, 3_690, 310, 285, 12_250,
            ]
        )
        #expect(sample.activity == .charge)
        #expect(sample.second == Fixture.start)
    }

    static let headers: [(String, StationRecordError.Problem)] = [
        ("", .missingColumn("station")), ("station,slot", .missingColumn("battery")),
        ("station,station", .repeatedColumn("station")),
        (String(repeating: "x", count: 4_097), .lineTooLong(limit: 4_096)),
    ]

    @Test("a first line without the columns is refused", arguments: headers)
    func header(text: String, problem: StationRecordError.Problem) {
        #expect(throws: StationRecordError(line: text.isEmpty ? 1 : 1, problem: problem)) {
            try StationRecordReader(Array(text.utf8))
        }
    }

    private static func changed(_ column: String, _ value: String) -> String {
        let names = head.split(separator: ",")
        var fields = row.split(separator: ",").map(String.init)
        if let index = names.firstIndex(of: Substring(column)) { fields[index] = value }
        return fields.joined(separator: ",")
    }

    static let rows: [(String, String, String)] = [
        ("station", "", "'station' is missing"),
        ("station", "a b", "'station' is not 1 to 64 printable ASCII characters"),
        ("slot", "64", "'slot' is not a number from 0.0 to 63.0"),
        ("slot", "1.5", "'slot' is not a whole number"),
        ("battery", "X", "'battery' is not a battery code or enrolment number"),
        (
            "time", "2026-03-01 00:00:00Z",
            "'time' is not a time such as 2026-11-23T09:30:00+08:00 or Unix milliseconds"
        ),
        (
            "time", "9999999999999999",
            "'time' is not a time such as 2026-11-23T09:30:00+08:00 or Unix milliseconds"
        ),
        ("voltage_V", "nan", "'voltage_V' is not a number from 0.0 to 6000.0"),
        ("voltage_V", "6000.1", "'voltage_V' is not a number from 0.0 to 6000.0"),
        ("current_A", "1e999", "'current_A' is not a number from -3000.0 to 3000.0"),
        ("soc_pct", "", "'soc_pct' is missing"),
        ("soc_pct", "0x10", "'soc_pct' is not a number from 0.0 to 100.0"),
        ("cell_max_V", "-1", "'cell_max_V' is not a number from 0.0 to 15.0"),
        ("energy_kWh", "inf", "'energy_kWh' is not a number from 0.0 to 1000000.0"),
    ]

    @Test(
        "a wrong value is named with its line and column, and the next line is read",
        arguments: rows
    )
    func value(column: String, value: String, message: String) throws {
        let text = "\(Self.head)\n\(Self.row)\n\(Self.changed(column, value))\n\(Self.row)\n"
        var reader = try StationRecordReader(Array(text.utf8))
        _ = try reader.next()
        let error = #expect(throws: StationRecordError.self) { _ = try reader.next() }
        #expect(error?.description == "line 3: \(message)")
        #expect(try reader.next()?.record == Self.expected)
    }

    @Test(
        "lines that are no flat object are refused",
        arguments: ["{}", "{", "{\"slot\":[]}", "{1}"]
    )
    func objects(text: String) throws {
        var reader = try StationRecordReader(Array(text.utf8))
        #expect(throws: StationRecordError.self) { try reader.next() }
    }

    @Test("altered bytes are refused or read, and never trap")
    func mutations() throws {
        var random = SplitMix64(seed: 3)
        for text in [
            "\(Self.head)\n\(Self.row)\n\(Self.row)\n", "\(Self.object)\n\(Self.object)\n",
        ] {
            for _ in 0..<3_000 {
                var bytes = Array(text.utf8)
                for _ in 0..<3 {
                    let index = bytes.indices.randomElement(using: &random) ?? 0
                    bytes[index] = UInt8.random(in: .min ... .max, using: &random)
                }
                guard var reader = try? StationRecordReader(bytes) else { continue }
                for _ in 0..<4 {
                    guard let entry = try? reader.next() else { continue }
                    _ = Sample(entry.record)
                }
            }
        }
    }

    @Test("charging in a slot makes sessions as driving does")
    func summaries() throws {
        let scene = try SummaryScene()
        let records = (0...360).map { index in
            let atMs = UInt64(Fixture.start) * 1_000 + UInt64(index) * 10_000
            let text = """
                {"station":"S","slot":1,"battery":"\(Self.pack)","time":\(atMs),"voltage_V":350,\
                "current_A":100,"soc_pct":\(20 + Double(index) / 10),\
                "energy_kWh":\(500 + Double(index) * 35 / 360)}
                """
            return TelemetryRecord(
                kind: .stationRecord,
                receivedMs: atMs + 200,
                batteryID: Self.pack,
                bytes: Array(text.utf8)
            )
        }
        try scene.store.ingest(records)
        try scene.store.flush()
        let telemetry = try #require(try scene.store.telemetry(of: Self.pack))
        #expect(telemetry.sessions.count == 1)
        let session = try #require(telemetry.sessions.first)
        #expect(session.kind == .charge)
        #expect(session.figures.energyInWh == 35_000)
        #expect(session.figures.chargeInAh == 100)
        #expect(session.figures.meteredWh == 35_000)
        #expect(session.socStartPercent == 20)
        #expect(session.socEndPercent == 56)
        #expect(telemetry.delivery.records == 361)
    }
}
