/// The code of a traction battery: pack, module or cell.
///
/// | position       | field                        | alphabet                       |
/// | -------------- | ---------------------------- | ------------------------------ |
/// | 1–3            | manufacturer                 | `A-Z 0-9`                      |
/// | 4              | product                      | `P M C`                        |
/// | 5              | battery type                 | `A-G Z`                        |
/// | 6–7            | specification                | `A-Z 0-9`                      |
/// | 8–14           | traceability                 | `A-Z 0-9`                      |
/// | 15, 16, 17     | year, month, day             | see ``BatteryCodeAlphabet``    |
/// | 18–24          | serial number of that day    | `0-9`, from 0000001            |
///
/// A second-use product has 19 characters: no traceability, and after the serial number an R and
/// the product's letter again. Its maker, date and number are those of the second-use maker.
///
/// Kept as its text beside the few fields that are asked for often; reading one allocates nothing.
/// Two codes are equal when their texts are.
///
/// Source: GB/T 34014-2017; alphabets from Catena-X `io.catenax.traction_battery_code` 1.0.0.
public struct BatteryCode: Sendable {
    /// The code as written: 24 or 19 upper-case letters and digits.
    public let text: String

    /// What the code names.
    public let product: BatteryProduct

    /// The letter for the kind of battery; see ``BatteryTypeLetter/chemistry``.
    public let type: BatteryTypeLetter

    /// The day of production, within 2011...2040.
    public let productionDate: CivilDate

    // 1...9,999,999; 0 when the field is not a number.
    private let serialNumber: UInt32

    init(
        text: String,
        product: BatteryProduct,
        type: BatteryTypeLetter,
        productionDate: CivilDate,
        serialNumber: UInt32
    ) {
        self.text = text
        self.product = product
        self.type = type
        self.productionDate = productionDate
        self.serialNumber = serialNumber
    }

    /// The maker.
    public var manufacturer: ManufacturerCode {
        ManufacturerCode(checked: Checked(field(0..<3)))
    }

    /// The maker's specification code, 2 characters.
    public var specification: String { field(5..<7) }

    /// The maker's traceability information, 7 characters; `nil` in a second-use code.
    public var traceability: String? { isSecondUse ? nil : field(7..<14) }

    /// The number of the product among those of its day, 1...9,999,999.
    ///
    /// `nil` when the label breaks the digit rule; see ``init(asPrinted:)``.
    public var serial: Int? { serialNumber == 0 ? nil : Int(serialNumber) }

    /// Whether the code is of a second-use product.
    public var isSecondUse: Bool { text.utf8.count == Self.secondUseLength }

    static let fullLength = 24
    static let secondUseLength = 19

    private func field(_ offsets: Range<Int>) -> String {
        String(
            decoding: text.utf8.dropFirst(offsets.lowerBound).prefix(offsets.count),
            as: UTF8.self
        )
    }
}

extension BatteryCode: Hashable {
    public static func == (lhs: BatteryCode, rhs: BatteryCode) -> Bool {
        lhs.text == rhs.text
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}

extension BatteryCode: Comparable {
    /// The order of the bytes.
    public static func < (lhs: BatteryCode, rhs: BatteryCode) -> Bool {
        lhs.text < rhs.text
    }
}

extension BatteryCode: CustomStringConvertible {
    public var description: String { text }
}
