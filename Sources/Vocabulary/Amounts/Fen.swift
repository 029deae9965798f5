/// Money in fen, the hundredth part of a yuan (CNY); see ``Amount``.
public struct Fen: Amount {
    public static let unit = "fen"
    public let rawValue: Int64
    public init(checked: Checked<Self, Int64>) { rawValue = checked.value }
}
