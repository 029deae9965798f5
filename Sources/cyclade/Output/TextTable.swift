/// Columns for a person: as wide as their longest cell, with two spaces between.
struct TextTable: CustomStringConvertible {
    let header: [String]
    let rows: [[String]]

    var description: String {
        let lines = [header] + rows
        let widths = header.indices.map { column in
            lines.map { $0[column].columns }.max() ?? 0
        }
        return lines.map { cells in
            zip(cells, widths)
                .map { cell, width in cell + String(repeating: " ", count: width - cell.columns) }
                .joined(separator: "  ")
                .trimmingSuffix(" ")
        }.joined(separator: "\n")
    }
}

extension String {
    /// How many columns of a terminal it takes: Chinese characters take two.
    fileprivate var columns: Int {
        unicodeScalars.reduce(0) { sum, scalar in
            sum + ((0x2E80...0x9FFF).contains(scalar.value) ? 2 : 1)
        }
    }

    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
