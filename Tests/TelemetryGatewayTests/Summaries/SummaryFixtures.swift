import GBT32960
import TestSupport
import Testing
import Vocabulary

@testable import TelemetryGateway

/// What the tests of the summaries share.
enum Fixture {
    /// 2026-03-01T00:00:00Z, the beginning of the tests' time, in Unix seconds.
    static let start: UInt32 = 1_772_323_200

    static let packs = [
        "04QPB76836300JBC40000903", "04QPB76836300JBC40000904", "04QPB76836300JBC40000905",
    ]

    static func vehicle(_ number: Int = 0) throws -> SenderID {
        let digits = String(number)
        let vin = "LSVAA4182E2" + String(repeating: "0", count: 6 - digits.count) + digits
        return try #require(SenderID(vin))
    }

    /// A frame of 2016 with what summaries are made of.
    struct Report {
        var second = Fixture.start
        var state = VehicleState.started
        var charge = ChargeState.notCharging
        var volts = 350.0
        var amperes = 20.0
        var soc = 80.0
        var cellMax = 3.9
        var cellMin = 3.88
        var celsiusMax = 25.0
        var celsiusMin = 21.0
        var alarms: AlarmFlags? = []
        var command = Command.realtime
    }

    /// The bytes of a report; what has no place in the protocol becomes invalid.
    static func frame(_ report: Report, from vehicle: SenderID) throws -> [UInt8] {
        var body = VehicleBody()
        body.state = Choice(report.state)
        body.charge = Choice(report.charge)
        body.speed = Quantity(0, .speed(.y2016)) ?? .invalid(.speed(.y2016))
        body.voltage = Quantity(report.volts, .voltage(.y2016)) ?? .invalid(.voltage(.y2016))
        body.current = Quantity(report.amperes, .current(.y2016)) ?? .invalid(.current(.y2016))
        body.soc = Quantity(report.soc, .percent) ?? .invalid(.percent)
        var extremes = ExtremesBody()
        extremes.highestVoltage.voltage =
            Quantity(report.cellMax, .cellVolts) ?? .invalid(.cellVolts)
        extremes.lowestVoltage.voltage =
            Quantity(report.cellMin, .cellVolts) ?? .invalid(.cellVolts)
        extremes.highestTemperature.temperature =
            Quantity(report.celsiusMax, .celsius) ?? .invalid(.celsius)
        extremes.lowestTemperature.temperature =
            Quantity(report.celsiusMin, .celsius) ?? .invalid(.celsius)
        var bodies: [Body] = [.vehicle(body), .extremes(extremes)]
        if let flags = report.alarms {
            var alarm = AlarmBody()
            alarm.level = Quantity(flags.isEmpty ? 0 : 1, .alarmLevel(.y2016)) ?? alarm.level
            alarm.flags = flags
            bodies.append(.alarm(alarm))
        }
        let moment = try UnixMilliseconds(UInt64(report.second) * 1_000)
        let unit = VehicleReport(time: try BeijingTime(moment), bodies: bodies)
        return try Frame(
            .y2016,
            report.command,
            sender: vehicle,
            unit: DataUnit(.report(unit))
        ).encoded()
    }

    static func record(
        _ report: Report,
        battery: String? = packs[0],
        vehicle: Int = 0,
        receivedMs: UInt64? = nil
    ) throws -> TelemetryRecord {
        TelemetryRecord(
            kind: .frame,
            receivedMs: receivedMs ?? UInt64(report.second) * 1_000 + 500,
            batteryID: battery,
            bytes: try frame(report, from: Self.vehicle(vehicle))
        )
    }
}

/// A store in a directory that goes with the test.
struct SummaryScene {
    let directory: TemporaryDirectory
    let path: String
    let store: SummaryStore

    init(options: SummaryStore.Options = SummaryStore.Options()) throws {
        directory = try TemporaryDirectory(isMade: true)
        path = "\(directory.path)/telemetry/summaries.sqlite"
        store = try SummaryStore(path: path, options: options)
    }
}
