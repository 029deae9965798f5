/// How many samples had no use for one field, by reason.
struct DirtyCount: Hashable, Sendable {
    var invalid: Int64 = 0
    var abnormal: Int64 = 0
    var outOfRange: Int64 = 0
    var implausible: Int64 = 0

    var isZero: Bool { self == DirtyCount() }

    /// Counts the raw value of a ``FieldStatus`` that is neither absent nor valid.
    mutating func add(_ status: UInt8) {
        switch FieldStatus(rawValue: status) {
        case .invalid: invalid += 1
        case .abnormal: abnormal += 1
        case .outOfRange: outOfRange += 1
        case .implausible: implausible += 1
        case .absent, .valid, nil: break
        }
    }
}
