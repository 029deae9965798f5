/// A chart, how to read it, and its values as a table.
struct Figure {
    let chart: Chart
    let reading: Words
    let table: PageTable

    /// More rows than this say no more.
    static let mostRows = 60

    var html: String {
        let values =
            table.rows.isEmpty
            ? ""
            : """

            <details><summary>\(Words("数值", "Values").html)</summary>
            \(table.html)
            </details>
            """
        return """
            <figure>
            \(chart.svg)
            <figcaption><p lang="zh">\(reading.chinese.escaped)</p>
            <p lang="en">\(reading.english.escaped)</p></figcaption>\(values)
            </figure>
            """
    }

    /// Side by side where there is room.
    static func grid(_ figures: [Figure]) -> String {
        "<div class=\"figures\">\n\(figures.map(\.html).joined(separator: "\n"))\n</div>"
    }
}
