/// The identity of a battery enrolled without a readable code.
///
/// `ENROL-` and 16 upper-case hexadecimal digits, chosen at random by whoever enrols the battery.
/// No battery code contains a hyphen, so the two are never taken for one another.
public struct EnrolmentNumber: Identifier {
    static let prefix = "ENROL-"

    public static let pattern = IdentifierPattern(
        lengths: 22...22,
        alphabet: ASCIISet("0-9 A-F"),
        prefix: prefix
    )
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}
