import BatteryHealth

/// Full charge tests of packs, in segments with rests between them.
enum PackChargeSet {
    /// A pack, its charges, and the capacity that the test showed.
    struct Pack {
        let model: BatteryModel
        let charges: [ChargeSession]
        /// In ampere-hours.
        let capacity: Double
    }

    private static let folder = "ev_pack_charge"
    /// Between two segments, in seconds; the files do not say.
    private static let rest = 600.0

    static func packs(in data: HealthFolder) throws -> [Pack] {
        let columns = ["pack_id", "rated_Ah", "series_cells", "capacity_Ah"]
        guard let table = try data.table(folder, "packs.csv", columns: columns) else { return [] }
        return try table.rows().compactMap { row in
            guard let id = row.name("pack_id"), let rated = row.number("rated_Ah"),
                let cells = row.whole("series_cells"), cells > 0, rated > 0,
                let capacity = row.number("capacity_Ah")
            else { return nil }
            let model = BatteryModel(
                name: id,
                chemistry: .nmc,
                ratedCapacity: rated,
                seriesCellCount: cells
            )
            let charges = try charges(in: data, "charge_\(id).csv", model)
            return charges.isEmpty ? nil : Pack(model: model, charges: charges, capacity: capacity)
        }
    }

    private struct Segment {
        let number: Double
        let range: (start: Double, end: Double)
        var duration = 0.0
        var charge = 0.0
        var isFull = false
    }

    private static func charges(
        in data: HealthFolder,
        _ file: String,
        _ model: BatteryModel
    ) throws -> [ChargeSession] {
        let columns = ["segment", "soc_range_pct", "t_s", "current_A", "cell_max_V", "charge_Ah"]
        guard let table = try data.table(folder, file, columns: columns) else { return [] }
        var segments: [Segment] = []
        for row in table.rows() {
            guard let number = row.number("segment"), let range = row.name("soc_range_pct"),
                let time = row.number("t_s"), let charge = row.number("charge_Ah"),
                let current = row.number("current_A"), let cell = row.number("cell_max_V"),
                let bounds = bounds(range)
            else { continue }
            if segments.last?.number != number {
                segments.append(Segment(number: number, range: bounds))
            }
            segments[segments.count - 1].duration = time
            segments[segments.count - 1].charge = charge
            segments[segments.count - 1].isFull = model.isFull(cell: cell, current: -current)
        }
        return sessions(of: segments)
    }

    private static func sessions(of segments: [Segment]) -> [ChargeSession] {
        var time = 0.0
        var sessions: [ChargeSession] = []
        for segment in segments {
            let start = ChargeSession.End.managed(segment.range.start, at: time)
            time += segment.duration
            let end =
                segment.isFull
                ? ChargeSession.End.full(at: time)
                : ChargeSession.End.managed(segment.range.end, at: time)
            let session = ChargeSession(
                start: start,
                end: end,
                charge: segment.charge,
                chargingTime: segment.duration,
                temperature: nil,
                gapCount: 0
            )
            if let last = sessions.last, last.isContinued(by: session, within: rest) {
                sessions[sessions.count - 1] = last.joined(with: session)
            } else {
                sessions.append(session)
            }
            time += rest
        }
        return sessions
    }

    /// The two states of charge of `0-19`, as parts of 1.
    private static func bounds(_ text: String) -> (start: Double, end: Double)? {
        let ends = text.split(separator: "-").compactMap { Double($0) }
        guard ends.count == 2 else { return nil }
        return (ends[0] / 100, ends[1] / 100)
    }
}
