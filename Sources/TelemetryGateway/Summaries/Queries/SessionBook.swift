import Vocabulary

/// Joins the parts of stretches, in the order of time, into sessions.
struct SessionBook {
    private(set) var sessions: [SessionPart] = []

    init(_ parts: some Sequence<SessionPart>) {
        for part in parts { add(part) }
    }

    private mutating func add(_ part: SessionPart) {
        if let last = sessions.last, last.isContinued(by: part) {
            sessions[sessions.count - 1].add(part)
        } else {
            sessions.append(part)
        }
    }
}

extension TelemetrySession {
    /// `nil` for a part of no session.
    init?(_ part: SessionPart) {
        switch part.activity {
        case .charge: kind = .charge
        case .drive: kind = .drive
        case .rest: kind = .rest
        case .unknown: return nil
        }
        start = timeText(part.start)
        end = timeText(part.end)
        socStartPercent = part.socStart.map { Double($0) / 10 }
        socEndPercent = part.socEnd.map { Double($0) / 10 }
        figures = TelemetryFigures(part.aggregate)
    }
}

/// A moment in Unix seconds as RFC 3339 has it.
func timeText(_ second: UInt32) -> String {
    timeText(milliseconds: UInt64(second) * 1_000)
}

/// A moment in Unix milliseconds as RFC 3339 has it; in digits after the year 9999.
func timeText(milliseconds: UInt64) -> String {
    (try? UnixMilliseconds(milliseconds))?.text ?? "\(milliseconds)"
}
