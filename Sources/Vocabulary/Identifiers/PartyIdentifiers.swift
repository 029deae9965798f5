/// The name of a ledger: a URL without scheme, such as `cyclade.example/demo`.
///
/// 1 to 200 of `a-z 0-9 . - /`. No part of the path is empty, and each begins with a letter or a
/// digit, so that an origin is also a safe relative path. It is the origin line of the ledger's
/// checkpoints (C2SP tlog-checkpoint), which is why it has no space and no plus.
public struct LedgerOrigin: Identifier {
    public static let pattern = IdentifierPattern(
        lengths: 1...200,
        alphabet: ASCIISet("a-z 0-9 . - /"),
        start: .lowerCaseAndDigits,
        separator: "/"
    )
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A member of the consortium: 1 to 32 of `a-z 0-9 -`, starting with a letter.
public struct MemberID: Identifier {
    public static let pattern = IdentifierPattern(
        lengths: 1...32,
        alphabet: ASCIISet("a-z 0-9 -"),
        start: .lowerCaseLetters
    )
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// One of a member's keys, by the name the member gave it: 1 to 32 of `a-z 0-9 -`.
public struct KeyID: Identifier {
    public static let pattern = IdentifierPattern(
        lengths: 1...32,
        alphabet: ASCIISet("a-z 0-9 -")
    )
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}
