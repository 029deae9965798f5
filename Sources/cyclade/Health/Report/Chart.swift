/// A drawing of values over an axis, as SVG.
struct Chart {
    /// A value at a place.
    struct Point {
        let x: Double
        let y: Double
    }

    /// What is drawn, from the back to the front.
    enum Layer {
        /// Between a lower and an upper value at each place.
        case band([(x: Double, low: Double, high: Double)], name: String)
        case line([Point], name: String)
        case dots([Point], name: String)
        /// A level that decides something.
        case limit(Double, name: String)
    }

    let title: String
    let xName: String
    let yName: String
    var layers: [Layer] = []

    private static let (width, height) = (720.0, 320.0)
    private static let (left, right, top, bottom) = (64.0, 16.0, 36.0, 48.0)
    private static let colours = ["#1f6feb", "#d97706", "#15803d", "#be185d", "#6d28d9"]

    /// The drawing.
    var svg: String {
        guard let frame = Frame(layers) else { return "" }
        let body = layers.enumerated().map {
            draw($1, Self.colours[$0 % Self.colours.count], frame)
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
            role="img" aria-label="\(title.escaped)" font-family="sans-serif" font-size="12">
            <text x="\(Self.left)" y="20" font-size="14" font-weight="600">\(title.escaped)</text>
            \(axes(frame))
            \(body.joined(separator: "\n"))
            </svg>
            """
    }

    /// From where to where values go, and where that is in the drawing.
    private struct Frame {
        let x: ClosedRange<Double>
        let y: ClosedRange<Double>

        init?(_ layers: [Layer]) {
            var (xs, ys) = ([Double](), [Double]())
            for layer in layers {
                switch layer {
                case .band(let points, _):
                    xs += points.map(\.x)
                    ys += points.flatMap { [$0.low, $0.high] }
                case .line(let points, _), .dots(let points, _):
                    xs += points.map(\.x)
                    ys += points.map(\.y)
                case .limit(let level, _): ys.append(level)
                }
            }
            guard let x0 = xs.min(), let x1 = xs.max(), let y0 = ys.min(), let y1 = ys.max(),
                (xs + ys).allSatisfy(\.isFinite)
            else { return nil }
            let margin = max((y1 - y0) * 0.08, abs(y1) * 1e-3, 1e-6)
            x = x0...max(x1, x0 + 1e-6)
            y = y0 - margin...y1 + margin
        }

        func left(_ value: Double) -> Double {
            let part = (value - x.lowerBound) / (x.upperBound - x.lowerBound)
            return Chart.left + part * (Chart.width - Chart.left - Chart.right)
        }

        func top(_ value: Double) -> Double {
            let part = (value - y.lowerBound) / (y.upperBound - y.lowerBound)
            return Chart.height - Chart.bottom - part * (Chart.height - Chart.top - Chart.bottom)
        }

        func place(_ x: Double, _ y: Double) -> String {
            "\(left(x).rounded(places: 1)),\(top(y).rounded(places: 1))"
        }
    }

    private func draw(_ layer: Layer, _ colour: String, _ frame: Frame) -> String {
        switch layer {
        case .band(let points, let name):
            let corners =
                points.map { frame.place($0.x, $0.high) }
                + points.reversed().map { frame.place($0.x, $0.low) }
            return """
                <polygon points="\(corners.joined(separator: " "))" fill="\(colour)" \
                fill-opacity="0.15"><title>\(name.escaped)</title></polygon>
                """
        case .line(let points, let name):
            let places = points.map { frame.place($0.x, $0.y) }.joined(separator: " ")
            return """
                <polyline points="\(places)" fill="none" stroke="\(colour)" stroke-width="2">\
                <title>\(name.escaped)</title></polyline>
                """
        case .dots(let points, let name):
            return points.map { point in
                """
                <circle cx="\(frame.left(point.x).rounded(places: 1))" \
                cy="\(frame.top(point.y).rounded(places: 1))" r="2.5" fill="\(colour)">\
                <title>\(name.escaped)</title></circle>
                """
            }.joined(separator: "\n")
        case .limit(let level, let name):
            let y = frame.top(level).rounded(places: 1)
            return """
                <line x1="\(Self.left)" x2="\(Self.width - Self.right)" y1="\(y)" y2="\(y)" \
                stroke="#b91c1c" stroke-dasharray="6 4"/>
                <text x="\(Self.width - Self.right)" y="\(y - 4)" text-anchor="end" \
                fill="#b91c1c">\(name.escaped)</text>
                """
        }
    }

    private func axes(_ frame: Frame) -> String {
        let (bottom, end) = (Self.height - Self.bottom, Self.width - Self.right)
        var lines = [
            """
            <path d="M\(Self.left) \(Self.top)V\(bottom)H\(end)" fill="none" stroke="#57606a"/>
            <text x="\((Self.left + end) / 2)" y="\(Self.height - 10)" \
            text-anchor="middle">\(xName.escaped)</text>
            <text transform="translate(14 \((Self.top + bottom) / 2)) rotate(-90)" \
            text-anchor="middle">\(yName.escaped)</text>
            """
        ]
        for value in Ticks.of(frame.x) {
            let x = frame.left(value).rounded(places: 1)
            lines.append(
                """
                <path d="M\(x) \(bottom)v5" stroke="#57606a"/>
                <text x="\(x)" y="\(bottom + 18)" text-anchor="middle">\(Ticks.text(value))</text>
                """
            )
        }
        for value in Ticks.of(frame.y) {
            let y = frame.top(value).rounded(places: 1)
            lines.append(
                """
                <path d="M\(Self.left) \(y)H\(end)" stroke="#d0d7de" stroke-width="0.5"/>
                <text x="\(Self.left - 8)" y="\(y + 4)" text-anchor="end">\(Ticks.text(value))</text>
                """
            )
        }
        return lines.joined(separator: "\n")
    }
}

/// Round values along an axis.
private enum Ticks {
    static func of(_ range: ClosedRange<Double>) -> [Double] {
        let rough = (range.upperBound - range.lowerBound) / 6
        var power = 1.0
        while power * 10 <= rough { power *= 10 }
        while power > rough { power /= 10 }
        let step = ([1, 2, 5, 10].first { $0 * power >= rough } ?? 10) * power
        let first = (range.lowerBound / step).rounded(.up) * step
        return Array(stride(from: first, through: range.upperBound, by: step))
    }

    static func text(_ value: Double) -> String {
        let rounded = value.rounded(places: 4)
        return rounded == rounded.rounded() && abs(rounded) < 1e9 ? "\(Int(rounded))" : "\(rounded)"
    }
}

extension String {
    /// The text as XML and HTML have it.
    var escaped: String {
        var text = ""
        for character in self {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            default: text.append(character)
            }
        }
        return text
    }
}
