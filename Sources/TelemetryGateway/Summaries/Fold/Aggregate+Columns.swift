extension Aggregate {
    private static let sums: [any WritableKeyPath<Aggregate, Int64> & Sendable] = [
        \.samples, \.seconds, \.unmeasured, \.energyIn, \.energyOut, \.chargeIn, \.chargeOut,
    ]
    private static let maxima: [any WritableKeyPath<Aggregate, Int64?> & Sendable] = [
        \.peakIn, \.peakOut, \.cellMax, \.spread, \.temperatureMax, \.socMax, \.alarmLevel,
        \.meterMax,
    ]
    private static let minima: [any WritableKeyPath<Aggregate, Int64?> & Sendable] = [
        \.cellMin, \.temperatureMin, \.socMin, \.meterMin,
    ]

    /// The names of the columns, in the order of ``columns``.
    static let columnNames = [
        "samples", "seconds", "unmeasured", "energy_in", "energy_out", "charge_in", "charge_out",
        "peak_in", "peak_out", "cell_max", "spread", "temp_max", "soc_max", "alarm_level",
        "meter_max", "cell_min", "temp_min", "soc_min", "meter_min",
    ]

    /// The numbers as the table has them.
    var columns: [Int64?] {
        Self.sums.map { self[keyPath: $0] } + (Self.maxima + Self.minima).map { self[keyPath: $0] }
    }

    /// Reads what ``columns`` gives; `nil` for another number of columns.
    init?(columns: [Int64?]) {
        let places = Self.maxima + Self.minima
        guard columns.count == Self.sums.count + places.count else { return nil }
        for (index, sum) in Self.sums.enumerated() {
            guard let value = columns[index] else { return nil }
            self[keyPath: sum] = value
        }
        for (index, place) in places.enumerated() {
            self[keyPath: place] = columns[Self.sums.count + index]
        }
    }

    /// Adds what was summed up of other samples.
    mutating func add(_ other: Aggregate) {
        for sum in Self.sums {
            // The numbers come from a file: what no battery could reach stays at the end.
            let (value, overflow) = self[keyPath: sum]
                .addingReportingOverflow(other[keyPath: sum])
            self[keyPath: sum] = overflow ? .max : value
        }
        for place in Self.maxima {
            guard let value = other[keyPath: place] else { continue }
            self[keyPath: place] = max(self[keyPath: place] ?? .min, value)
        }
        for place in Self.minima {
            guard let value = other[keyPath: place] else { continue }
            self[keyPath: place] = min(self[keyPath: place] ?? .max, value)
        }
    }
}
