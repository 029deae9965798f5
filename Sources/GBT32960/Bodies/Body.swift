/// One body of a report: a type and what it holds.
public enum Body: Hashable, Sendable {
    case vehicle(VehicleBody)
    case motors(Counted<Motor>)
    /// Only in 2016.
    case fuelCell2016(FuelCellBody2016)
    /// Only in 2025.
    case fuelCell2025(FuelCellBody2025)
    case engine(EngineBody)
    case position(PositionBody)
    /// Only in 2016.
    case extremes(ExtremesBody)
    case alarm(AlarmBody)
    case voltages(Counted<PackVoltages>)
    case temperatures(Counted<PackTemperatures>)
    /// Only in 2025.
    case stacks(Counted<FuelCellStack>)
    /// Only in 2025.
    case supercapacitor(SupercapacitorBody)
    /// Only in 2025.
    case supercapacitorExtremes(ExtremesBody)
    case user(UserBody)
}

extension Body {
    /// The empty body that a reader fills; `nil` for a type that the edition does not have, and for
    /// the user-defined ones.
    init?(type: UInt8, in edition: Edition) {
        switch (type, edition) {
        case (0x01, _): self = .vehicle(VehicleBody())
        case (0x02, _): self = .motors([])
        case (0x03, .y2016): self = .fuelCell2016(FuelCellBody2016())
        case (0x03, .y2025): self = .fuelCell2025(FuelCellBody2025())
        case (0x04, _): self = .engine(EngineBody())
        case (0x05, _): self = .position(PositionBody())
        case (0x06, .y2016): self = .extremes(ExtremesBody())
        case (0x07, .y2016), (0x06, .y2025): self = .alarm(AlarmBody())
        case (0x08, .y2016), (0x07, .y2025): self = .voltages([])
        case (0x09, .y2016), (0x08, .y2025): self = .temperatures([])
        case (0x30, .y2025): self = .stacks([])
        case (0x31, .y2025): self = .supercapacitor(SupercapacitorBody())
        case (0x32, .y2025): self = .supercapacitorExtremes(ExtremesBody())
        default: return nil
        }
    }

    /// The byte that stands before the body; `nil` in an edition that does not have it.
    public func type(in edition: Edition) -> UInt8? {
        switch (self, edition) {
        case (.vehicle, _): 0x01
        case (.motors, _): 0x02
        case (.fuelCell2016, .y2016), (.fuelCell2025, .y2025): 0x03
        case (.engine, _): 0x04
        case (.position, _): 0x05
        case (.extremes, .y2016), (.alarm, .y2025): 0x06
        case (.alarm, .y2016), (.voltages, .y2025): 0x07
        case (.voltages, .y2016), (.temperatures, .y2025): 0x08
        case (.temperatures, .y2016): 0x09
        case (.stacks, .y2025): 0x30
        case (.supercapacitor, .y2025): 0x31
        case (.supercapacitorExtremes, .y2025): 0x32
        case (.user(let body), _): (0x80...0xFE).contains(body.type) ? body.type : nil
        default: nil
        }
    }

    /// A name for reports: `vehicle`, `cell_voltages`.
    public var name: String {
        switch self {
        case .vehicle: "vehicle"
        case .motors: "motors"
        case .fuelCell2016, .fuelCell2025: "fuel_cell"
        case .engine: "engine"
        case .position: "position"
        case .extremes: "extremes"
        case .alarm: "alarm"
        case .voltages: "cell_voltages"
        case .temperatures: "temperatures"
        case .stacks: "fuel_cell_stacks"
        case .supercapacitor: "supercap"
        case .supercapacitorExtremes: "supercap_extremes"
        case .user: "custom"
        }
    }
}
