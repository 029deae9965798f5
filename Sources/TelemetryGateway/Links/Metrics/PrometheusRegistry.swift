public import CoreMetrics
import Synchronization

/// Keeps metrics and writes them as the text that Prometheus reads.
///
/// A metric is made once for each label and set of dimensions. There is no limit on how many:
/// dimensions must come from fixed sets, never from what senders send.
public final class PrometheusRegistry: MetricsFactory {
    struct Family {
        let type: String
        /// By the text of the dimensions.
        var series: [String: any PrometheusSeries] = [:]
    }

    private let families = Mutex<[String: Family]>([:])
    private let bounds: [String: [Double]]

    /// Creates a registry.
    ///
    /// - Parameter bounds: The upper bounds of the classes of recorders and timers, by label, in
    ///   ascending order; others have ``standardBounds``.
    public init(bounds: [String: [Double]] = [:]) {
        self.bounds = bounds
    }

    /// The registry with the classes that the gateway's own metrics need.
    public static func forGateway() -> PrometheusRegistry {
        PrometheusRegistry(bounds: [GatewayMetrics.latenessLabel: GatewayMetrics.latenessBounds])
    }

    /// For what has no bounds of its own; of timers, seconds.
    public static let standardBounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.2, 0.5, 1, 5, 30, 60]

    /// All metrics, sorted, in the text format 0.0.4.
    public var text: String {
        let families = families.withLock { $0 }
        var lines: [String] = []
        for (label, family) in families.sorted(by: { $0.key < $1.key }) {
            lines.append("# TYPE \(label) \(family.type)")
            for (dimensions, series) in family.series.sorted(by: { $0.key < $1.key }) {
                lines += series.lines(label, dimensions)
            }
        }
        return lines.map { "\($0)\n" }.joined()
    }

    private func series<Series: PrometheusSeries>(
        _ label: String,
        _ dimensions: [(String, String)],
        _ type: String,
        _ make: () -> Series
    ) -> Series {
        let key = dimensions.map { "\($0)=\"\(escaped($1))\"" }.joined(separator: ",")
        return families.withLock { families in
            if let found = families[label]?.series[key] as? Series { return found }
            let made = make()
            families[label, default: Family(type: type)].series[key] = made
            return made
        }
    }

    private func histogram(
        _ label: String,
        _ dimensions: [(String, String)]
    ) -> PrometheusHistogram {
        series(label, dimensions, "histogram") {
            PrometheusHistogram(bounds: bounds[label] ?? Self.standardBounds)
        }
    }

    public func makeCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any CounterHandler {
        series(label, dimensions, "counter") { PrometheusCounter() }
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, "gauge") { PrometheusGauge() }
    }

    public func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else {
            return series(label, dimensions, "gauge") { PrometheusGauge() }
        }
        return histogram(label, dimensions)
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    // What has been counted stays to be read.
    public func destroyCounter(_: any CounterHandler) {}
    public func destroyMeter(_: any MeterHandler) {}
    public func destroyRecorder(_: any RecorderHandler) {}
    public func destroyTimer(_: any TimerHandler) {}
}

private func escaped(_ value: String) -> String {
    var escaped = ""
    for character in value {
        switch character {
        case "\\", "\"": escaped += "\\\(character)"
        case "\n": escaped += "\\n"
        default: escaped.append(character)
        }
    }
    return escaped
}
