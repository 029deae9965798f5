/// Round values along an axis.
struct Ticks {
    let values: [Double]
    private let places: Int

    /// About so many values in a range, at least so far apart.
    init(_ range: ClosedRange<Double>, about count: Double, apart least: Double = 1e-12) {
        let rough = max((range.upperBound - range.lowerBound) / count, least)
        var power = 1.0
        var places = 0
        while power * 10 <= rough { power *= 10 }
        while power > rough, places < 12 {
            power /= 10
            places += 1
        }
        let factor = [1, 2, 5].first { $0 * power >= rough } ?? 10
        let step = factor * power
        let first = (range.lowerBound / step).rounded(.up) * step
        values = Array(stride(from: first, through: range.upperBound, by: step))
        self.places = factor == 10 ? max(0, places - 1) : places
    }

    /// All with as many places as their distance needs.
    func text(_ value: Double) -> String {
        value.text(places: places)
    }
}

extension Double {
    /// The value with exactly so many decimal places; `–` if it is none or too large to be told.
    func text(places: Int) -> String {
        guard abs(self) < 1e12 else { return "–" }
        let rounded = rounded(places: places)
        guard places > 0 else { return "\(Int(rounded))" }
        let magnitude = abs(rounded)
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = magnitude.rounded(.down)
        let rest = Int(((magnitude - whole) * scale).rounded())
        let digits = "\(rest)"
        let zeros = String(repeating: "0", count: max(0, places - digits.count))
        return (rounded < 0 ? "−" : "") + "\(Int(whole)).\(zeros)\(digits)"
    }
}
