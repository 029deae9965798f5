extension Collection where Element == Double {
    /// The mean; 0 of nothing.
    var mean: Double {
        isEmpty ? 0 : reduce(0, +) / Double(count)
    }

    /// The standard deviation of the whole; 0 of nothing.
    var deviation: Double {
        let mean = mean
        return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Swift.max(count, 1)))
            .squareRoot()
    }

    /// The root of the mean square; 0 of nothing.
    var rootMeanSquare: Double {
        (reduce(0) { $0 + $1 * $1 } / Double(Swift.max(count, 1))).squareRoot()
    }

    /// The middle value; `nil` of nothing.
    var median: Double? {
        isEmpty ? nil : Quantile.of(sorted(), 0.5)
    }

    /// The standard deviation that the median distance from `middle` is of, if normal: a few values
    /// far off do not change it.
    func robustDeviation(about middle: Double) -> Double {
        1.4826 * (map { abs($0 - middle) }.median ?? 0)
    }
}

/// Quantiles of a sample.
enum Quantile {
    /// The value below which a part of a sample lies, between its neighbours in a straight line.
    ///
    /// - Parameters:
    ///   - sorted: The sample in order; not empty.
    ///   - part: `0...1`.
    /// - Returns: The quantile.
    static func of(_ sorted: [Double], _ part: Double) -> Double {
        let place = Double(sorted.count - 1) * part
        let below = Int(place)
        guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }

    /// The least value of a weighted sample that holds, with those below it, so much of the weight;
    /// infinity of nothing.
    static func weighted(
        _ sample: [(value: Double, weight: Double)],
        holding least: Double
    ) -> Double {
        var sum = 0.0
        let sorted = sample.sorted { $0.value < $1.value }
        for (value, weight) in sorted {
            sum += weight
            if sum >= least { return value }
        }
        // The weights' rounding can leave a little out.
        return sorted.last?.value ?? .infinity
    }
}
