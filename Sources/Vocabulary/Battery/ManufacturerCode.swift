/// The maker of a battery, as positions 1 to 3 of a battery code name it: 3 of `A-Z 0-9`.
///
/// Assigned by the filing system of traction battery codes (Zhong Ji Han [2018] No. 73).
public struct ManufacturerCode: Identifier {
    public static let pattern = IdentifierPattern(lengths: 3...3, alphabet: .upperCaseAndDigits)
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}
