/// How wide an interval must be to hold the true value in nine cases of ten.
///
/// Conformal: the width comes from the errors on cells that the regressions had not seen, each
/// measured by how far the regressions disagreed (Vovk and others, "Algorithmic Learning in a
/// Random World", 2005).
struct IntervalCalibration: Hashable, Sendable, Codable {
    private let floor: Double
    private let factor: Double

    /// An error on a cell that was not seen, and how far the regressions disagreed there.
    struct Residual {
        let cell: String
        let error: Double
        let disagreement: Double
    }

    /// Calibrates; every cell counts the same, however often it was measured.
    init(_ residuals: [Residual], coverage: Double = 0.9) {
        let floor = residuals.map(\.error).rootMeanSquare
        let counts = residuals.reduce(into: [String: Double]()) { $0[$1.cell, default: 0] += 1 }
        let sample = residuals.map { residual in
            let scale = Self.scale(floor, residual.disagreement)
            return (
                value: scale > 0 ? abs(residual.error) / scale : 0,
                weight: 1 / (counts[residual.cell] ?? 1)
            )
        }
        self.floor = floor
        // The cell that is asked for is one more, and may be further off than all. Of fewer than
        // nine cells that would always be the greatest error of all.
        let count = Double(counts.count)
        let withAsked = coverage * (count + 1)
        let total = withAsked <= count ? withAsked : coverage * count
        factor = Quantile.weighted(sample, holding: total)
    }

    /// Whether its widths are numbers.
    var isSound: Bool { floor.isFinite && factor.isFinite && floor >= 0 && factor >= 0 }

    /// Half the width of the interval.
    func halfWidth(disagreement: Double) -> Double {
        factor * Self.scale(floor, disagreement)
    }

    /// Half the width of each residual's interval, calibrated on the other cells.
    static func halfWidths(_ residuals: [Residual]) -> [Double] {
        let cells = Set(residuals.map(\.cell))
        let others = Dictionary(
            uniqueKeysWithValues: cells.map { cell in
                (cell, IntervalCalibration(residuals.filter { $0.cell != cell }))
            }
        )
        return residuals.map { residual in
            others[residual.cell]?.halfWidth(disagreement: residual.disagreement) ?? .infinity
        }
    }

    private static func scale(_ floor: Double, _ disagreement: Double) -> Double {
        (floor * floor + disagreement * disagreement).squareRoot()
    }
}
