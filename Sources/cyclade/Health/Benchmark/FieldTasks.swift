import BatteryHealth

/// Capacities told from charges in daily life; nothing is learnt from other packs.
enum FieldTasks {
    static let names = [
        "field.capacity_rmse", "field.capacity_worst", "field.repeatability",
        "field.session_scatter", "alarms.per_vehicle_month",
    ]

    /// The scores on the folder that is to be told.
    static func scores(on data: HealthFolder) throws -> [String: HealthScore] {
        let packs = try PackChargeSet.packs(in: data).compactMap(error)
        let errors = packs.map(\.relative)
        let held = packs.count(where: \.isHeld)
        let vehicles = try FieldMonthSet.vehicles(in: data)
        let months = vehicles.compactMap(month)
        let capacity =
            errors.isEmpty
            ? nil : (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
        return [
            names[0]: HealthScore(
                value: capacity,
                unit: "% of capacity, RMSE",
                must: 4,
                baseline: 3.7,
                coverage90: errors.isEmpty ? nil : Double(held) / Double(errors.count),
                n: errors.count
            ),
            names[1]: HealthScore(
                value: errors.map(abs).max(),
                unit: "% of capacity, worst",
                must: 7,
                baseline: 6.6,
                coverage90: nil,
                n: errors.count
            ),
            names[2]: HealthScore(
                value: months.map(\.halves).max(),
                unit: "% between halves of the month, worst",
                must: 1,
                baseline: 1,
                coverage90: nil,
                n: months.count
            ),
            names[3]: HealthScore(
                value: months.map(\.scatter).max(),
                unit: "% of a charge about the month, worst",
                must: 2.2,
                baseline: 2.1,
                coverage90: nil,
                n: months.count
            ),
            names[4]: alarms(vehicles),
        ]
    }

    /// Warnings that call for a workshop, of vehicles in which nothing is known to be wrong.
    private static func alarms(_ vehicles: [FieldMonthSet.Vehicle]) -> HealthScore {
        let counts = vehicles.map { vehicle in
            var history = PackHistory(vehicle.model)
            for reading in vehicle.readings { history.add(reading) }
            history.finish()
            return history.warnings.count { $0.level >= .service }
        }
        return HealthScore(
            value: counts.isEmpty ? nil : Double(counts.reduce(0, +)) / Double(counts.count),
            unit: "warnings of level 2 or more a vehicle-month",
            must: 1,
            baseline: nil,
            coverage90: nil,
            n: counts.count
        )
    }

    private static func error(_ pack: PackChargeSet.Pack) -> (relative: Double, isHeld: Bool)? {
        var capacity = FieldCapacity(pack.model)
        for charge in pack.charges { capacity.add(charge) }
        guard let told = capacity.estimate else { return nil }
        let error = told.capacity - pack.capacity
        return (error / pack.capacity * 100, abs(error) <= 1.645 * told.deviation)
    }

    private static func month(
        _ vehicle: FieldMonthSet.Vehicle
    ) -> (halves: Double, scatter: Double)? {
        let sessions = sessions(vehicle)
        guard let first = vehicle.readings.first?.time, let last = vehicle.readings.last?.time,
            let whole = capacity(sessions, vehicle.model)
        else { return nil }
        let middle = (first + last) / 2
        let early = capacity(sessions.filter { $0.end.time <= middle }, vehicle.model)
        let late = capacity(sessions.filter { $0.end.time > middle }, vehicle.model)
        guard let early, let late else { return nil }
        let single = sessions.filter { $0.gapCount == 0 && $0.stateOfChargeChange >= 0.3 }
            .map { $0.charge / $0.stateOfChargeChange / whole - 1 }
        let square = single.reduce(0) { $0 + $1 * $1 } / Double(max(single.count, 1))
        return (abs(early - late) / whole * 100, square.squareRoot() * 100)
    }

    private static func sessions(_ vehicle: FieldMonthSet.Vehicle) -> [ChargeSession] {
        var cleaner = ReadingCleaner(vehicle.model)
        var builder = ChargeSessionBuilder(vehicle.model)
        var sessions = vehicle.readings.compactMap { reading in
            cleaner.clean(reading).flatMap { builder.add($0) }
        }
        if let last = builder.finish() { sessions.append(last) }
        return sessions
    }

    private static func capacity(_ sessions: [ChargeSession], _ model: BatteryModel) -> Double? {
        var capacity = FieldCapacity(model)
        for session in sessions { capacity.add(session) }
        return capacity.estimate?.capacity
    }
}
