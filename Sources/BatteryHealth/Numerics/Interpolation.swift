/// Straight lines between the points of a table.
enum Interpolation {
    /// Reads the table.
    ///
    /// - Parameters:
    ///   - x: Where.
    ///   - xs: Places that rise; not empty.
    ///   - ys: The values there, as many.
    /// - Returns: The value at `x`; beyond the ends, that of the end.
    static func value(at x: Double, _ xs: [Double], _ ys: [Double]) -> Double {
        var (low, high) = (0, xs.count)
        while low < high {
            let middle = (low + high) / 2
            if xs[middle] <= x { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return ys[0] }
        guard low < xs.count else { return ys[xs.count - 1] }
        let part = (x - xs[low - 1]) / (xs[low] - xs[low - 1])
        return ys[low - 1] + part * (ys[low] - ys[low - 1])
    }
}
