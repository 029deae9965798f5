/// Looks for the least value of a function without its slopes.
enum PatternSearch {
    /// Goes downhill, one axis after the other.
    ///
    /// - Parameters:
    ///   - start: Where to begin.
    ///   - step: The first step's length, which is halved whenever no step leads lower.
    ///   - least: The last step's length.
    ///   - ranges: Between which to stay on each axis.
    ///   - value: The function.
    /// - Returns: A place from which no step of `least` along an axis leads lower.
    static func minimum(
        from start: [Double],
        step: Double,
        least: Double,
        in ranges: [ClosedRange<Double>],
        _ value: ([Double]) -> Double
    ) -> [Double] {
        var (best, bestValue, step) = (start, value(start), step)
        while step >= least {
            var hasMoved = false
            for axis in best.indices {
                for direction in [step, -step] {
                    var place = best
                    place[axis] += direction
                    guard ranges[axis].contains(place[axis]) else { continue }
                    let found = value(place)
                    guard found < bestValue else { continue }
                    (best, bestValue, hasMoved) = (place, found, true)
                    break
                }
            }
            if !hasMoved { step /= 2 }
        }
        return best
    }
}
