/// Usable capacity now over rated capacity, in basis points: 0...15,000; see ``Amount``.
///
/// More than 10,000 is possible: a new battery often holds more than it is rated for.
public struct StateOfHealth: Amount {
    public static let unit = "bp"
    public static let limit: Int64 = 15_000
    public let rawValue: Int64
    public init(checked: Checked<Self, Int64>) { rawValue = checked.value }
}
