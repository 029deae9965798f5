/// A mass in whole grams; see ``Amount``.
public struct Grams: Amount {
    public static let unit = "g"
    public let rawValue: Int64
    public init(checked: Checked<Self, Int64>) { rawValue = checked.value }
}
