public import GBT32960
import Vocabulary

/// Makes records of frames: reads each frame's own time and finds the battery it belongs to.
///
/// One for each task that receives; the attributor is passed in, so that all share one.
public struct FrameIntake: ~Copyable, Sendable {
    private var scanner: ReportScanner
    private let clockMarginMs: UInt64

    /// Creates an intake for the frames of a fleet.
    ///
    /// - Parameters:
    ///   - schema: How the fleet builds its user-defined bodies.
    ///   - clockMarginMs: How far a frame's time may lie ahead of its arrival, in milliseconds.
    public init(schema: UserBodySchema = .standard, clockMarginMs: UInt64 = 600_000) {
        scanner = ReportScanner(schema: schema)
        self.clockMarginMs = clockMarginMs
    }

    /// A frame to keep, and what came of its attribution.
    public struct Taken: Sendable {
        public let record: TelemetryRecord
        public let attribution: Attribution
        /// Who the frame is from; `nil` if it is no report.
        public let vehicle: SenderID?
        /// The report's own time, Unix milliseconds; `nil` without a sound one.
        public let atMs: UInt64?
    }

    /// Takes one whole frame.
    public mutating func take(
        _ frame: [UInt8],
        receivedMs: UInt64,
        _ attributor: borrowing BatteryAttributor
    ) -> Taken {
        var vehicle: SenderID?
        var atMs: UInt64?
        var attribution = Attribution.none(.unreadable)
        if (try? scanner.scan(unsafe frame.span.bytes)) != nil, let header = scanner.header {
            vehicle = header.sender
            atMs = scanner.soundMs(receivedMs: receivedMs, marginMs: clockMarginMs)
            attribution =
                atMs.map { attributor.attribute(header.sender, atMs: $0) } ?? .none(.badTime)
        }
        let battery: String? = if case .battery(let id) = attribution { id } else { nil }
        return Taken(
            record: TelemetryRecord(
                kind: .frame,
                receivedMs: receivedMs,
                batteryID: battery,
                bytes: frame
            ),
            attribution: attribution,
            vehicle: vehicle,
            atMs: atMs
        )
    }
}

extension ReportScanner {
    /// The report's own time, Unix milliseconds; `nil` if it does not exist or lies ahead.
    func soundMs(receivedMs: UInt64, marginMs: UInt64) -> UInt64? {
        guard let moment = try? time.moment().rawValue else { return nil }
        let (limit, overflow) = receivedMs.addingReportingOverflow(marginMs)
        return moment <= (overflow ? .max : limit) ? moment : nil
    }
}
