public import CoreMetrics
import Synchronization

/// How far summaries and anchors are behind what was received, in seconds.
public final class EvidenceMetrics: Sendable {
    private let summaryLag: Meter
    private let summarised: Counter
    private let summarisedCount = Atomic(0)
    private let anchorLag: Meter
    private let anchored: Counter
    private let contradictions: Counter
    private let now: @Sendable () -> UInt64

    /// Creates the metrics.
    ///
    /// - Parameters:
    ///   - factory: Who keeps them.
    ///   - now: The time in Unix milliseconds.
    public init(
        factory: any MetricsFactory,
        now: @escaping @Sendable () -> UInt64 = SystemClock.unixMilliseconds
    ) {
        summaryLag = Meter(label: "cyclade_gateway_summary_lag_seconds", factory: factory)
        summarised = Counter(label: "cyclade_gateway_records_summarised_total", factory: factory)
        anchorLag = Meter(label: "cyclade_gateway_anchor_lag_seconds", factory: factory)
        anchored = Counter(label: "cyclade_gateway_segments_anchored_total", factory: factory)
        contradictions = Counter(
            label: "cyclade_gateway_login_contradictions_total",
            factory: factory
        )
        self.now = now
    }

    /// How many records were taken into the summaries.
    public var summarisedRecords: Int { summarisedCount.load(ordering: .relaxed) }

    /// So many more records are in the summaries, the last of them received then.
    func summarised(_ count: Int, upTo receivedMs: UInt64) {
        summarised.increment(by: count)
        summarisedCount.add(count, ordering: .relaxed)
        summaryLag.set(seconds(since: receivedMs))
    }

    /// All records are in the summaries.
    func summariesKeptUp() { summaryLag.set(0) }

    /// A segment is anchored.
    func segmentAnchored() { anchored.increment() }

    /// The oldest record that is in a closed segment and not anchored; `nil` if there is none.
    func oldestUnanchored(_ receivedMs: UInt64?) {
        anchorLag.set(receivedMs.map(seconds) ?? 0)
    }

    /// A vehicle's login names other batteries than the ledger.
    public func contradicted() { contradictions.increment() }

    private func seconds(since receivedMs: UInt64) -> Double {
        let time = now()
        return Double(max(time, receivedMs) - receivedMs) / 1_000
    }
}
