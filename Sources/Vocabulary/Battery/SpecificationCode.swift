/// Which of its products a maker means: positions 6–7 of a battery code, filed by the maker.
///
/// **Source.** GB/T 34014-2017.
public struct SpecificationCode: Identifier {
    public static let pattern = IdentifierPattern(lengths: 2...2, alphabet: .upperCaseAndDigits)
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}
