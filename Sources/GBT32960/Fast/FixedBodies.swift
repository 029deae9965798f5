// The layouts of the bodies in nearly every frame, at fixed offsets. `Structure.visit` describes the
// same bodies; these are for speed alone, and a test holds them to it.

extension VehicleBody {
    /// The length in bytes.
    @inline(__always)
    static func byteCount(_ edition: Edition) -> Int { edition == .y2016 ? 20 : 18 }

    @inline(__always)
    init(_ bytes: FixedBytes, _ edition: Edition) {
        state = bytes.choice(0)
        charge = bytes.choice(1)
        mode = bytes.choice(2)
        speed = bytes.quantity(3, .speed(edition))
        odometer = bytes.quantity(5, .odometer)
        voltage = bytes.quantity(9, .voltage(edition))
        current = bytes.quantity(11, .current(edition))
        soc = bytes.quantity(13, .percent)
        dcdc = bytes.choice(14)
        gear = Gear(raw: bytes.byte(15))
        insulation = bytes.quantity(16, .insulation(edition))
        guard edition == .y2016 else { return }
        accelerator = bytes.quantity(18, .percent)
        brake = bytes.quantity(19, .pedal)
    }
}

extension Motor {
    /// The length in bytes.
    @inline(__always)
    static func byteCount(_ edition: Edition) -> Int { edition == .y2016 ? 12 : 10 }

    @inline(__always)
    init(_ bytes: FixedBytes, _ edition: Edition) {
        number = bytes.byte(0)
        state = bytes.choice(1)
        controllerTemperature = bytes.quantity(2, .celsius)
        speed = bytes.quantity(3, .motorSpeed(edition))
        torque = bytes.quantity(5, .torque(edition))
        guard edition == .y2016 else {
            temperature = bytes.quantity(9, .celsius)
            return
        }
        temperature = bytes.quantity(7, .celsius)
        controllerVoltage = bytes.quantity(8, .controllerVoltage)
        busCurrent = bytes.quantity(10, .busCurrent)
    }
}

extension PositionBody {
    /// The length in bytes.
    @inline(__always)
    static func byteCount(_ edition: Edition) -> Int { edition == .y2016 ? 9 : 10 }

    @inline(__always)
    init(_ bytes: FixedBytes, _ edition: Edition) {
        status = PositionStatus(rawValue: bytes.byte(0))
        if edition == .y2025 { datum = bytes.choice(1) }
        let degrees = edition == .y2016 ? 1 : 2
        longitudeMagnitude = bytes.quantity(degrees, .longitude)
        latitudeMagnitude = bytes.quantity(degrees + 4, .latitude)
    }
}

extension ExtremesBody {
    /// The length in bytes in 2016.
    static let byteCount = 14

    /// Reads the extremes of 2016.
    @inline(__always)
    init(_ bytes: FixedBytes) {
        highestVoltage.subsystem = bytes.quantity(0, .shortNumber)
        highestVoltage.cell = bytes.quantity(1, .shortNumber)
        highestVoltage.voltage = bytes.quantity(2, .cellVolts)
        lowestVoltage.subsystem = bytes.quantity(4, .shortNumber)
        lowestVoltage.cell = bytes.quantity(5, .shortNumber)
        lowestVoltage.voltage = bytes.quantity(6, .cellVolts)
        highestTemperature.subsystem = bytes.quantity(8, .shortNumber)
        highestTemperature.probe = bytes.quantity(9, .shortNumber)
        highestTemperature.temperature = bytes.quantity(10, .celsius)
        lowestTemperature.subsystem = bytes.quantity(11, .shortNumber)
        lowestTemperature.probe = bytes.quantity(12, .shortNumber)
        lowestTemperature.temperature = bytes.quantity(13, .celsius)
    }
}
