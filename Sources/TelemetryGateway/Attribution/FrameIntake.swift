public import GBT32960
import Vocabulary

/// Makes records of frames: reads each frame's own time and finds the battery it belongs to.
public struct FrameIntake: Sendable {
    private let clockMarginMs: UInt64

    /// How far a frame's time may lie ahead of its arrival, in milliseconds, unless told otherwise.
    public static let usualClockMarginMs: UInt64 = 600_000

    /// Creates an intake.
    ///
    /// - Parameter clockMarginMs: How far a frame's time may lie ahead of its arrival.
    public init(clockMarginMs: UInt64 = FrameIntake.usualClockMarginMs) {
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

    /// Takes one whole report whose unit is in plain.
    ///
    /// - Parameters:
    ///   - frame: The frame; of its unit only the time is read.
    ///   - receivedMs: When it came, Unix milliseconds.
    ///   - attribute: The battery of a vehicle at a moment.
    /// - Returns: The record, with its battery or why it has none.
    public func take(
        _ frame: [UInt8],
        receivedMs: UInt64,
        _ attribute: (_ vehicle: SenderID, _ atMs: UInt64) -> Attribution
    ) -> Taken {
        var vehicle: SenderID?
        var atMs: UInt64?
        var attribution = Attribution.none(.unreadable)
        if let (header, time) = Self.start(of: frame) {
            vehicle = header.sender
            atMs = time.soundMs(receivedMs: receivedMs, marginMs: clockMarginMs)
            attribution = atMs.map { attribute(header.sender, $0) } ?? .none(.badTime)
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

extension FrameIntake {
    /// The header and the time of a whole report whose check is right; `nil` for anything else.
    private static func start(of frame: [UInt8]) -> (FrameHeader, BeijingTime)? {
        let span = unsafe frame.span.bytes
        guard case .frame(frame.count) = FrameSearch.lastStep(span),
            let header = try? FrameHeader(span),
            [.realtime, .reissue].contains(header.command), header.encryption == .none,
            let time = BeijingTime(startOf: frame[FrameHeader.byteCount..<frame.count - 1])
        else { return nil }
        return (header, time)
    }
}

extension BeijingTime {
    /// The moment, Unix milliseconds; `nil` if there is none or it lies ahead.
    func soundMs(receivedMs: UInt64, marginMs: UInt64) -> UInt64? {
        guard let moment = try? moment().rawValue else { return nil }
        let (limit, overflow) = receivedMs.addingReportingOverflow(marginMs)
        return moment <= (overflow ? .max : limit) ? moment : nil
    }
}
