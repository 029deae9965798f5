/// What can be wrong with a reading.
public enum ReadingDefect: String, Hashable, Sendable, Codable, CodingKeyRepresentable,
    CaseIterable
{
    /// A reading that could not be read at all.
    case unreadable
    /// A time that is no number, or a reading before the one that came before it.
    case timeReversed
    /// A second reading of one moment.
    case duplicate
    /// More than a minute without a reading.
    case gap
    /// A current that no pack has.
    case current
    /// A pack's voltage that is missing its value, or far from the sum of its cells.
    case packVoltage
    /// A state of charge outside 0...100 %.
    case stateOfCharge
    /// A state of charge that moved faster than charge can.
    case stateOfChargeJump
    /// A cell's voltage that its chemistry cannot have, or a highest cell below the lowest.
    case cellVoltage
    /// A probe that is missing its value, or a warmest probe below the coldest.
    case temperature
    /// A resistance of the insulation that is missing its value.
    case insulation
    /// More or fewer cells than the model has.
    case cellCount
    /// A speed or distance that no vehicle has, or a distance that went back.
    case motion
}
