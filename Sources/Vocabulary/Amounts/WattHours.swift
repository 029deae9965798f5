/// An energy in whole watt-hours; see ``Amount``.
public struct WattHours: Amount {
    public static let unit = "Wh"
    public let rawValue: Int64
    public init(checked: Checked<Self, Int64>) { rawValue = checked.value }
}

extension WattHours {
    /// The energy of a charge at a voltage, rounded down to the watt-hour.
    ///
    /// The product, in millionths of a watt-hour, is formed in full width: nothing is lost before
    /// the one rounding.
    ///
    /// - Throws: ``AmountError`` when the energy exceeds ``Amount/limit``.
    public static func energy(
        capacity: MilliampereHours,
        voltage: Millivolts
    ) throws(AmountError) -> WattHours {
        // mAh x mV: millionths of a watt-hour.
        let product = capacity.rawValue.magnitude.multipliedFullWidth(
            by: voltage.rawValue.magnitude
        )
        let divisor: UInt64 = 1_000_000
        guard product.high < divisor,
            let energy = Int64(exactly: divisor.dividingFullWidth(product).quotient),
            energy <= limit
        else {
            throw .energyOutOfRange(capacity, voltage)
        }
        return WattHours(checked: Checked(energy))
    }
}
