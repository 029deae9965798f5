import Vocabulary

/// Adds up stretches into days.
struct DayBook {
    private struct Day {
        var whole = Aggregate()
        var seconds: [Activity: Int64] = [:]
    }

    private var days: [Int: Day] = [:]

    /// Adds a row of a stretch: the whole of it, or the part of a session.
    mutating func add(_ part: SessionPart, of chunk: ChunkIndex) {
        if part.activity == .unknown {
            days[chunk.day, default: Day()].whole.add(part.aggregate)
        } else {
            days[chunk.day, default: Day()].seconds[part.activity, default: 0] +=
                part.aggregate.seconds
        }
    }

    /// The days in order.
    var summaries: [TelemetryDay] {
        days.sorted { $0.key < $1.key }.map { number, day in
            TelemetryDay(
                day: (try? CivilDate(daysSince1970: number))?.text ?? "\(number)",
                chargeSeconds: day.seconds[.charge] ?? 0,
                driveSeconds: day.seconds[.drive] ?? 0,
                restSeconds: day.seconds[.rest] ?? 0,
                figures: TelemetryFigures(day.whole)
            )
        }
    }
}
