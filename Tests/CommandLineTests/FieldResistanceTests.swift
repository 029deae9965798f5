import BatteryHealth
import Foundation
import TestSupport
import Testing

@testable import cyclade

@Suite("Resistance of real vehicles")
struct FieldResistanceTests {
    private static let car = BatteryModel(
        name: "F01",
        chemistry: .nmc,
        ratedCapacity: 150,
        seriesCellCount: 91
    )
    private static let bus = BatteryModel(
        name: "F10",
        chemistry: .lfp,
        ratedCapacity: 505,
        seriesCellCount: 324
    )

    /// The bus has but 362 steps in the first half, which tell it to 3 %.
    @Test("two halves of a month say the same", arguments: [(car, 0.02), (bus, 0.03)])
    func halves(model: BatteryModel, within: Double) throws {
        let table = try MeasurementTable(
            try Repository.shared("data/battery/ev_field_month"),
            "frames_\(model.name).csv",
            columns: MeasurementTable.readingColumns
        )
        let readings = Array(try #require(table).readings())
        let middle = try #require(readings.first).time / 2 + #require(readings.last).time / 2
        let first = try Self.resistance(of: readings.filter { $0.time <= middle }, model)
        let second = try Self.resistance(of: readings.filter { $0.time > middle }, model)
        #expect(abs(second / first - 1) < within)
    }

    private static func resistance(
        of readings: [PackReading],
        _ model: BatteryModel
    ) throws -> Double {
        var history = PackHistory(model)
        for reading in readings { history.add(reading) }
        return try #require(history.assessment().resistance)
    }
}
