import BatteryHealth

/// A month of real frames of several vehicles, with what they did not know left in.
enum FieldMonthSet {
    /// A vehicle and what it reported.
    struct Vehicle {
        let model: BatteryModel
        let readings: [PackReading]
    }

    private static let folder = "ev_field_month"
    private static let mostCells = 10_000.0

    static func vehicles(in data: HealthFolder) throws -> [Vehicle] {
        let columns = ["pack_id", "chemistry", "rated_Ah"]
        guard let table = try data.table(folder, "packs.csv", columns: columns) else { return [] }
        return try table.rows().compactMap { row in
            guard let id = row.name("pack_id"), let rated = row.number("rated_Ah"), rated > 0,
                let chemistry = row.name("chemistry"),
                case let readings = try readings(in: data, "frames_\(id).csv"),
                !readings.isEmpty
            else { return nil }
            let model = BatteryModel(
                name: id,
                chemistry: chemistry == "LFP" ? .lfp : .nmc,
                ratedCapacity: rated,
                seriesCellCount: seriesCells(readings)
            )
            return Vehicle(model: model, readings: readings)
        }
    }

    /// How many cells make up the pack's voltage: what the makers say may count parallel cells.
    ///
    /// The first readings tell it, as they would while the vehicle is driven.
    private static func seriesCells(_ readings: [PackReading]) -> Int {
        let ratios = readings.lazy.compactMap { reading -> Double? in
            guard let voltage = reading.voltage, voltage.isFinite, let high = reading.cellMaximum,
                let low = reading.cellMinimum, (2...4.5).contains(low), (2...4.5).contains(high)
            else { return nil }
            return voltage * 2 / (high + low)
        }
        .prefix(1_000).sorted()
        guard !ratios.isEmpty, case let middle = ratios[ratios.count / 2],
            (1...mostCells).contains(middle)
        else { return 1 }
        return Int(middle.rounded())
    }

    private static func readings(in data: HealthFolder, _ file: String) throws -> [PackReading] {
        try data.table(folder, file, columns: MeasurementTable.readingColumns)
            .map { $0.readings().filter(\.time.isFinite) } ?? []
    }
}
