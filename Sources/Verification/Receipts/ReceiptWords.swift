import Vocabulary

/// A moment for a reader; any number may come from outside.
func moment(milliseconds: UInt64) -> String {
    let moment = try? UnixMilliseconds(milliseconds)
    return moment?.text ?? "millisecond \(milliseconds)"
}

/// A moment for a reader; any number may come from outside.
func moment(seconds: UInt64) -> String {
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    return overflow ? "second \(seconds)" : moment(milliseconds: milliseconds)
}

extension CanonicalFormError {
    /// What is wrong, for a reader.
    var reason: String {
        switch self {
        case .undecodable: "it does not decode"
        case .unknownValue: "it has a value that the schema does not name"
        case .notCanonical: "it is not spelled the one way that the schema allows"
        }
    }
}
