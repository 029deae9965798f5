extension IdentifierPattern {
    /// The pattern of names that members give to their records.
    ///
    /// 1 to 64 of `A-Z a-z 0-9 . _ -`, starting with a letter or a digit.
    static let record = IdentifierPattern(
        lengths: 1...64,
        alphabet: ASCIISet("A-Z a-z 0-9 . _ -"),
        start: .lettersAndDigits
    )
}

/// A model of battery, as its maker names it: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct ModelID: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A lease of a battery: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct LeaseID: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A swap station: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct StationID: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A contract of supply or of material: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct ContractID: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A delivery under a contract: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct DeliveryID: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A shipment from a collection point or station to a centre: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct ShipmentID: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A lot of recovered material: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct LotID: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A published price of a material: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct PriceIndexID: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A method of assessing a battery's health, version included: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct AssessmentMethod: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// What else members name: a plan, a notice, an agreement, a rule: 1 to 64 of `A-Z a-z 0-9 . _ -`.
public struct RecordName: Identifier {
    public static let pattern = IdentifierPattern.record
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

/// A vehicle on the ledger: a random number of 128 bits as 32 lower-case hexadecimal digits.
///
/// Says nothing of the ``VIN``, which never stands on the ledger in clear.
public struct VehicleID: Identifier {
    public static let pattern = IdentifierPattern(
        lengths: 32...32,
        alphabet: ASCIISet("0-9 a-f")
    )
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}
