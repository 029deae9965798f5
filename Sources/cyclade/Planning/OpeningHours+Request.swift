import Planning
import Vocabulary

extension RequestItem {
    /// The opening hours at a key: a list of stretches of one or several days.
    func hours(_ key: String) throws(RequestError) -> OpeningHours {
        let stretches = try list(key) { item throws(RequestError) in
            let item = try item.only("days", "opens", "closes")
            let minutes = try item.minutes()
            let days =
                try item.has("days")
                ? item.choices("days", among: Weekday.allCases)
                : Weekday.allCases
            return try item.make {
                try days.map { try OpeningHours.Stretch(weekday: $0.rawValue, minutes: minutes) }
            }
        }
        return try make(key) { try OpeningHours(stretches.flatMap(\.self)) }
    }

    private func minutes() throws(RequestError) -> Range<Int> {
        let opens = try minute("opens")
        let closes = try minute("closes")
        guard opens < closes else {
            throw error(
                at: "closes",
                .refused("is no later than opens; a night that crosses midnight is two stretches")
            )
        }
        return opens..<closes
    }

    private func minute(_ key: String) throws(RequestError) -> Int {
        try value(key, expected: "a time from 00:00 to 24:00") { value in
            guard let text = value.text else { return nil }
            var rest = ClockText(text)
            guard let minute = rest.minuteOfDay(), rest.isAtEnd else { return nil }
            return minute
        }
    }
}

/// A day of the week by its short name; 0 is Monday.
private enum Weekday: Int, CaseIterable {
    case mon, tue, wed, thu, fri, sat, sun
}
