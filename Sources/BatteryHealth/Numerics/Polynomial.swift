/// A polynomial with real coefficients, the constant first.
struct Polynomial {
    let coefficients: [Double]

    init(_ coefficients: [Double]) {
        self.coefficients = coefficients
    }

    /// Its value, by Horner's rule.
    func callAsFunction(_ x: Double) -> Double {
        coefficients.reversed().reduce(0) { $0 * x + $1 }
    }

    var derivative: Polynomial {
        Polynomial(coefficients.enumerated().dropFirst().map { Double($0) * $1 })
    }

    /// The places in `range` where its sign changes, in order.
    ///
    /// Between neighbouring extremes it has one such place at most, which halving finds to the last
    /// bit; the extremes are those places of the derivative.
    func signChanges(in range: ClosedRange<Double>) -> [Double] {
        guard coefficients.count > 1 else { return [] }
        let extremes = derivative.signChanges(in: range)
        let bounds = [range.lowerBound] + extremes + [range.upperBound]
        return zip(bounds, bounds.dropFirst()).compactMap { low, high in
            let (atLow, atHigh) = (self(low), self(high))
            guard atLow != 0 else { return low == range.lowerBound ? low : nil }
            guard (atLow < 0) != (atHigh < 0) else { return nil }
            return halved(low, high, rising: atLow < 0)
        }
    }

    private func halved(_ low: Double, _ high: Double, rising: Bool) -> Double {
        var (low, high) = (low, high)
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return middle }
            if (self(middle) < 0) == rising { low = middle } else { high = middle }
        }
    }
}
