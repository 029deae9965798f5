extension IncrementalCapacity {
    /// A voltage at which much charge goes in: two phases of an electrode side by side.
    ///
    /// A peak that sinks tells of lost active material, one that moves up of grown resistance.
    public struct Peak: Hashable, Sendable, Codable {
        /// Its place, in volts.
        public let voltage: Double
        /// In ampere-hours a volt.
        public let height: Double
        /// The charge from the valley, or end, below it to that above, in ampere-hours.
        public let area: Double
    }

    /// The peaks that stand out, by voltage; their areas together are that of the curve.
    ///
    /// An end is no peak: nothing is known of what lies beyond.
    ///
    /// - Parameter part: How far a peak must stand above the valleys that part it from higher ones,
    ///   as a part of the highest value.
    /// - Returns: None if the curve only rises or falls.
    public func peaks(standingOut part: Double = 0.1) -> [Peak] {
        guard let highest = values.max(), highest > 0 else { return [] }
        let tops = values.indices.dropFirst().dropLast().filter { place in
            values[place] > values[place - 1] && values[place] >= values[place + 1]
                && prominence(at: place) >= part * highest
        }
        let valleys = zip(tops, tops.dropFirst()).map { low, high in
            (low...high).min { values[$0] < values[$1] } ?? low
        }
        let (starts, ends) = ([0] + valleys, valleys + [values.count])
        return tops.indices.map { peak(at: tops[$0], within: starts[$0]..<ends[$0]) }
    }

    private func peak(at place: Int, within range: Range<Int>) -> Peak {
        let (before, top, after) = (values[place - 1], values[place], values[place + 1])
        // The highest point of the parabola through the three.
        let bend = before - 2 * top + after
        let shift = bend < 0 ? (before - after) / (2 * bend) : 0
        return Peak(
            voltage: voltages[place] + shift * step,
            height: top - (before - after) * shift / 4,
            area: values[range].reduce(0, +) * step
        )
    }

    /// How far a place stands above the higher of the valleys on its two sides.
    private func prominence(at place: Int) -> Double {
        values[place] - max(valley(from: place, by: -1), valley(from: place, by: 1))
    }

    /// The lowest value before one that is higher than the peak's, or before the end.
    private func valley(from peak: Int, by direction: Int) -> Double {
        var (lowest, place) = (values[peak], peak + direction)
        while values.indices.contains(place), values[place] <= values[peak] {
            lowest = min(lowest, values[place])
            place += direction
        }
        return lowest
    }
}
