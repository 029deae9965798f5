extension Chart {
    /// The drawing as a part of a page, which has ``style``.
    var svg: String { svg(style: "") }

    /// The drawing as a file of its own.
    var file: String { svg(style: "<style>\(Self.style)</style>") }

    private func svg(style: String) -> String {
        let frame = ChartFrame(self)
        let legend = ChartLegend(frame == nil ? [] : layers)
        let height = ChartFrame.bottom + 44 + legend.height
        let body = frame.map { drawing($0) } ?? note
        return """
            <svg xmlns="http://www.w3.org/2000/svg" \
            viewBox="0 0 \(Int(ChartFrame.width)) \(Int(height))" \
            role="img" aria-labelledby="\(id)-title \(id)-desc">
            <title id="\(id)-title">\(title.line.escaped)</title>
            <desc id="\(id)-desc">\(description(frame).escaped)</desc>
            \(style)
            <rect class="paper" width="100%" height="100%"/>
            <text class="name" x="8" y="20">\(title.line.escaped)</text>
            \(body)
            \(legend.svg(from: ChartFrame.bottom + 52))
            </svg>
            """
    }

    /// What one who does not see it is told.
    private func description(_ frame: ChartFrame?) -> String {
        guard let frame else { return empty.line }
        func range(_ name: Words, _ range: ClosedRange<Double>) -> String {
            let ticks = Ticks(range, about: 20)
            return "\(name.line): \(ticks.text(range.lowerBound)) – \(ticks.text(range.upperBound))"
        }
        let names = layers.map(\.name.line) + limits.map(\.name.line)
        return
            "\(range(xName, frame.x)); \(range(yName, frame.y)); \(names.joined(separator: ", "))"
    }

    /// An empty frame that says why.
    private var note: String {
        let (middle, half) = (ChartFrame.width / 2, ChartFrame.plotHeight / 2)
        return """
            <rect class="axis" x="8" y="\(ChartFrame.top - 16)" width="\(ChartFrame.width - 16)" \
            height="\(ChartFrame.plotHeight)" rx="6" stroke-dasharray="4 4"/>
            <text class="soft" x="\(middle)" y="\(ChartFrame.top + half - 20)" \
            text-anchor="middle">\(empty.chinese.escaped)</text>
            <text class="soft" x="\(middle)" y="\(ChartFrame.top + half)" \
            text-anchor="middle">\(empty.english.escaped)</text>
            """
    }

    private func drawing(_ frame: ChartFrame) -> String {
        ([axes(frame)] + layers.map { draw($0, frame) } + limits.map { draw($0, frame) })
            .joined(separator: "\n")
    }

    private func draw(_ layer: Layer, _ frame: ChartFrame) -> String {
        let colour = layer.colourClass
        switch layer.shape {
        case .band(let points):
            let corners =
                points.map { frame.place($0.x, $0.high) }
                + points.reversed().map { frame.place($0.x, $0.low) }
            return
                #"<polygon class="\#(colour) band" points="\#(corners.joined(separator: " "))"/>"#
        case .line(let points):
            let places = points.map { frame.place($0.x, $0.y) }.joined(separator: " ")
            // A line of one point would not be seen.
            let mark = points.count == 1 ? draw(layer.with(.dots(points)), frame) : ""
            return #"<polyline class="\#(colour) line" points="\#(places)"/>\#(mark)"#
        case .dots(let points):
            let dots = points.map {
                #"<circle cx="\#(frame.left($0.x))" cy="\#(frame.top($0.y))" r="2.5"/>"#
            }
            return #"<g class="\#(colour) dot">\#(dots.joined())</g>"#
        case .bars(let bars):
            let boxes = bars.map { bar in
                let (left, top) = (frame.left(bar.from), frame.top(bar.height))
                let width = max(frame.left(bar.to) - left - 2, 1).rounded(places: 1)
                let height = (frame.top(0) - top).rounded(places: 1)
                return
                    #"<rect x="\#(left + 1)" y="\#(top)" width="\#(width)" height="\#(height)"/>"#
            }
            return #"<g class="\#(colour) dot">\#(boxes.joined())</g>"#
        }
    }

    private func draw(_ limit: Limit, _ frame: ChartFrame) -> String {
        guard frame.y.contains(limit.level) else { return "" }
        let y = frame.top(limit.level)
        return """
            <path class="limit" d="M\(ChartFrame.left) \(y)H\(ChartFrame.end)"/>
            <text class="limit" x="\(ChartFrame.left + 6)" y="\(y - 4)">\
            \(limit.name.line.escaped)</text>
            """
    }

    private func axes(_ frame: ChartFrame) -> String {
        let (bottom, end, left) = (ChartFrame.bottom, ChartFrame.end, ChartFrame.left)
        let (xs, ys) = (
            Ticks(frame.x, about: 6), Ticks(frame.y, about: 5, apart: counts ? 1 : 1e-12)
        )
        let levels = ys.values.map { value in
            let y = frame.top(value)
            return """
                <path class="grid" d="M\(left) \(y)H\(end)"/>\
                <text class="soft" x="\(left - 6)" y="\(y + 4)" text-anchor="end">\
                \(ys.text(value))</text>
                """
        }
        let places = xs.values.map { value in
            let x = frame.left(value)
            return """
                <path class="axis" d="M\(x) \(bottom)v4"/>\
                <text class="soft" x="\(x)" y="\(bottom + 17)" text-anchor="middle">\
                \(xs.text(value))</text>
                """
        }
        let frame = """
            <path class="axis" d="M\(left) \(ChartFrame.top)V\(bottom)H\(end)"/>
            <text class="soft" x="8" y="\(ChartFrame.top - 12)">\(yName.line.escaped)</text>
            <text class="soft" x="\(end)" y="\(bottom + 34)" text-anchor="end">\
            \(xName.line.escaped)</text>
            """
        return (levels + places + [frame]).joined(separator: "\n")
    }
}

extension Chart.Layer {
    /// The style has six colours.
    var colourClass: String { "k\(colour % 6)" }

    fileprivate func with(_ shape: Chart.Shape) -> Self {
        Self(shape: shape, name: name, colour: colour)
    }
}
