/// A page that needs nothing from elsewhere: no script, no picture, no font.
///
/// It is XML as well as HTML, so that programs can read it.
struct Page {
    let title: String
    /// Sections of HTML.
    let sections: [String]

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="zh">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>\(title.escaped)</title>
        <style>
        \(Self.style)
        \(Chart.style)
        \(HealthBar.style)
        </style>
        </head>
        <body>
        <main>
        \(sections.joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }
}

extension Page {
    /// A heading and what is under it; nothing if that is empty.
    static func section(_ heading: Words, _ body: String) -> String {
        body.isEmpty ? "" : "<section><h2>\(heading.html)</h2>\n\(body)\n</section>"
    }
}

/// Rows for a page; text is escaped, cells of HTML are given as such.
struct PageTable {
    /// What stands in a cell.
    enum Cell {
        case text(String)
        /// On the right, so that digits stand under each other.
        case number(String)
        case html(String)
    }

    let header: [Words]
    let rows: [[Cell]]

    var html: String {
        guard !rows.isEmpty else { return "" }
        let head = header.map { #"<th scope="col">\#($0.html)</th>"# }.joined()
        let body = rows.map { "<tr>\($0.map(Self.cell).joined())</tr>" }.joined(separator: "\n")
        return """
            <div class="scroll"><table><thead><tr>\(head)</tr></thead>
            <tbody>
            \(body)
            </tbody></table></div>
            """
    }

    private static func cell(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): "<td>\(text.escaped)</td>"
        case .number(let text): #"<td class="n">\#(text.escaped)</td>"#
        case .html(let html): "<td>\(html)</td>"
        }
    }
}
