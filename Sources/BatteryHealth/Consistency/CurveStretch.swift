/// How the voltage of a cell goes through the curve of another: shifted by what it is ahead, and
/// faster by what it is smaller.
///
/// The least squares of *V*(*q*) − *M*(*aq* + *s*), by Gauss and Newton. A cell of *a* times the speed
/// has 1/*a* of the other's capacity.
struct CurveStretch {
    /// How much faster it goes.
    let factor: Double
    /// The standard deviation of ``factor``.
    let deviation: Double

    /// In volts for all of the charge: where it is flatter, voltage does not tell.
    private static let leastSlope = 0.1
    private static let leastPoints = 20
    /// Cells are reported in millivolts.
    private static let leastError = 0.000_5
    private static let mostSteps = 30
    private static let factors = 0.5...2.0

    /// Fits a curve; `nil` if it does not tell.
    ///
    /// - Parameters:
    ///   - curve: The voltages of the cell, in volts.
    ///   - middle: Those that it is compared with.
    ///   - charges: What had gone in at each, as parts of the rated capacity; they rise.
    init?(of curve: [Double], from middle: [Double], over charges: [Double]) {
        guard charges.count >= Self.leastPoints, middle.allSatisfy(\.isFinite) else { return nil }
        let slopes = Self.slopes(of: middle, over: charges)
        var (factor, shift) = (1.0, 0.0)
        for _ in 0..<Self.mostSteps {
            var rows: [[Double]] = []
            var errors: [Double] = []
            for (charge, voltage) in zip(charges, curve) {
                let place = factor * charge + shift
                guard place >= charges[0], place <= charges[charges.count - 1] else { continue }
                let slope = Interpolation.value(at: place, charges, slopes)
                guard slope >= Self.leastSlope else { continue }
                rows.append([slope * charge, slope])
                errors.append(voltage - Interpolation.value(at: place, charges, middle))
            }
            let terms = Matrix(rows)
            guard rows.count >= Self.leastPoints, let normal = Cholesky(terms.gram) else {
                return nil
            }
            let change = normal.solve(terms.transposedProduct(with: errors))
            (factor, shift) = (factor + change[0], shift + change[1])
            guard Self.factors.contains(factor) else { return nil }
            guard abs(change[0]) < 1e-6 else { continue }
            let square = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count - 2)
            let error = max(square.squareRoot(), Self.leastError)
            self.factor = factor
            deviation = error * max(normal.solve([1, 0])[0], 0).squareRoot()
            return
        }
        return nil
    }

    /// The slopes at each point, over two points on both sides: millivolts are coarse.
    private static func slopes(of voltages: [Double], over charges: [Double]) -> [Double] {
        charges.indices.map { point in
            let (low, high) = (max(point - 2, 0), min(point + 2, charges.count - 1))
            return (voltages[high] - voltages[low]) / (charges[high] - charges[low])
        }
    }
}
