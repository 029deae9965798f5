/// A proportion in basis points, hundredths of a per cent: 0...10,000; see ``Amount``.
public struct BasisPoints: Amount {
    public static let unit = "bp"
    public static let limit: Int64 = 10_000
    public let rawValue: Int64
    public init(checked: Checked<Self, Int64>) { rawValue = checked.value }
}

extension BasisPoints {
    /// This proportion of `amount`, rounded down to the unit.
    ///
    /// Rounding down, a share is never more than its due; shares that make up 10,000 basis points
    /// may leave a remainder smaller than their number, which the caller must give to someone.
    public func share<Whole: Amount>(of amount: Whole) -> Whole {
        // The result is at most the whole, so neither the division nor the conversion can overflow.
        let product = amount.rawValue.magnitude.multipliedFullWidth(by: rawValue.magnitude)
        let share = Self.limit.magnitude.dividingFullWidth(product).quotient
        return Whole(checked: Checked(Int64(share)))
    }
}
