import CoreMetrics
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("Metrics as text")
struct MetricsTests {
    @Test("each kind has its form, sorted, with its labels escaped")
    func forms() {
        let registry = PrometheusRegistry(bounds: ["wait": [0.5, 2]])
        Counter(label: "b_total", dimensions: [("why", "a\"b\\c\nd")], factory: registry)
            .increment(by: 3)
        let meter = Meter(label: "a", factory: registry)
        meter.increment()
        meter.increment()
        meter.decrement()
        let recorder = Recorder(label: "wait", factory: registry)
        for value in [0.5, 1, 3] { recorder.record(value) }
        Timer(label: "time", factory: registry).recordSeconds(2)
        #expect(
            registry.text.hasPrefix(
                """
                # TYPE a gauge
                a 1.0
                # TYPE b_total counter
                b_total{why="a\\"b\\\\c\\nd"} 3
                # TYPE time histogram
                """
            )
        )
        #expect(registry.text.contains("time_bucket{le=\"5.0\"} 1\n"))
        #expect(
            registry.text.hasSuffix(
                """
                # TYPE wait histogram
                wait_bucket{le="0.5"} 1
                wait_bucket{le="2.0"} 2
                wait_bucket{le="+Inf"} 3
                wait_sum 4.5
                wait_count 3

                """
            )
        )
    }

    @Test("the same metric made twice counts as one")
    func sameMetric() {
        let registry = PrometheusRegistry()
        for _ in 0..<2 { Counter(label: "c", factory: registry).increment() }
        #expect(registry.text == "# TYPE c counter\nc 2\n")
    }

    @Test("the gateway's labels are there from the start, and none comes later")
    func fixedLabels() throws {
        let registry = PrometheusRegistry.forGateway()
        let metrics = GatewayMetrics(factory: registry)
        let lines = registry.text.split(separator: "\n").count
        for result in FrameResult.allCases { metrics.counted(result) }
        let now = try UnixMilliseconds(Samples.start)
        metrics.kept(at: now, ownTime: try now.adding(days: -3))
        metrics.kept(at: now, ownTime: try now.adding(days: 1))
        #expect(registry.text.split(separator: "\n").count == lines)
        #expect(registry.text.contains("lateness_seconds_bucket{le=\"259200.0\"} 2\n"))
        #expect(registry.text.contains("lateness_seconds_bucket{le=\"86400.0\"} 1\n"))
    }
}
