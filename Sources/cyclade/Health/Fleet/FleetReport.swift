import BatteryHealth

/// A page about a fleet: what is to be done first, and how the whole of it is.
struct FleetReport {
    let name: String
    let fleet: FleetAssessment

    /// With more rows a page no longer opens at once on a phone.
    static let mostRows = 1_000
    private static let mostFailures = 200

    var html: String {
        Page(
            title: "\(name): 电池群 fleet of batteries",
            sections: [
                "<h1>\(name.escaped)</h1>", counts,
                Page.section(
                    Words("概览", "Overview"),
                    Figure.grid(figures)
                ),
                Page.section(Words("无法读取", "What could not be read"), failures),
                Page.section(Words("压差最大", "Largest spreads at rest"), spreads),
                Page.section(Words("内阻最高", "Highest resistances"), resistances),
                Page.section(Words("按紧急程度", "By urgency"), list),
                Self.method,
            ]
        ).html
    }

    private var counts: String {
        let verdicts = Verdict.allCases.map { verdict in
            let count = fleet.batteries.count { $0.decision.verdict == verdict }
            return "<div><dt>\(verdict.words.html)</dt><dd>\(count)</dd></div>"
        }
        let others = [
            (Words("电池", "Batteries"), fleet.batteries.count),
            (Words("需停用", "To be stopped"), fleet.batteries.count { $0.urgency == .stop }),
            (Words("无法读取", "Not readable"), fleet.failures.count),
        ]
        let rest = others.map { "<div><dt>\($0.html)</dt><dd>\($1)</dd></div>" }
        return "<dl class=\"facts\">\((verdicts + rest).joined(separator: "\n"))</dl>"
    }

    /// The most urgent batteries, and how many are left out.
    private var list: String {
        let shown = fleet.batteries.prefix(Self.mostRows)
        let table = PageTable(
            header: [
                Words("电池", "Battery"), Words("紧急程度", "Urgency"), Words("结论", "Verdict"),
                Words("健康状态", "State of health"), Words("衰减", "Fade"), Words("告警", "Warnings"),
                Words("说明", "Remarks"),
            ],
            rows: shown.map { entry in
                [
                    .html(Self.link(entry)), .html(entry.urgency.words.html),
                    .html(Self.pill(entry.decision.verdict)), .html(Self.health(entry)),
                    .number(entry.fade.map(Self.text) ?? "–"), .html(Self.warnings(entry)),
                    .html(entry.remarks.map(\.words.html).joined(separator: "<br/>")),
                ]
            }
        )
        let left = fleet.batteries.count - shown.count
        guard left > 0 else { return table.html }
        let words = Words(
            "列出最紧急的\(shown.count)个，另有\(left)个见",
            "These are the \(shown.count) most urgent; \(left) more are in"
        )
        let link = #"<a href="\#(FleetFiles.list)">\#(FleetFiles.list)</a>"#
        return "<p>\(words.html) \(link)</p>\n\(table.html)"
    }

    private var failures: String {
        let left = fleet.failures.count - Self.mostFailures
        let table = PageTable(
            header: [Words("文件", "File"), Words("原因", "Why")],
            rows: fleet.failures.prefix(Self.mostFailures).map {
                [.text($0.file), .text($0.problem)]
            }
        )
        guard left > 0 else { return table.html }
        return table.html + "<p>\(Words("另有\(left)个。", "\(left) more.").html)</p>"
    }

    private static let method = """
        <footer><p>\(Words(
            "条形图：浅色为0–110 %，彩色为九成区间，竖线为20 %与80 %的界限。衰减为已知容量自首次起损失的额定部分。",
            "Bars go from 0 to 110 %: the interval of 90 % in colour, lines at the limits of 20 "
                + "and 80 %. Fade is what was lost of the rated capacity since it was first known."
        ).html)</p></footer>
        """
}

/// What a fleet's folder of pages holds.
enum FleetFiles {
    static let index = "index.html"
    static let list = "assessments.json"
}

extension FleetReport {
    static func link(_ entry: FleetEntry) -> String {
        guard let page = entry.page else { return entry.id.escaped }
        let path = page.split(separator: "/").map { String($0).inLink }.joined(separator: "/")
        return #"<a href="\#(path)">\#(entry.id.escaped)</a>"#
    }

    private static func pill(_ verdict: Verdict) -> String {
        #"<span class="pill \#(verdict.rawValue)">\#(verdict.words.html)</span>"#
    }

    private static func health(_ entry: FleetEntry) -> String {
        guard let health = entry.health else { return "–" }
        let range =
            "\((health.lower * 100).text(places: 1)) – \((health.upper * 100).text(places: 1))"
        return
            """
            \(HealthBar(health: health).svg)<br/>\
            <span class="whole">\(health.value.percent(places: 1)) <small>\(range)</small></span>
            """
    }

    private static func text(_ fade: FleetEntry.Fade) -> String {
        "\(fade.lost.percent(places: 1)) / \(fade.days.text(places: 0)) d"
    }

    private static func warnings(_ entry: FleetEntry) -> String {
        guard let gravest = entry.gravest else { return "–" }
        let count = entry.warnings.values.reduce(0, +)
        let value = gravest.rule.text(gravest.value).escaped
        return
            """
            \(gravest.level.words.html): \(gravest.rule.words.html) \(value) \
            <small>(\(count))</small>
            """
    }
}

extension Urgency {
    var words: Words {
        switch self {
        case .none: Words("无", "none")
        case .test: Words("检测", "test")
        case .retire: Words("退出车用", "leaves vehicle")
        case .service: Words("检修", "service")
        case .stop: Words("停用", "stop")
        }
    }
}
