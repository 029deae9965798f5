/// How a raw number becomes a physical one: `(raw + offset) / 10^places`.
///
/// Every unit of the standard is a power of ten, so a value is a whole number of counts and can be
/// written exactly as a decimal. Where a field is of another scale in each edition, a function of the
/// same name finds the right one: `.current(.y2016)`.
///
/// - **Source.** Tables 9...17, B.4...B.8 and their like of 2025.
public enum Scale: UInt8, Hashable, Sendable, CaseIterable {
    /// km/h.
    case speed2016, speed2025
    /// km.
    case odometer
    /// V, of a vehicle or pack.
    case voltage2016, voltage2025
    /// A, of a vehicle or pack: from -1000 A in 2016, from -3000 A in 2025.
    case current2016, current2025
    /// %.
    case percent
    /// % of travel; 101 is a brake pedal pressed by an unknown amount.
    case pedal
    /// kΩ. The table of 2016 gives no sentinels: beyond its range nothing is valid.
    case insulation2016, insulation2025
    /// °C from -40 °C.
    case celsius
    /// Degrees without their sign.
    case longitude, latitude
    /// The number of a subsystem, cell or probe in one byte.
    case shortNumber
    /// The number of a cell or probe in two bytes.
    case number
    /// V, of one cell.
    case cellVolts
    /// mV, of one cell.
    case millivolts
    /// The level of an alarm; 4, a thermal event, is of 2025.
    case alarmLevel2016, alarmLevel2025
    /// A fault code of the maker's.
    case fault

    /// rpm of a motor, backwards if negative.
    case motorSpeed2016, motorSpeed2025
    /// Nm.
    case torque2016, torque2025
    /// V, of a motor's controller.
    case controllerVoltage
    /// A, of a motor's direct current bus.
    case busCurrent
    /// rpm of an engine.
    case crankshaft
    /// L/100 km.
    case fuelConsumption
    /// kg/100 km of hydrogen.
    case hydrogenConsumption
    /// V, of a fuel cell or stack.
    case stackVoltage
    /// A, of a fuel cell or stack.
    case stackCurrent
    /// °C in tenths, of hydrogen in 2016.
    case hydrogenTenths
    /// °C, of hydrogen in 2025.
    case hydrogenCelsius
    /// mg/kg of hydrogen. The text names 50,000 and 60,000 as the end of the range.
    case hydrogenMilligrams
    /// % of hydrogen.
    case hydrogenPercent
    /// MPa.
    case megapascals
    /// kPa from -100 kPa.
    case kilopascals
    /// V, of a supercapacitor.
    case capacitorVoltage
    /// A, of a supercapacitor.
    case capacitorCurrent
}

extension Scale {
    public static func speed(_ edition: Edition) -> Scale {
        edition == .y2016 ? .speed2016 : .speed2025
    }

    public static func voltage(_ edition: Edition) -> Scale {
        edition == .y2016 ? .voltage2016 : .voltage2025
    }

    public static func current(_ edition: Edition) -> Scale {
        edition == .y2016 ? .current2016 : .current2025
    }

    public static func insulation(_ edition: Edition) -> Scale {
        edition == .y2016 ? .insulation2016 : .insulation2025
    }

    public static func alarmLevel(_ edition: Edition) -> Scale {
        edition == .y2016 ? .alarmLevel2016 : .alarmLevel2025
    }

    public static func motorSpeed(_ edition: Edition) -> Scale {
        edition == .y2016 ? .motorSpeed2016 : .motorSpeed2025
    }

    public static func torque(_ edition: Edition) -> Scale {
        edition == .y2016 ? .torque2016 : .torque2025
    }
}
