import CoreMetrics
import Synchronization

/// One metric with its dimensions.
protocol PrometheusSeries: Sendable {
    /// The lines of the text for the metric `label` with `dimensions`, as they stand in braces.
    func lines(_ label: String, _ dimensions: String) -> [String]
}

final class PrometheusCounter: PrometheusSeries, CounterHandler {
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { count.store(0, ordering: .relaxed) }

    func lines(_ label: String, _ dimensions: String) -> [String] {
        ["\(label)\(inBraces(dimensions)) \(count.load(ordering: .relaxed))"]
    }
}

final class PrometheusGauge: PrometheusSeries, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }

    func lines(_ label: String, _ dimensions: String) -> [String] {
        ["\(label)\(inBraces(dimensions)) \(value.withLock { $0 })"]
    }
}

/// Counts values by class; those of timers are in seconds.
final class PrometheusHistogram: PrometheusSeries, RecorderHandler, TimerHandler {
    private struct State {
        /// How many values are in each class, and last those beyond all bounds.
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: [UInt64](repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[index] &+= 1
            state.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func lines(_ label: String, _ dimensions: String) -> [String] {
        let state = state.withLock { $0 }
        let others = dimensions.isEmpty ? "" : "\(dimensions),"
        var lines: [String] = []
        var total: UInt64 = 0
        for (index, count) in state.counts.enumerated() {
            total &+= count
            let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
            lines.append("\(label)_bucket{\(others)le=\"\(bound)\"} \(total)")
        }
        lines.append("\(label)_sum\(inBraces(dimensions)) \(state.sum)")
        lines.append("\(label)_count\(inBraces(dimensions)) \(total)")
        return lines
    }
}

private func inBraces(_ dimensions: String) -> String {
    dimensions.isEmpty ? "" : "{\(dimensions)}"
}
