/// How far a long piece of work is, as one line of text.
struct ProgressLine {
    /// What is being done or counted, such as `entries`.
    let what: String
    let done: Int
    /// How many there are in all; `nil` where nobody knows.
    let total: Int?
    /// How long it has taken.
    let elapsed: Duration

    /// The line, such as `entries 1280 of 12835 (9 %), 640/s, 18 s left`.
    ///
    /// Rate and time left are shown from the first second on: before that they would jump about.
    var text: String {
        guard done > 0 || total != nil else { return what }
        var parts = [count]
        if let perSecond {
            parts.append("\(Self.number(perSecond))/s")
            if let total, done < total {
                parts.append("\(Self.words(seconds: Double(total - done) / perSecond)) left")
            }
        }
        return parts.joined(separator: ", ")
    }

    private var count: String {
        guard let total else { return "\(what) \(done)" }
        guard total > 0 else { return "\(what) \(done) of \(total)" }
        let percent = Int(min(1, Double(done) / Double(total)) * 100)
        return "\(what) \(done) of \(total) (\(percent) %)"
    }

    private var perSecond: Double? {
        guard done > 0, elapsed >= .seconds(1) else { return nil }
        return Double(done) / elapsed.seconds
    }

    /// A number with two digits or more.
    private static func number(_ value: Double) -> String {
        value < 10 ? "\((value * 10).rounded() / 10)" : "\(Int(min(value.rounded(), 1e15)))"
    }

    /// A time for a person, in the two largest units that it fills.
    private static func words(seconds: Double) -> String {
        // A century is as good as for ever, and fits an integer.
        let seconds = Int(min(seconds.rounded(.up), 3e9))
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) min \(seconds % 60) s"
        default: "\(seconds / 3_600) h \(seconds / 60 % 60) min"
        }
    }
}
