import BatteryHealth
import Foundation
import TestSupport
import Testing

@testable import cyclade

@Suite("Pages about health")
struct HealthReportTests {
    private static let hostile = "<script>alert('x')</script>&\"\u{1}"
    private static let model = BatteryModel(
        name: hostile,
        chemistry: .nmc,
        ratedCapacity: 150,
        seriesCellCount: 91
    )

    /// A month of charges with a current of their own, steps of current and rests.
    private static func history(of model: BatteryModel = model) -> PackHistory {
        var history = PackHistory(model)
        var (time, charge) = (0.0, 0.3)
        func add(_ current: Double, for seconds: Double) {
            for _ in 0..<Int(seconds / 30) {
                var reading = PackReading(time: time)
                let cell = 3.4 + 0.75 * charge - current * 0.000_8
                (reading.current, reading.voltage) = (current, cell * 91)
                reading.stateOfCharge = (charge * 100).rounded() / 100
                (reading.cellMaximum, reading.cellMinimum) = (cell + 0.01, cell - 0.01)
                (reading.temperatureMaximum, reading.temperatureMinimum) = (30, 28)
                reading.charging = current < 0 ? .parked : PackReading.Charging.none
                history.add(reading)
                charge -= current * 30 / 3_600 / 130
                time += 30
            }
        }
        for _ in 0..<30 {
            add(-50, for: 5_400)
            add(0, for: 3_600)
            for _ in 0..<40 {
                add(60, for: 60)
                add(20, for: 60)
            }
            add(60, for: 1_320)
            time += 60_000
        }
        history.finish()
        return history
    }

