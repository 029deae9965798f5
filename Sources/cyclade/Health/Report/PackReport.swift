import BatteryHealth

/// A page about one battery: the verdict, what it rests on, and what its readings show over time.
struct PackReport {
    let history: PackHistory
    let assessment: PackAssessment
    /// Whether there is a list of its fleet in the folder above.
    var isInFleet = false
    /// What follows from it and what the ledger has of its life, a line each.
    var outlook: [String] = []

    /// The page; it needs nothing from elsewhere.
    var html: String {
        Page(
            title: "\(assessment.model): 电池健康 battery health",
            sections: [
                back, "<h1>\(assessment.model.escaped)</h1>", verdict, facts,
                Page.section(Words("说明", "Remarks"), remarks),
                Page.section(Words("告警", "Warnings"), warnings),
                Page.section(Words("履历与前景", "Life so far, and what is left"), outlookList),
                Page.section(
                    Words("图表", "Charts"),
                    Figure.grid(figures)
                ),
                Page.section(Words("剔除的数据", "What was left out"), defects),
                Self.method,
            ]
        ).html
    }

    private var outlookList: String {
        guard !outlook.isEmpty else { return "" }
        let items = outlook.map { "<li lang=\"en\">\($0.escaped)</li>" }
        return "<ul>\(items.joined(separator: "\n"))</ul>"
    }

    private var back: String {
        guard isInFleet else { return "" }
        let words = Words("返回电池群", "The whole fleet")
        return #"<nav><a href="../\#(FleetFiles.index)">\#(words.html)</a></nav>"#
    }

    private var verdict: String {
        let decision = assessment.decision
        let reasons =
            decision.reasons.map(\.words) + [decision.test?.words].compactMap(\.self)
            + decision.blocked.map {
                Words("先逐个检测电芯：\($0.words.chinese)", "test each cell first: \($0.words.english)")
            }
        let health = assessment.health.map { health in
            let range =
                "\((health.lower * 100).text(places: 1)) – \(health.upper.percent(places: 1))"
            let words = Words(
                "健康状态，九成把握在 \(range)",
                "state of health, in nine cases of ten \(range)"
            )
            return """
                <p><span class="big">\(health.value.percent(places: 1))</span>\
                \(HealthBar(health: health).svg)<br/>
                \(words.html)</p>
                """
        }
        return """
            <div class="verdict \(decision.verdict.rawValue)">
            <p class="word">\(decision.verdict.words.html)</p>
            <p>\(decision.verdict.advice.html)</p>
            \(health ?? "")
            <ul>\(reasons.map { "<li>\($0.html)</li>" }.joined())</ul>
            </div>
            """
    }

    private var facts: String {
        let model = history.model
        let days = (assessment.readings.seconds / 86_400).text(places: 1)
        let unknown = "–"
        let list: [(Words, String)] = [
            (
                Words("25 °C容量", "Capacity at 25 °C"),
                assessment.capacity.map { "\($0.text(places: 1)) Ah" } ?? unknown
            ),
            (Words("额定容量", "Rated capacity"), "\(model.ratedCapacity.text(places: 1)) Ah"),
            (
                Words("25 °C内阻", "Resistance at 25 °C"),
                assessment.resistance.map { "\(($0 * 1_000).text(places: 1)) mΩ" } ?? unknown
            ),
            (Words("化学体系", "Chemistry"), model.chemistry.rawValue.uppercased()),
            (Words("串联电芯", "Cells in series"), "\(model.seriesCellCount)"),
            (
                Words("充电次数（计入）", "Charges (that count)"),
                "\(assessment.chargeCount) (\(assessment.countedCharges))"
            ),
            (Words("读数", "Readings"), "\(assessment.readings.count)"),
            (Words("天数", "Days"), days),
        ]
        let items = list.map { "<div><dt>\($0.html)</dt><dd>\($1.escaped)</dd></div>" }
        return "<dl class=\"facts\">\(items.joined())</dl>"
    }

    private var remarks: String {
        guard !assessment.remarks.isEmpty else { return "" }
        let items = assessment.remarks.map { "<li>\($0.words.html)</li>" }
        return "<ul>\(items.joined())</ul>"
    }

    /// A rule that was broken daily says no more in a hundred lines than in one: the gravest first.
    private var warnings: String {
        let start = history.firstTime ?? 0
        func day(_ time: Double?) -> String { (((time ?? start) - start) / 86_400).text(places: 1) }
        let groups = Dictionary(grouping: assessment.warnings) { WarningKind(of: $0) }
        return PageTable(
            header: [
                Words("级别", "Level"), Words("规则", "Rule"), Words("次数", "Times"),
                Words("最近值", "Newest value"), Words("首次（天）", "First, day"),
                Words("最近（天）", "Newest, day"),
            ],
            rows: groups.sorted { $0.key > $1.key }.map { kind, warnings in
                [
                    .html(kind.level.words.html), .html(kind.rule.words.html),
                    .number("\(warnings.count)"),
                    .number(warnings.last.map { kind.rule.text($0.value) } ?? "–"),
                    .number(day(warnings.first?.time)), .number(day(warnings.last?.time)),
                ]
            }
        ).html
    }

    private var defects: String {
        PageTable(
            header: [Words("缺陷", "Defect"), Words("次数", "Times")],
            rows: Self.rows(assessment.readings.defects) { $0 }
                + Self.rows(assessment.consistency?.defects ?? [:]) {
                    Words("单体：\($0.chinese)", "cells: \($0.english)")
                }
        ).html
    }

    /// The defects of one kind of reading, the most frequent first.
    private static func rows(
        _ defects: [ReadingDefect: Int],
        _ name: (Words) -> Words
    ) -> [[PageTable.Cell]] {
        defects.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { [.html(name($0.key.words).html), .number("\($0.value)")] }
    }

    private static let method = """
        <footer><p>\(Words(
            "本页只依据所列读数，后来的读数不影响先前的结论。界限：80 %以上留在车上，20 %以下拆解。",
            "This page rests on the readings alone; nothing later changes what was said before. "
                + "Limits: above 80 % it stays in vehicles, below 20 % it is taken apart."
        ).html)</p></footer>
        """
}

/// Warnings of one rule at one level.
private struct WarningKind: Hashable, Comparable {
    let level: WarningLevel
    let rule: WarningRule

    init(of warning: Warning) {
        level = warning.level
        rule = warning.rule
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.level, right.rule.rawValue) < (right.level, left.rule.rawValue)
    }
}
