import GBT32960

/// Every scalar of a report in its physical unit, in reused storage; NaN where there is none.
struct PhysicalValues {
    private var values = [Double](repeating: 0, count: 256)
    private(set) var count = 0

    /// Something that depends on the values, so that they are computed.
    var sum: Double { values[..<count].reduce(0) { $1.isNaN ? $0 : $0 + $1 } }

    mutating func take(_ scanner: borrowing ReportScanner) {
        count = 0
        if let vehicle = scanner.vehicle { take(vehicle) }
        for motor in scanner.motors { take(motor) }
        if let position = scanner.position {
            put(position.longitude)
            put(position.latitude)
        }
        if let extremes = scanner.extremes { take(extremes) }
        if let alarm = scanner.alarm { put(alarm.level.reading) }
        for pack in scanner.packs {
            put(pack.voltage.reading)
            put(pack.current.reading)
        }
    }

    private mutating func take(_ vehicle: VehicleBody) {
        put(vehicle.speed.reading)
        put(vehicle.odometer.reading)
        put(vehicle.voltage.reading)
        put(vehicle.current.reading)
        put(vehicle.soc.reading)
        put(vehicle.insulation.reading)
        put(vehicle.accelerator.reading)
        put(vehicle.brake.reading)
    }

    private mutating func take(_ motor: Motor) {
        put(motor.controllerTemperature.reading)
        put(motor.speed.reading)
        put(motor.torque.reading)
        put(motor.temperature.reading)
        put(motor.controllerVoltage.reading)
        put(motor.busCurrent.reading)
    }

    private mutating func take(_ extremes: ExtremesBody) {
        put(extremes.highestVoltage.voltage.reading)
        put(extremes.lowestVoltage.voltage.reading)
        put(extremes.highestTemperature.temperature.reading)
        put(extremes.lowestTemperature.temperature.reading)
    }

    @inline(__always)
    private mutating func put(_ reading: Reading<Double>) {
        values[count] = reading.value ?? .nan
        count += 1
    }
}