    /// Refuses what is not XML, and what a page would fetch or run.
    private static func check(
        _ pages: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    )
        async throws
    {
        let folder = try TemporaryDirectory()
        let files = try pages.enumerated().map { number, page in
            let file = "\(folder.path)/\(number).xml"
            try page.write(toFile: file, atomically: true, encoding: .utf8)
            return file
        }
        let program = "import sys, xml.etree.ElementTree as E\nfor f in sys.argv[1:]: E.parse(f)"
        let python = try Program.find("python3")
        let outcome = try await Program.run(python, ["-c", program] + files)
        #expect(outcome.status == 0, "\(outcome.output)", sourceLocation: sourceLocation)
        for page in pages {
            for active in ["<script", "<link", "<img", " src=", "@import", "url(", "onload"] {
                #expect(!page.contains(active), "\(active)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test("text is escaped, whatever stands on a letter or cannot be in XML")
    func escaping() {
        #expect("a<b>&\"'".escaped == "a&lt;b&gt;&amp;&quot;&#39;")
        #expect("<\u{301}script".escaped == "&lt;\u{301}script")
        #expect("\u{0}\u{1B}\u{FFFF}\n".escaped == "\u{FFFD}\u{FFFD}\u{FFFD}\n")
        #expect("a b/电?#.html".inLink == "a%20b%2F%E7%94%B5%3F%23.html")
    }

    @Test("numbers have the places that they are told with")
    func numbers() {
        #expect(0.5.text(places: 3) == "0.500")
        #expect((-0.04).text(places: 1) == "0.0")
        #expect((-2.05).text(places: 1).hasPrefix("−2."))
        #expect(1_234.96.text(places: 1) == "1235.0")
        #expect(Double.nan.text(places: 1) == "–")
        #expect((-Double.infinity).text(places: 0) == "–")
        #expect(Array(0..<1_000).thinned(to: 3) == [0, 499, 999])
    }

    @Test(
        "an axis has a few round values, however wide it is",
        arguments: [0...1, 3.61...3.67, 1e-9...2e-9, -1e11...1e11, 120...155]
    )
    func ticks(range: ClosedRange<Double>) {
        let ticks = Ticks(range, about: 5)
        #expect((2...12).contains(ticks.values.count), "\(ticks.values)")
        let slack = (range.upperBound - range.lowerBound) * 1e-9
        let near = range.lowerBound - slack...range.upperBound + slack
        #expect(ticks.values.allSatisfy(near.contains))
    }

    @Test("a drawing of nothing, of one point, or of what is no number is a drawing")
    func drawings() async throws {
        var chart = Chart(
            id: "a",
            title: Words("题", Self.hostile),
            xName: Words("天", "days"),
            yName: Words("安时", "Ah"),
            empty: Words("无", "nothing is known")
        )
        var drawings = [chart.file]
        #expect(drawings[0].contains("nothing is known"))
        for y in [140, .nan, .infinity, 1e300, -1e300] {
            let points = [Chart.Point(x: 1e6, y: y)]
            chart.layers = [
                Chart.Layer(shape: .line(points), name: Words("线", Self.hostile)),
                Chart.Layer(shape: .dots(points), name: Words("点", "dots"), colour: 7),
                Chart.Layer(shape: .band([(1e6, y, y)]), name: Words("带", "band")),
                Chart.Layer(shape: .bars([(1e6, 1e6 + 1, y)]), name: Words("柱", "bars")),
            ]
            chart.limits = [Chart.Limit(level: 120, name: Words("限", Self.hostile))]
            drawings.append(chart.svg)
            #expect(chart.svg.contains("nothing is known") == (y != 140))
            #expect(!chart.svg.contains("nan") && !chart.svg.contains("inf\""))
        }
        try await Self.check(drawings)
    }

    @Test("a battery's page shows every drawing, in both languages, and its name harms nobody")
    func pack() async throws {
        let history = Self.history()
        let assessment = history.assessment()
        let report = PackReport(
            history: history,
            assessment: assessment,
            outlook: ["life              in 2 years: 1 × <swap>"]
        )
        #expect(report.html.contains("in 2 years: 1 × &lt;swap&gt;"))
        #expect(report.figures.count == 5)
        for figure in report.figures {
            #expect(!figure.chart.layers.isEmpty, "\(figure.chart.id)")
            #expect(!figure.chart.svg.contains(figure.chart.empty.english), "\(figure.chart.id)")
            #expect(figure.chart.id == "incremental" || !figure.table.rows.isEmpty)
        }
        let nothing = PackHistory(Self.model)
        let empty = PackReport(history: nothing, assessment: nothing.assessment()).html
        #expect(empty.contains("需检测") && empty.contains("Test needed"))
        #expect(empty.contains("数据不足：没有读数"))
        let page = report.html
        #expect(page.contains(assessment.decision.verdict.words.chinese))
        #expect(page.contains("90 % interval") && page.contains("额定80 %"))
        #expect(page.utf8.count < 200_000)
        try await Self.check([page, empty])
    }

    @Test("warnings of a rule are one line, the gravest first")
    func warnings() throws {
        var history = PackHistory(Self.model)
        for number in 0..<600 {
            var reading = PackReading(time: Double(number) * 10)
            reading.current = 0
            reading.temperatureMaximum = number % 20 < 10 ? 62 : 30
            reading.temperatureMinimum = 28
            history.add(reading)
        }
        let assessment = history.assessment()
        #expect(assessment.warnings.count > 20)
        let page = PackReport(history: history, assessment: assessment).html
        let rows = page.split(separator: "\n").filter { $0.contains("probes</span>") }
        #expect(rows.count == 1)
        #expect(rows[0].contains("停用") && rows[0].contains("34 °C"))
    }

    @Test("a fleet's page begins with the most urgent, and says how many it leaves out")
    func fleet() async throws {
        var hot = PackHistory(Self.model)
        for number in 0..<10 {
            var reading = PackReading(time: Double(number))
            reading.temperatureMaximum = 70
            reading.temperatureMinimum = 60
            hot.add(reading)
        }
        let known = Self.history()
        let unknown = PackHistory(Self.model)
        func entry(_ id: String, _ history: PackHistory) -> FleetEntry {
            var entry = FleetEntry(id: id, file: "\(id).csv", history, history.assessment())
            entry.page = "batteries/\(id).html"
            return entry
        }
        let most = FleetReport.mostRows
        let many = (0..<most).map { entry("U\($0)", unknown) }
        let fleet = FleetAssessment(
            batteries: many + [entry("hot <1>", hot), entry("known", known)],
            failures: [FleetFailure(file: "b.csv", problem: Self.hostile)]
        )
        #expect(fleet.batteries.first?.id == "hot <1>")
        #expect(fleet.batteries.first?.urgency == .stop)
        let page = FleetReport(name: Self.hostile, fleet: fleet).html
        #expect(page.contains("These are the \(most) most urgent; 2 more are in"))
        #expect(page.contains(#"<a href="batteries/hot%20%3C1%3E.html">hot &lt;1&gt;</a>"#))
        #expect(page.contains("What could not be read"))
        let none = FleetReport(name: "n", fleet: FleetAssessment(batteries: [], failures: [])).html
        try await Self.check([page, none])
    }
}
