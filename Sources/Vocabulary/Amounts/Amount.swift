/// A quantity that is counted: a whole, non-negative number of one unit.
///
/// - **Exact.** There is no floating point on the ledger: two nodes that add the same amounts in any
///   order must reach the same bits.
/// - **Range.** `0 ... 2^53 - 1` unless the type says less, so that the value survives a JSON number
///   in every client language.
/// - **Arithmetic** is checked and throws; it never wraps, and never traps on input.
public protocol Amount: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The symbol of the unit, such as `g`.
    static var unit: String { get }

    /// The most units that an amount may have.
    static var limit: Int64 { get }

    /// The number of units, within 0...``limit``.
    var rawValue: Int64 { get }

    /// Creates an amount from a number that has been checked; see ``init(_:)``.
    init(checked: Checked<Self, Int64>)
}

extension Amount {
    public static var limit: Int64 { (1 << 53) - 1 }

    /// No unit at all.
    public static var zero: Self { Self(checked: Checked(0)) }

    /// The largest amount: ``limit`` units.
    public static var maximum: Self { Self(checked: Checked(limit)) }

    /// Creates an amount from a number of units.
    ///
    /// - Throws: ``AmountError/outOfRange(_:limit:unit:)`` when the number is negative or above
    ///   ``limit``.
    public init(_ count: Int64) throws(AmountError) {
        guard count >= 0, count <= Self.limit else {
            throw .outOfRange(count, limit: Self.limit, unit: Self.unit)
        }
        self.init(checked: Checked(count))
    }

    /// The sum of two amounts.
    ///
    /// - Throws: ``AmountError/sumOutOfRange(_:_:limit:unit:)`` when it exceeds ``limit``.
    public func adding(_ other: Self) throws(AmountError) -> Self {
        let (sum, overflow) = rawValue.addingReportingOverflow(other.rawValue)
        guard !overflow, sum <= Self.limit else {
            throw .sumOutOfRange(rawValue, other.rawValue, limit: Self.limit, unit: Self.unit)
        }
        return Self(checked: Checked(sum))
    }

    /// What is left after taking `other` away.
    ///
    /// - Throws: ``AmountError/differenceNegative(_:_:unit:)`` when `other` is the larger.
    public func subtracting(_ other: Self) throws(AmountError) -> Self {
        guard other <= self else {
            throw .differenceNegative(rawValue, other.rawValue, unit: Self.unit)
        }
        return Self(checked: Checked(rawValue - other.rawValue))
    }

    /// Smaller amounts are less.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.rawValue < rhs.rawValue
    }

    public var description: String { "\(rawValue) \(Self.unit)" }
}
