/// A drawing of values over an axis, as SVG.
struct Chart {
    /// A value at a place.
    struct Point {
        let x: Double
        let y: Double
    }

    /// What is drawn of one series.
    enum Shape {
        /// Between a lower and an upper value at each place.
        case band([(x: Double, low: Double, high: Double)])
        case line([Point])
        case dots([Point])
        /// From 0 up, over a stretch of places.
        case bars([(from: Double, to: Double, height: Double)])
    }

    /// One series, from the back to the front.
    struct Layer {
        let shape: Shape
        let name: Words
        /// Which colour, from 0; series that belong together share one.
        var colour = 0
    }

    /// A level that decides something.
    struct Limit {
        let level: Double
        let name: Words
    }

    /// What names it within its page: letters only.
    let id: String
    let title: Words
    let xName: Words
    let yName: Words
    /// What is said where there is nothing to draw.
    let empty: Words
    var layers: [Layer] = []
    var limits: [Limit] = []
    /// Whether values are seen from 0 on.
    var startsAtZero = false
    /// Whether values are whole numbers of something.
    var counts = false

    /// More points than this cannot be told apart.
    static let mostPoints = 300
}

extension Array {
    /// At most so many of its elements, evenly, with the first and the last.
    func thinned(to most: Int) -> [Element] {
        guard count > most, most > 1 else { return self }
        return (0..<most).map { self[$0 * (count - 1) / (most - 1)] }
    }
}
