/// From where to where values go, and where that is in a drawing.
struct ChartFrame {
    static let width = 480.0
    static let (left, right, top) = (52.0, 12.0, 52.0)
    static let plotHeight = 190.0
    static var bottom: Double { top + plotHeight }
    static var end: Double { width - right }

    let x: ClosedRange<Double>
    let y: ClosedRange<Double>

    /// The frame of all that is finite; `nil` if that is nothing.
    init?(_ chart: Chart) {
        var (xs, ys) = ([Double](), [Double]())
        for layer in chart.layers {
            switch layer.shape {
            case .band(let points):
                xs += points.map(\.x)
                ys += points.flatMap { [$0.low, $0.high] }
            case .line(let points), .dots(let points):
                xs += points.map(\.x)
                ys += points.map(\.y)
            case .bars(let bars):
                xs += bars.flatMap { [$0.from, $0.to] }
                ys += bars.map(\.height)
            }
        }
        guard !xs.isEmpty, (xs + ys).allSatisfy({ abs($0) < Self.most }) else { return nil }
        ys += chart.limits.map(\.level).filter(\.isFinite)
        if chart.startsAtZero { ys.append(0) }
        guard let x0 = xs.min(), let x1 = xs.max(), let y0 = ys.min(), let y1 = ys.max() else {
            return nil
        }
        // One point has its frame as well.
        let width = max(x1 - x0, abs(x1) * 1e-6, 1e-6)
        let margin = max((y1 - y0) * 0.08, abs(y1) * 1e-3, 1e-6)
        x = x0...max(x1, x0 + width)
        y = (chart.startsAtZero && y0 == 0 ? 0 : y0 - margin)...y1 + margin
    }

    /// Larger values are none that a battery has.
    private static let most = 1e12

    func left(_ value: Double) -> Double {
        let part = (value - x.lowerBound) / (x.upperBound - x.lowerBound)
        return (Self.left + part * (Self.end - Self.left)).rounded(places: 1)
    }

    func top(_ value: Double) -> Double {
        let part = (value - y.lowerBound) / (y.upperBound - y.lowerBound)
        return (Self.bottom - part * Self.plotHeight).rounded(places: 1)
    }

    func place(_ x: Double, _ y: Double) -> String { "\(left(x)),\(top(y))" }
}
