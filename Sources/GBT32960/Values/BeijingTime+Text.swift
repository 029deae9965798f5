extension BeijingTime: CustomStringConvertible {
    /// The time as RFC 3339 has it: `2024-09-24T18:00:37+08:00`.
    public var description: String {
        "\(2_000 + Int(year))-\(digits(month))-\(digits(day))"
            + "T\(digits(hour)):\(digits(minute)):\(digits(second))+08:00"
    }

    private func digits(_ number: UInt8) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}

extension BeijingTimeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .year(let year): "year \(year) is not in 0...99"
        case .month(let month): "month \(month) is not in 1...12"
        case .day(let day, let month): "month \(month) has no day \(day)"
        case .hour(let hour): "hour \(hour) is not in 0...23"
        case .minute(let minute): "minute \(minute) is not in 0...59"
        case .second(let second): "second \(second) is not in 0...59"
        case .outsideCentury(let moment): "\(moment) is not in the years 2000-2099 of Beijing"
        }
    }
}
