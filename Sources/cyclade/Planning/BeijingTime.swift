import Vocabulary

/// A moment as clocks in Beijing show it; for programs it is a text of ISO 8601.
struct BeijingTime: Encodable {
    /// Such as `2026-09-21T08:00:00+08:00`; in UTC where Beijing is in the year 10000 already.
    let text: String

    init(_ moment: UnixMilliseconds) {
        guard let shifted = try? moment.adding(minutes: 480) else {
            text = moment.text
            return
        }
        let local = shifted.text.dropLast()
        text = (local.hasSuffix(".000") ? local.dropLast(4) : local) + "+08:00"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Date and time to the minute: `2026-09-21 08:00`.
    var minute: String { "\(text.prefix(10)) \(clock)" }

    /// The time to the minute: `08:00`.
    var clock: Substring { text.dropFirst(11).prefix(5) }
}
