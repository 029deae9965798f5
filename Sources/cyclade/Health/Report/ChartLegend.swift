/// What the colours and lines of a chart are, in as many rows as that takes.
struct ChartLegend {
    private var items: [(layer: Chart.Layer, x: Double, row: Int)] = []

    private static let rowHeight = 18.0
    private static let markWidth = 28.0

    init(_ layers: [Chart.Layer]) {
        var (x, row) = (8.0, 0)
        for layer in layers {
            let width = Self.markWidth + layer.name.line.estimatedWidth + 16
            if x > 8, x + width > ChartFrame.width { (x, row) = (8, row + 1) }
            items.append((layer, x, row))
            x += width
        }
    }

    var height: Double {
        items.last.map { Double($0.row + 1) * Self.rowHeight } ?? 0
    }

    func svg(from top: Double) -> String {
        items.map { layer, x, row in
            let y = top + Double(row) * Self.rowHeight
            return """
                \(mark(layer, x, y))<text x="\(x + Self.markWidth)" y="\(y)">\
                \(layer.name.line.escaped)</text>
                """
        }.joined(separator: "\n")
    }

    private func mark(_ layer: Chart.Layer, _ x: Double, _ y: Double) -> String {
        let colour = layer.colourClass
        return switch layer.shape {
        case .band:
            #"<rect class="\#(colour) band" x="\#(x)" y="\#(y - 9)" width="22" height="10"/>"#
        case .line: #"<path class="\#(colour) line" d="M\#(x) \#(y - 4)h22"/>"#
        case .dots:
            #"<circle class="\#(colour) dot" cx="\#(x + 11)" cy="\#(y - 4)" r="2.5"/>"#
        case .bars:
            #"<rect class="\#(colour) dot" x="\#(x + 6)" y="\#(y - 9)" width="10" height="10"/>"#
        }
    }
}

extension String {
    /// About how wide it is at 12 pixels: Chinese characters are squares.
    fileprivate var estimatedWidth: Double {
        unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 12 : 6.6) }
    }
}
