import Testing
import Vocabulary

@testable import GBT32960

@Suite("Values")
struct ValueTests {
    @Test("the two largest raw numbers are no values", arguments: Scale.allCases)
    func sentinels(scale: Scale) {
        let maximum = scale.rule.width.maximum
        #expect(Quantity(raw: maximum, scale)?.reading == .invalid)
        #expect(Quantity(raw: maximum - 1, scale)?.reading == .abnormal)
        #expect(Quantity(raw: 0, scale)?.counts == .value(Int64(scale.rule.offset)))
        #expect(Quantity.invalid(scale).value == nil)
        #expect(Quantity.abnormal(scale).reading == .abnormal)
        if maximum < .max { #expect(Quantity(raw: maximum + 1, scale) == nil) }
    }

    @Test(
        "raw numbers become physical ones",
        arguments: [
            (Scale.speed2016, 330, 33.0), (.odometer, 1_517_230, 151_723.0),
            (.current2016, 8_837, -116.3), (.current2025, 30_022, 2.2),
            (.torque2016, 14_900, -510.0), (.torque2025, 200_001, 0.1),
            (.motorSpeed2016, 25_500, 5_500), (.motorSpeed2025, 33_000, 1_000),
            (.celsius, 0, -40), (.cellVolts, 4_033, 4.033), (.longitude, 121_807_818, 121.807818),
            (.hydrogenPercent, 1_000, 0.1), (.kilopascals, 1_011, 1.1),
            (.hydrogenTenths, 0, -40), (.fuelConsumption, 812, 8.12),
        ]
    )
    func scales(scale: Scale, raw: UInt32, value: Double) {
        #expect(Quantity(raw: raw, scale)?.value == value)
        #expect(Quantity(value, scale)?.raw == raw)
    }

    @Test("a physical value beyond the range has no raw number")
    func ranges() {
        #expect(Quantity(250.1, .celsius) == nil)
        #expect(Quantity(-41, .celsius) == nil)
        #expect(Quantity(.nan, .celsius) == nil)
        #expect(Quantity(.infinity, .odometer) == nil)
        #expect(Quantity(raw: 251, .celsius)?.isInRange == false)
        #expect(Quantity(raw: 250, .celsius)?.isInRange == true)
    }

    @Test("insulation beyond its range is invalid in 2016 and a value in 2025")
    func insulation() {
        #expect(Quantity(raw: 60_001, .insulation2016)?.reading == .invalid)
        #expect(Quantity(raw: 60_000, .insulation2016)?.reading == .value(60_000))
        #expect(Quantity(raw: 60_001, .insulation2025)?.reading == .value(60_001))
    }

    @Test("a quantity of the other edition is written in the scale of the frame's")
    func conversion() throws {
        var vehicle = VehicleBody()
        vehicle.current = try #require(Quantity(-116.3, .current2025))
        let report = VehicleReport(time: time, bodies: [.vehicle(vehicle)])
        let bytes = try DataUnit(.report(report)).encoded(in: .y2016)
        #expect(bytes[18..<20].elementsEqual([0x22, 0x85]))

        vehicle.current = try #require(Quantity(-2_000, .current2025))
        let impossible = VehicleReport(time: time, bodies: [.vehicle(vehicle)])
        #expect(throws: EncodingError.unrepresentable(field: "current_A")) {
            try DataUnit(.report(impossible)).encoded(in: .y2016)
        }
    }

    @Test(
        "gears",
        arguments: [
            (UInt8(0x1F), "P", true, false), (0x2E, "D", false, true), (0x3D, "R", true, true),
            (0x00, "N", false, false), (0x0C, "12", false, false),
        ]
    )
    func gears(raw: UInt8, position: String, brakes: Bool, drives: Bool) {
        let gear = Gear(raw: raw)
        #expect(gear.position == position)
        #expect(gear.hasBrakingForce == brakes)
        #expect(gear.hasDrivingForce == drives)
    }

    @Test("a sender may be a VIN or not")
    func senders() throws {
        let vin = try #require(SenderID("LCYTPXPX1RU035501"))
        #expect(vin.hasValidCheckDigit)
        #expect(vin.vin?.text == "LCYTPXPX1RU035501")
        let platform = try #require(SenderID("platform-7"))
        #expect(platform.vin == nil)
        #expect(platform.text == "platform-7")
        #expect(platform.bytes.count == 17)
        #expect(SenderID("LCYTPXPX1RU0355012") == nil)
    }

    private let time = BeijingTime(year: 24, month: 9, day: 24, hour: 18, minute: 0, second: 37)
}
