/// A calculation whose result is no amount.
///
/// The numbers are counts of the unit. Correct the operands: no retry helps.
public enum AmountError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A number that is negative or above the limit.
    case outOfRange(Int64, limit: Int64, unit: String)
    /// A sum above the limit.
    case sumOutOfRange(Int64, Int64, limit: Int64, unit: String)
    /// A difference below zero: the second number is the larger.
    case differenceNegative(Int64, Int64, unit: String)
    /// The energy of a charge at a voltage is above the limit of ``WattHours``.
    case energyOutOfRange(MilliampereHours, Millivolts)

    public var description: String {
        switch self {
        case .outOfRange(let value, let limit, let unit):
            "\(value) \(unit): expected 0 to \(limit) \(unit)"
        case .sumOutOfRange(let left, let right, let limit, let unit):
            "\(left) + \(right) \(unit): expected a sum of at most \(limit) \(unit)"
        case .differenceNegative(let left, let right, let unit):
            "\(left) - \(right) \(unit): expected to take away no more than there is"
        case .energyOutOfRange(let capacity, let voltage):
            "\(capacity) at \(voltage): expected an energy of at most \(WattHours.maximum)"
        }
    }
}
