public import CoreMetrics
import Vocabulary

/// What the gateway counts, under labels that are fixed, whatever senders send.
public struct GatewayMetrics: Sendable {
    private let frames: [FrameResult: Counter]
    private let closes: [CloseReason: Counter]
    private let bytes: Counter
    private let damagedBytes: Counter
    private let answers: Counter
    private let accepted: Counter
    private let connections: Meter
    private let lateness: Recorder
    private let segmentLag: Timer
    private let lostBatches: Counter

    /// The upper bounds of the classes of ``lateness``, in seconds: up to the seven days after which
    /// the standard has nothing sent again.
    static let latenessBounds: [Double] = [
        1, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400, 259_200, 604_800,
    ]
    static let latenessLabel = "cyclade_gateway_lateness_seconds"

    /// Creates the counters.
    ///
    /// - Parameter factory: Who keeps them.
    public init(factory: any MetricsFactory) {
        frames = Self.counters("cyclade_gateway_frames_total", "result", factory)
        closes = Self.counters("cyclade_gateway_links_closed_total", "reason", factory)
        let counter = { (name: String) in
            Counter(label: "cyclade_gateway_\(name)_total", factory: factory)
        }
        bytes = counter("received_bytes")
        damagedBytes = counter("damaged_bytes")
        answers = counter("answers")
        accepted = counter("links_opened")
        lostBatches = counter("lost_batches")
        connections = Meter(label: "cyclade_gateway_links", factory: factory)
        segmentLag = Timer(label: "cyclade_gateway_segment_lag_seconds", factory: factory)
        lateness = Recorder(label: Self.latenessLabel, aggregate: true, factory: factory)
    }

    private static func counters<Label>(
        _ name: String,
        _ dimension: String,
        _ factory: any MetricsFactory
    ) -> [Label: Counter]
    where Label: CaseIterable & Hashable & RawRepresentable<String> {
        let pairs = Label.allCases.map { label in
            (
                label,
                Counter(label: name, dimensions: [(dimension, label.rawValue)], factory: factory)
            )
        }
        return Dictionary(pairs) { first, _ in first }
    }

    func received(byteCount: Int) { bytes.increment(by: byteCount) }

    func damaged(byteCount: Int) { damagedBytes.increment(by: byteCount) }

    func counted(_ result: FrameResult) { frames[result]?.increment() }

    func answered(_ count: Int) { answers.increment(by: count) }

    func opened() {
        accepted.increment()
        connections.increment()
    }

    /// A link is no more, or was not let in.
    func closed(_ reason: CloseReason) {
        closes[reason]?.increment()
        if reason != .connectionLimit { connections.decrement() }
    }

    /// A batch is on the disk, so long after it was handed over.
    func durable(after lag: Duration) {
        let (seconds, attoseconds) = lag.components
        segmentLag.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    func lostBatch() { lostBatches.increment() }

    /// A frame is kept; its own time may be after that of its receipt by a wrong clock.
    func kept(at now: UnixMilliseconds, ownTime: UnixMilliseconds) {
        let late = max(now, ownTime).rawValue - ownTime.rawValue
        lateness.record(Double(late) / 1_000)
    }
}
