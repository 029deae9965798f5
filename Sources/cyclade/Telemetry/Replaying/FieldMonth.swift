import FoundationEssentials
import GBT32960
import Vocabulary

/// Measured frames of a vehicle, as rows of a CSV file: `t_s, speed_kmh, charge_state, odo_km, pack_V,
/// pack_A, soc_pct, cell_max_V, cell_min_V, temp_max_C, temp_min_C`.
struct FieldMonth: Sendable {
    /// What a vehicle reported at one time; a value that is no number is not there.
    struct Row: Sendable {
        /// Seconds from the beginning.
        let second: Double
        let values: [Column: Double]
    }

    enum Column: String, Sendable {
        case speed = "speed_kmh"
        case chargeState = "charge_state"
        case odometer = "odo_km"
        case voltage = "pack_V"
        /// Positive while the battery gives.
        case current = "pack_A"
        case soc = "soc_pct"
        case cellMax = "cell_max_V"
        case cellMin = "cell_min_V"
        case temperatureMax = "temp_max_C"
        case temperatureMin = "temp_min_C"
    }

    /// Why a file cannot be replayed.
    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    static let mostBytes = 64 << 20
    /// Ten years.
    private static let mostSeconds = 3.2e8
    private static let timeColumn = "t_s"

    let rows: [Row]

    /// Reads a file.
    init(csv bytes: [UInt8], name: String) throws(Malformed) {
        var lines = bytes.split(separator: UInt8(ascii: "\n")).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }[...]
        let header = (lines.popFirst() ?? []).split(separator: UInt8(ascii: ","))
            .map { String(decoding: $0, as: UTF8.self) }
        guard let time = header.firstIndex(of: Self.timeColumn) else {
            throw Malformed(description: "\(name) has no column '\(Self.timeColumn)'")
        }
        let columns = header.map { Column(rawValue: $0) }
        var rows: [Row] = []
        for line in lines {
            let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .map { Double(String(decoding: $0, as: UTF8.self)) }
            guard fields.count == header.count, let second = fields[time],
                (0...Self.mostSeconds).contains(second)
            else { continue }
            var values: [Column: Double] = [:]
            for case let (column?, value?) in zip(columns, fields) { values[column] = value }
            rows.append(Row(second: second, values: values))
        }
        guard !rows.isEmpty else { throw Malformed(description: "\(name) has no row") }
        self.rows = rows.sorted { $0.second < $1.second }
    }
}

extension FieldMonth {
    private init(rows: [Row]) {
        self.rows = rows
    }

    /// Only the first rows; all if `count` is `nil`.
    func prefix(_ count: Int?) -> FieldMonth {
        FieldMonth(rows: count.map { Array(rows.prefix($0)) } ?? rows)
    }
}

extension FieldMonth.Row {
    /// The row as a report of 2016; what has no place in the protocol is sent as invalid.
    func report(
        from vehicle: SenderID,
        at time: GBT32960.BeijingTime,
        _ command: Command
    ) throws(EncodingError) -> [UInt8] {
        let report = VehicleReport(
            time: time,
            bodies: [.vehicle(vehicleBody), .extremes(extremes)]
        )
        let frame = Frame(.y2016, command, sender: vehicle, unit: DataUnit(.report(report)))
        return try frame.encoded()
    }

    private var vehicleBody: VehicleBody {
        var body = VehicleBody()
        let isCharging = values[.chargeState] == 1
        body.state = Choice(isCharging ? VehicleState.off : .started)
        body.charge = Choice(isCharging ? ChargeState.chargingParked : .notCharging)
        body.mode = Choice(RunMode.electric)
        body.speed = quantity(.speed, .speed(.y2016))
        body.odometer = quantity(.odometer, .odometer)
        body.voltage = quantity(.voltage, .voltage(.y2016))
        body.current = quantity(.current, .current(.y2016))
        body.soc = quantity(.soc, .percent)
        return body
    }

    private var extremes: ExtremesBody {
        var body = ExtremesBody()
        body.highestVoltage.voltage = quantity(.cellMax, .cellVolts)
        body.lowestVoltage.voltage = quantity(.cellMin, .cellVolts)
        body.highestTemperature.temperature = quantity(.temperatureMax, .celsius)
        body.lowestTemperature.temperature = quantity(.temperatureMin, .celsius)
        return body
    }

    private func quantity(_ column: FieldMonth.Column, _ scale: Scale) -> Quantity {
        values[column].flatMap { Quantity($0, scale) } ?? .invalid(scale)
    }
}
