import GBT32960
import Vocabulary

/// Measured frames of a vehicle, as rows of a CSV file: `t_s, speed_kmh, charge_state, odo_km, pack_V,
/// pack_A, soc_pct, cell_max_V, cell_min_V, temp_max_C, temp_min_C, insulation_kohm, alarm_level,
/// alarm_flags`, and of single cells `cell_V_1` and so on.
struct FieldMonth: Sendable {
    /// What a vehicle reported at one time; a value that is no number is not there.
    struct Row: Sendable {
        /// Seconds from the beginning.
        let second: Double
        let values: [Column: Double]
        /// The voltage of each cell, if each is known.
        let cells: [Double?]
    }

    enum Column: String, Sendable, CaseIterable {
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
        case insulation = "insulation_kohm"
        case alarmLevel = "alarm_level"
        /// The standard's general alarms as one number.
        case alarmFlags = "alarm_flags"
    }

    /// Ten years.
    private static let mostSeconds = 3.2e8
    private static let timeColumn = "t_s"
    /// As many cells fit one frame.
    private static let mostCells = 200

    /// Columns that a file must have.
    static let neededColumns = [timeColumn]

    let rows: [Row]

    /// Takes the rows of a table, in the order of time; those without a time are left out.
    init(_ table: MeasurementTable) {
        let cells = table.columns(from: "cell_V_")
        let columns = Column.allCases
        rows = table.rows().compactMap { row -> Row? in
            guard let second = row.number(Self.timeColumn),
                (0...Self.mostSeconds).contains(second)
            else { return nil }
            var values: [Column: Double] = [:]
            for column in columns { values[column] = row.number(column.rawValue) }
            return Row(
                second: second,
                values: values,
                cells: cells.count <= Self.mostCells ? row.numbers(in: cells) : []
            )
        }
        .sorted { $0.second < $1.second }
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
        var report = VehicleReport(
            time: time,
            bodies: [.vehicle(vehicleBody), .extremes(extremes)]
        )
        if let alarmBody { report.bodies.append(.alarm(alarmBody)) }
        if !cells.isEmpty { report.bodies.append(.voltages([packVoltages])) }
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
        body.insulation = quantity(.insulation, .insulation(.y2016))
        return body
    }

    /// The alarms; `nil` for a row that speaks of none, or not clearly.
    private var alarmBody: AlarmBody? {
        guard values[.alarmLevel] != nil || values[.alarmFlags] != nil else { return nil }
        var body = AlarmBody()
        body.level = quantity(.alarmLevel, .alarmLevel(.y2016))
        guard let flags = values[.alarmFlags] else { return body }
        // A number that is no set of flags says nothing, and not that there are none.
        guard let flags = UInt32(exactly: flags) else { return nil }
        body.flags = AlarmFlags(rawValue: flags)
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

    private var packVoltages: PackVoltages {
        var pack = PackVoltages()
        pack.number = 1
        pack.voltage = quantity(.voltage, .voltage(.y2016))
        pack.current = quantity(.current, .current(.y2016))
        pack.cellTotal = Quantity(Double(cells.count), .number) ?? .invalid(.number)
        pack.firstCell = Quantity(1, .number) ?? .invalid(.number)
        let millivolts = cells.map { cell in
            cell.flatMap { UInt16(exactly: ($0 * 1_000).rounded()) } ?? .max
        }
        pack.cells = Series(.list(millivolts), .millivolts)
        return pack
    }

    private func quantity(_ column: FieldMonth.Column, _ scale: Scale) -> Quantity {
        values[column].flatMap { Quantity($0, scale) } ?? .invalid(scale)
    }
}
